/** What fits on a button in every channel. */
import type { Problem } from '../problem.ts';
import { normalise } from '../understanding/normalise.ts';
import type { Path, Source } from './source.ts';

/** VK's limit, the smallest of all channels. */
export const maxLabel = 40;

export const labelProblem = (source: Source, path: Path, label: string): readonly Problem[] => {
  if (label.length > maxLabel) {
    const what = `Надпись «${label}» длиннее ${maxLabel} знаков: ${label.length}.`;
    return [source.problem(path, what, 'Сократите её: длинные подробности говорит текст над кнопкой.')];
  }
  return normalise(label) === '' || /^\d+$/u.test(normalise(label))
    ? [source.problem(path, `Надпись «${label}» не слово.`, 'Напишите словами: числом выбирают кнопку по её месту.')]
    : [];
};
