import { readCanned } from '../../core/engine/load/canned.ts';
import { loadScenarios } from '../../core/engine/load.ts';
import { readCannedFiles, readScenarioFiles } from '../../core/scenario-files.ts';

const file = (text: string) => [{ path: 'canned/answers.yml', text }];
const row = (lines: readonly string[]): string =>
  `answers:\n  - id: one\n    title: Один\n    shortcut: один\n${lines.map((line) => `    ${line}\n`).join('')}`;

test('the shipped answers are whole, and every department has some', () => {
  const loaded = loadScenarios(readScenarioFiles('scenarios'));
  if (!loaded.ok) throw new Error('the scenarios are broken');
  const departments = loaded.organisation.departments;
  const { answers, problems } = readCanned(
    readCannedFiles('scenarios'),
    departments.map(({ id }) => id),
  );
  expect(problems).toEqual([]);
  for (const { id, expert } of departments) {
    const own = answers.filter(({ scope }) => scope.kind === 'department' && scope.department === id);
    expect({ id, enough: expert || own.length >= 3 }).toEqual({ id, enough: true });
  }
});

test.each([
  ['a variable that does not exist', ['text: "Здравствуйте, {имя}!"'], 5, '«{имя}»'],
  ['an unknown department', ['department: nowhere', 'text: Да'], 5, 'Нет отдела «nowhere»'],
  ['a phone written into a text', ['text: Звоните 8 800 555-35-35'], 5, 'Телефон'],
  ['an unknown word', ['txt: Да', 'text: Да'], 5, '«txt»'],
  ['no text', ['department: payments'], 2, '«text»'],
])('%s is told with its line and a cure', (_, lines, line, words) => {
  const { problems } = readCanned(file(row(lines)), ['payments']);
  expect(problems[0]).toMatchObject({ file: 'canned/answers.yml', line });
  expect(problems[0]?.what).toContain(words);
  expect(problems[0]?.cure).not.toBe('');
});

test('two answers cannot have one name or one shortcut', () => {
  const twice = `${row(['text: Да'])}  - id: one\n    title: Два\n    shortcut: один\n    text: Нет\n`;
  expect(readCanned(file(twice), []).problems.map(({ line }) => line)).toEqual([6, 8]);
});
