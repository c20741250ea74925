/** The promises of `core/ports/scenario-store.ts`, for any store. */
import type { PublishedVersion } from '../../core/ports/scenario-store.ts';
import { dayOne } from '../support/builders.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

const version = (hash: string, publishedAt: number): PublishedVersion => ({
  hash,
  publishedAt,
  files: [
    { path: 'topics/passport.yml', text: `# ${hash}: комментарий остаётся\ntitle: Паспорт\n` },
    { path: 'organisation.yml', text: '' },
  ],
});

export const describeScenarioStore = (name: string, makeStore: MakeStore): void => {
  describe(`scenario store (${name})`, () => {
    const store = freshStore(makeStore);

    test('nothing is active before the first publishing', async () => {
      expect(await store().scenarios.active()).toBeNull();
      expect(await store().scenarios.load('unknown')).toBeNull();
    });

    test('the version published last is active, also after a restart; earlier ones can be loaded', async () => {
      const [first, second] = [version('h1', dayOne), version('h2', dayOne + 1)];
      await store().scenarios.publish(first);
      await store().scenarios.publish(second);
      await store.restart();
      expect(await store().scenarios.active()).toEqual(second);
      expect(await store().scenarios.load('h1')).toEqual(first);
    });

    test('publishing a known version again only makes it active', async () => {
      const [first, second] = [version('h1', dayOne), version('h2', dayOne + 1)];
      await store().scenarios.publish(first);
      await store().scenarios.publish(second);
      await store().scenarios.publish({ ...first, publishedAt: dayOne + 9 });
      expect(await store().scenarios.active()).toEqual(first);
    });
  });
};
