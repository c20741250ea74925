import { createScripts, type Refused, ScenariosBroken, type ScriptsDeps } from '../../core/desk/scripts.ts';
import type { ScenarioFile } from '../../core/ports/scenario-store.ts';
import { filesWith, sampleFiles } from '../engine/scripts.ts';
import { sqliteUnderTest } from '../storage/folder.ts';
import { dayOne } from '../support/builders.ts';
import { createSimulatedClock } from '../support/clock.ts';
import { plainLoad } from '../support/load.ts';

const folder = sampleFiles();
const textOf = (files: readonly ScenarioFile[], path: string): string =>
  files.find((file) => file.path === path)?.text ?? '';
const withText = (files: readonly ScenarioFile[], path: string, from: string, to: string): readonly ScenarioFile[] =>
  files.map((file) => (file.path === path ? { ...file, text: file.text.replace(from, to) } : file));

const stores: { close(): Promise<void> }[] = [];
const clock = createSimulatedClock(dayOne);

const open = async (more: Partial<ScriptsDeps> = {}) => {
  const store = await sqliteUnderTest();
  stores.push(store);
  const deps: ScriptsDeps = { store: store.scenarios, folder, clock, load: plainLoad, ...more };
  return { store: store.scenarios, deps, scripts: await createScripts(deps) };
};

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

const edited = withText(folder, 'phone.yml', 'Для связи с оператором нажмите «1».', 'Нажмите «1».');
const broken = filesWith({ 'menu.yml': textOf(folder, 'menu.yml').replace(': phone', ': telephone') });

describe('publishing while the product runs', () => {
  test('a new version is stored first and walked from then on; an older one stays for those who are pinned to it', async () => {
    const { scripts, store } = await open();
    const before = scripts.current().scenarios.version;
    const { version, changed } = await scripts.publish(edited, 'Анна');
    expect(changed).toBe(true);
    expect(await store.activeHash()).toBe(version);
    expect(scripts.current().scenarios.version).toBe(version);
    expect((await scripts.pinned(before)).scenarios.version).toBe(before);
    expect((await store.history(2)).map(({ by }) => by)).toEqual(['Анна', 'folder']);
  });

  test('facts, phrases and the understanding of a pinned ticket are those of the day', async () => {
    const { scripts } = await open();
    const before = scripts.current().scenarios.version;
    await scripts.publish(withText(folder, 'phrases.yml', 'Снова здравствуйте!', 'И снова здравствуйте!'), 'push');
    const pinned = await scripts.pinned(before);
    expect(pinned.scenarios.version).toBe(before);
    expect(pinned.phrases['greeting-again']).toBe('И снова здравствуйте!');
    expect(pinned.understand).toBe(scripts.current().understand);
  });

  test('a broken edit changes nothing and says file, line and cure', async () => {
    const told: Refused[] = [];
    const { scripts, store } = await open({ onRefused: (refused) => told.push(refused) });
    const before = scripts.current().scenarios.version;
    await expect(scripts.publish(broken, 'Анна')).rejects.toThrow(ScenariosBroken);
    expect(scripts.current().scenarios.version).toBe(before);
    expect(await store.activeHash()).toBe(before);
    expect(scripts.refused()).toMatchObject({ by: 'Анна', problems: [{ file: 'menu.yml' }] });
    expect(told).toHaveLength(1);
    await scripts.publish(edited, 'Анна');
    expect(scripts.refused()).toBeNull();
  });

  test('two edits at once lose nothing of each other', async () => {
    const { scripts, store } = await open();
    await Promise.all([
      scripts.publish((files) => withText(files, 'phone.yml', 'нажмите «1»', 'жмите «1»'), 'Анна'),
      scripts.publish((files) => withText(files, 'menu.yml', 'Что подсказать?', 'О чём вопрос?'), 'Олег'),
    ]);
    const files = (await store.active())?.files ?? [];
    expect(textOf(files, 'phone.yml')).toContain('жмите «1»');
    expect(textOf(files, 'menu.yml')).toContain('О чём вопрос?');
  });

  test('the examples are learnt before anybody walks the version', async () => {
    const learnt: string[] = [];
    const { scripts } = await open({
      learn: async ({ version }) => {
        learnt.push(version);
        return () => ({ intent: null, guessed: false, ranked: [], outcome: 'miss', confidence: 0 });
      },
    });
    await scripts.learnt();
    await scripts.learnt();
    const { version } = await scripts.publish(edited, 'push');
    expect(learnt).toEqual([expect.any(String), version]);
    expect(scripts.current().understand('что угодно').outcome).toBe('miss');
  });

  test('a start waits for no examples; whoever writes first waits for them', async () => {
    let finish = (): void => {};
    const learnt = new Promise<void>((resolve) => (finish = resolve));
    const { scripts } = await open({
      learn: async () => {
        await learnt;
        return () => ({ intent: 'thanks', guessed: false, ranked: [], outcome: 'miss', confidence: 1 });
      },
    });
    const waited: string[] = [];
    const waiting = scripts.learnt().then(() => waited.push(scripts.current().understand('').intent ?? ''));
    await Promise.resolve();
    expect(waited).toEqual([]);
    finish();
    await waiting;
    expect(waited).toEqual(['thanks']);
  });

  test('examples that could not be learnt aside are learnt on the spot', async () => {
    const { scripts } = await open({ learn: () => Promise.reject(new Error('no thread')) });
    await scripts.learnt();
    expect(scripts.current().understand('не могу войти в личный кабинет').ranked[0]?.topic).toBe('login-problem');
  });

  test('what another process published is taken up; what is broken there stays out and is told once', async () => {
    const told: Refused[] = [];
    const { scripts, store, deps } = await open({ onRefused: (refused) => told.push(refused) });
    const other = await createScripts(deps);
    const { version } = await other.publish(edited, 'push');
    await scripts.follow();
    expect(scripts.current().scenarios.version).toBe(version);
    await store.publish({ hash: 'b'.repeat(64), publishedAt: dayOne, files: broken }, 'push');
    await scripts.follow();
    await scripts.follow();
    expect(scripts.current().scenarios.version).toBe(version);
    expect(told.map(({ by }) => by)).toEqual(['push']);
  });
});

