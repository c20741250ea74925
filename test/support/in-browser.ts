/** The whole product and a browser, once for all tests of a file. */
import type { Browser } from 'playwright-core';
import { launch } from './browser.ts';
import { startProduct, type Product } from './product.ts';

export interface InBrowser {
  readonly product: Product;
  readonly browser: Browser;
}

/** To be called where the tests of the file begin; both are there when they run, and end with them. */
export const inBrowser = (): InBrowser => {
  let started: readonly [Product, Browser] | null = null;
  const given = (): readonly [Product, Browser] => {
    if (started === null) throw new Error('the product is given to tests only');
    return started;
  };
  // The first start builds both front ends.
  beforeAll(async () => {
    started = await Promise.all([startProduct(), launch()]);
  }, 120_000);
  afterAll(async () => {
    const [product, browser] = given();
    await browser.close();
    await product.end();
  });
  return {
    get product() {
      return given()[0];
    },
    get browser() {
      return given()[1];
    },
  };
};
