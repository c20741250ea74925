/** `docs/faults.md` names, for each fault and each bad input, the test that shows what holds. The names are true. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const rows = read('docs/faults.md')
  .split('\n')
  .filter((line) => /^\| [FB]\d/u.test(line))
  .map((line) => {
    const [, id = '', what = '', shown = ''] = line.split(/(?<!\\)\|/u).map((cell) => cell.trim());
    const tests = [
      ...shown
        .split('<br>')
        .join('\n')
        .matchAll(/^`([^`]+)`: (.+)$/gmu),
    ];
    return { id, what, tests: tests.map(([, path = '', name = '']) => ({ path, name: name.replaceAll('\\|', '|') })) };
  });

const numbered = (letter: string, last: number): readonly string[] =>
  Array.from({ length: last }, (_, index) => `${letter}${index + 1}`);

test('every fault and every bad input has its line', () => {
  expect(rows.map(({ id }) => id)).toEqual([...numbered('F', 62), ...numbered('B', 86)]);
});

test('every test that the list names is there', () => {
  const named = rows.flatMap(({ id, tests }) => tests.map((one) => ({ id, ...one })));
  const missing = named.filter(({ path, name }) => !existsSync(join(root, path)) || !read(path).includes(name));
  expect(missing).toEqual([]);
});

test('what no test shows is what does not apply, or what is kept by reading', () => {
  const bare = rows.filter(({ tests }) => tests.length === 0);
  expect(bare.filter(({ what }) => !/^не относится: |: держится чтением кода /u.test(what))).toEqual([]);
});
