import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Who may import whom; the first rule that fits a file holds. Front ends may take types from contracts alone. */
const rules: readonly { readonly from: RegExp; readonly may: readonly RegExp[] }[] = [
  { from: /^core\/domain\//u, may: [/^core\/domain\//u] },
  { from: /^core\/text\//u, may: [/^core\/text\//u] },
  { from: /^core\/engine\//u, may: [/^core\/(?:domain|engine|text)\//u] },
  { from: /^core\/ports\//u, may: [/^core\/(?:domain|ports)\//u] },
  { from: /^core\/desk\//u, may: [/^core\/(?:domain|engine|ports|desk)\//u] },
  { from: /^core\/storage\/sqlite\//u, may: [/^core\/(?:domain|ports|text|storage\/sqlite)\//u] },
  { from: /^core\/backup\//u, may: [/^core\/(?:backup|ports|storage\/sqlite)\//u] },
  { from: /^core\/vault\//u, may: [/^core\/(?:domain|ports|vault)\//u] },
  { from: /^core\/files\//u, may: [/^core\/(?:domain|ports|files)\//u] },
  { from: /^core\/browser\//u, may: [/^core\/(?:domain|browser)\//u] },
  { from: /^core\/live\//u, may: [/^core\/(?:domain|ports|live)\//u] },
  { from: /^core\/http\//u, may: [/^core\/(?:domain|ports|http)\//u] },
  { from: /^core\/(?:cli\/|[^/]+$)/u, may: [/./u] },
  { from: /^bots\/web\/widget\//u, may: [/^bots\/web\/(?:widget\/|contract\.ts$)/u, /^core\/(?:domain|browser)\//u] },
  { from: /^bots\/web\/contract\.ts$/u, may: [/^core\/domain\//u] },
  { from: /^bots\/messenger\//u, may: [/^bots\/messenger\//u, /^core\/(?:domain|ports)\//u] },
  {
    from: /^bots\/sandbox\/page\//u,
    may: [/^bots\/sandbox\/(?:page\/|contract\.ts$|journal\.ts$)/u, /^core\/domain\//u],
  },
  { from: /^bots\/sandbox\/contract\.ts$/u, may: [/^bots\/sandbox\/journal\.ts$/u] },
  { from: /^bots\/sandbox\//u, may: [/^bots\/sandbox\//u, /^core\/(?:domain|ports)\//u] },
  { from: /^bots\/telegram\//u, may: [/^bots\/(?:telegram|messenger)\//u, /^core\/(?:domain|ports)\//u] },
  { from: /^bots\/vk\//u, may: [/^bots\/(?:vk|messenger)\//u, /^core\/(?:domain|ports)\//u] },
  { from: /^bots\/web\//u, may: [/^bots\/web\/(?!widget)/u, /^core\/(?:domain|ports)\//u] },
  {
    from: /^operator-console\/web\//u,
    may: [/^operator-console\/(?:web\/|contract\.ts$)/u, /^core\/(?:domain|browser)\//u],
  },
  { from: /^operator-console\/contract(?:\.ts$|\/)/u, may: [/^core\/domain\//u, /^operator-console\/contract\//u] },
  {
    from: /^operator-console\/server\//u,
    may: [/^operator-console\/(?:server\/|contract\.ts$)/u, /^core\/(?:domain|ports|text)\//u],
  },
];

/** Platform libraries each live in one folder. */
const packages: readonly { readonly name: RegExp; readonly only: RegExp }[] = [
  { name: /^node:sqlite$/u, only: /^core\/(?:storage\/sqlite|cli)\//u },
  { name: /^express$/u, only: /^(?:core\/http|operator-console\/server)\//u },
  { name: /^socket\.io$/u, only: /^(?:core\/live|bots\/web|operator-console\/server)\//u },
  { name: /^natural(?:\/|$)/u, only: /^core\/text\//u },
  { name: /^prom-client$/u, only: /^core\/http\//u },
  { name: /^telegraf(?:\/|$)/u, only: /^bots\/telegram\//u },
  { name: /^vk-io$/u, only: /^bots\/vk\//u },
  { name: /^file-type$/u, only: /^core\/files\/content\//u },
  { name: /^yaml$/u, only: /^core\/engine\//u },
  { name: /^node:/u, only: /^(?!(?:bots\/web\/widget|bots\/sandbox\/page|operator-console\/web)\/(?!vite))/u },
];

const root = join(import.meta.dirname, '..');

const sources = ['core', 'bots', 'operator-console']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.tsx?$/u.test(entry.name))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .filter((file) => !file.includes('/dist/') && !file.includes('node_modules'));

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const importsOf = (file: string): readonly Import[] => {
  const text = readFileSync(join(root, file), 'utf8');
  const found = text.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)/gmu,
  );
  return [...found].map(([, type, fixed, dynamic]) => ({
    file,
    target: (fixed ?? dynamic ?? '').startsWith('.')
      ? join(dirname(file), fixed ?? dynamic ?? '')
      : (fixed ?? dynamic ?? ''),
    typeOnly: type !== undefined,
  }));
};

const all = sources.flatMap(importsOf);
const inside = all.filter(({ target }) => /^(?:core|bots|operator-console)\//u.test(target));

/** Rules without imports of their own, the same on both sides. */
const shared: readonly string[] = [
  'core/domain/unreachable.ts',
  'core/domain/size.ts',
  'core/domain/variables.ts',
  'core/domain/password-rules.ts',
];

describe('import directions', () => {
  test('there is something to check', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(inside.length).toBeGreaterThan(100);
  });

  test('every file obeys a rule', () => {
    expect(sources.filter((file) => !rules.some((rule) => rule.from.test(file)))).toEqual([]);
  });

  test('nobody imports what they must not know', () => {
    const wrong = inside.filter(({ file, target }) => {
      const rule = rules.find((known) => known.from.test(file));
      return !rule?.may.some((pattern) => pattern.test(target));
    });
    expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
  });

  test('front ends take types alone from outside their own folder', () => {
    const wrong = inside.filter(({ file, target, typeOnly }) => {
      const front = /^(?:bots\/web\/widget|bots\/sandbox\/page|operator-console\/web)\//u.exec(file)?.[0];
      const allowed = typeOnly || shared.includes(target) || target.startsWith('core/browser/');
      return front !== undefined && !target.startsWith(front) && !allowed;
    });
    expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
  });

  test('platform libraries stay in their folders', () => {
    const wrong = all.filter(({ file, target }) =>
      packages.some(({ name, only }) => name.test(target) && !only.test(file)),
    );
    expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
  });

  test('the environment is read by main.ts alone', () => {
    const readers = sources.filter((file) => readFileSync(join(root, file), 'utf8').includes('process.env'));
    expect(readers.filter((file) => !file.startsWith('core/cli/'))).toEqual(['core/main.ts']);
  });
});
