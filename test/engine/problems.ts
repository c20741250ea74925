/** What the loader says of the sample folder with a slip put into it. */
import { loadScenarios } from '../../core/engine/load.ts';
import type { Problem } from '../../core/engine/problem.ts';
import { filesWith, sampleFiles } from './scripts.ts';

export const sampleText = (path: string): string => sampleFiles().find((file) => file.path === path)?.text ?? '';

export const problemsOf = (changes: Readonly<Record<string, string | null>>): readonly Problem[] => {
  const loaded = loadScenarios(filesWith(changes));
  return loaded.ok ? [] : loaded.problems;
};

/** The sample file with one piece exchanged. */
export const edited = (path: string, from: string, to: string): Readonly<Record<string, string>> => {
  const text = sampleText(path);
  if (!text.includes(from)) throw new Error(`${path} has no «${from}»`);
  return { [path]: text.replace(from, () => to) };
};

export const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

export const scenario = (scenes: string, frame = ''): Readonly<Record<string, string>> => ({
  'extra.yml': `scenario: extra\ntitle: Ещё\nexamples: [раз два, три четыре, пять шесть]\n${frame}scenes:\n${scenes}`,
});

export const one = (changes: Readonly<Record<string, string | null>>): Problem => {
  const problems = problemsOf(changes);
  expect(problems.map(({ what }) => what)).toHaveLength(1);
  const [problem] = problems;
  if (!problem) throw new Error('no problem');
  expect(problem.cure).toMatch(/[а-я]/u);
  return problem;
};