describe('the folder and the store', () => {
  test('an edit of one file in the folder keeps what was edited elsewhere in others', async () => {
    const { scripts, store } = await open();
    await scripts.publish((files) => withText(files, 'menu.yml', 'Что подсказать?', 'О чём вопрос?'), 'Анна');
    await scripts.publishFolder(edited);
    const files = (await store.active())?.files ?? [];
    expect(textOf(files, 'menu.yml')).toContain('О чём вопрос?');
    expect(textOf(files, 'phone.yml')).toContain('Нажмите «1».');
    await scripts.publishFolder(edited.filter(({ path }) => path !== 'zz.yml'));
    expect(textOf((await store.active())?.files ?? [], 'menu.yml')).toContain('О чём вопрос?');
  });

  test('at the next start the store is the truth, whatever the folder holds', async () => {
    const { scripts, deps } = await open();
    const { version } = await scripts.publish(edited, 'push');
    expect((await createScripts(deps)).current().scenarios.version).toBe(version);
    expect((await createScripts({ ...deps, folder: broken })).current().scenarios.version).toBe(version);
  });

  test('in development an edited folder is published at start, a broken one leaves the version before', async () => {
    const { deps, scripts } = await open({ folderPublishes: true });
    const next = await createScripts({ ...deps, folder: edited });
    expect(textOf((await deps.store.active())?.files ?? [], 'phone.yml')).toContain('Нажмите «1».');
    expect(next.current().scenarios.version).not.toBe(scripts.current().scenarios.version);
    const third = await createScripts({ ...deps, folder: broken });
    expect(third.current().scenarios.version).toBe(next.current().scenarios.version);
    expect(third.refused()?.problems[0]?.file).toBe('menu.yml');
  });

  test('a stored version that this program cannot read gives way to the folder; with nothing to walk there is no start', async () => {
    const { deps, store, scripts } = await open();
    await store.publish({ hash: 'b'.repeat(64), publishedAt: dayOne, files: broken }, 'push');
    expect((await createScripts(deps)).current().scenarios.version).toBe(scripts.current().scenarios.version);
    await store.publish({ hash: 'c'.repeat(64), publishedAt: dayOne, files: broken }, 'push');
    await expect(createScripts({ ...deps, folder: broken })).rejects.toThrow(ScenariosBroken);
  });
});
