/** The promises of `core/ports/scenario-store.ts`, for any store. */
import type { PublishedVersion } from '../../core/ports/scenario-store.ts';
import { dayOne } from '../support/builders.ts';
import { everything } from './audit.ts';
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
      await store().scenarios.publish(first, 'folder');
      await store().scenarios.publish(second, 'Анна');
      await store.restart();
      expect(await store().scenarios.active()).toEqual(second);
      expect(await store().scenarios.load('h1')).toEqual(first);
    });

    test('every change of the active version is kept, newest first; what is active already is no change', async () => {
      const [first, second] = [version('h1', dayOne), version('h2', dayOne + 1)];
      expect(await store().scenarios.activeHash()).toBeNull();
      expect(await store().scenarios.history(5)).toEqual([]);
      await store().scenarios.publish(first, 'folder', version('h0', dayOne));
      await store().scenarios.publish(second, 'push');
      await store().scenarios.publish({ ...second, publishedAt: dayOne + 2 }, 'folder');
      await store().scenarios.publish({ ...first, publishedAt: dayOne + 3 }, 'rollback');
      expect(await store().scenarios.activeHash()).toBe('h1');
      expect(await store().scenarios.history(2)).toEqual([
        { hash: 'h1', at: dayOne + 3, by: 'rollback', folder: null },
        { hash: 'h2', at: dayOne + 1, by: 'push', folder: null },
      ]);
      expect((await store().scenarios.history(9)).map(({ folder }) => folder)).toEqual([null, null, 'h0']);
      expect(await store().scenarios.load('h0')).toEqual(version('h0', dayOne));
    });

    test('the audit tells each of them, and which files became others', async () => {
      const first = version('h1-and-more-letters', dayOne);
      const second = {
        ...version('h2', dayOne + 1),
        files: [...first.files.slice(0, 1), { path: 'new.yml', text: 'x' }],
      };
      await store().scenarios.publish(first, 'folder');
      await store().scenarios.publish(second, 'Анна');
      await store().scenarios.publish({ ...second, publishedAt: dayOne + 2 }, 'push');
      const { entries } = await store().audit.page({ ...everything, actions: ['scenarios:published'] }, null, 9);
      expect(entries).toMatchObject([
        {
          at: dayOne + 1,
          actor: 'system',
          details: { version: 'h2', how: 'console', files: 'new.yml, organisation.yml' },
        },
        { at: dayOne, actor: 'system', details: { version: 'h1-and-more-', how: 'folder' } },
      ]);
    });

    test('publishing a known version again only makes it active', async () => {
      const [first, second] = [version('h1', dayOne), version('h2', dayOne + 1)];
      await store().scenarios.publish(first, 'folder');
      await store().scenarios.publish(second, 'Анна');
      await store().scenarios.publish({ ...first, publishedAt: dayOne + 9 }, 'rollback');
      expect(await store().scenarios.active()).toEqual(first);
    });
  });
};
