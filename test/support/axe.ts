/** Axe in a real page: what a screen reader, a keyboard or weak eyes would stumble over. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Each violation with the first element that has it; empty when there is none. */
export const violationsIn = async (place: Page | Frame): Promise<readonly string[]> => {
  await place.evaluate(`${axe};0`);
  return place.evaluate<string[]>(
    "axe.run({ exclude: ['iframe'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
  );
};
