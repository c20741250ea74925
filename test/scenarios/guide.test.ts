/** The guide for authors is followed to the letter: what it tells to paste loads, is understood, and its dialogues hold. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemsWith, scriptOf, shippedFiles } from '../engine/scripts.ts';
import { readTranscripts } from './read-transcripts.ts';
import { play } from './transcript.ts';

const guide = readFileSync(join(import.meta.dirname, '../../docs/scenarios.md'), 'utf8');

const block = (start: string): string => {
  const found = [...guide.matchAll(/```yaml\n([\s\S]*?)```/gu)].map(([, text = '']) => text);
  const wanted = found.find((text) => text.startsWith(start));
  if (wanted === undefined) throw new Error(`the guide has no block that starts with «${start}»`);
  return wanted;
};

const added = { path: 'print-document.yml', text: block('scenario: print-document') };
const idle = { before: () => {}, after: () => {} };

describe('the topic of the guide', () => {
  test('loads beside the shipped ones as it stands', () => {
    expect(problemsWith([...shippedFiles(), added])).toEqual([]);
  });

  for (const dialogue of readTranscripts(block('- dialogue: Печать'), 'print-document.yml')) {
    test(dialogue.dialogue, () => play(scriptOf([...shippedFiles(), added]), dialogue, idle));
  }

  test('may be chosen by a button where the guide says that there is room', () => {
    const line = '      Часы работы: working-hours\n';
    const files = shippedFiles().map((file) =>
      file.path === 'menu.yml'
        ? { ...file, text: file.text.replace(line, `${line}      Распечатать документ: print-document\n`) }
        : file,
    );
    expect(problemsWith([...files, added])).toEqual([]);
  });
});

describe('a mistake in a dialogue is told to its author', () => {
  const read = (text: string) => () => readTranscripts(text, 'mine.yml');

  test('a step that is none, with its place and what may stand there', () => {
    expect(read('- dialogue: Печать\n  talk:\n    - start\n    - says it: Да\n')).toThrow(
      'mine.yml, диалог «Печать», шаг 2: не понимаю «{"says it":"Да"}». Шаги диалога: start, silence, write',
    );
  });

  test.each(['- talk: []', 'dialogue: Печать', '- dialogue: Печать\n  steps: []'])(
    '%j: how a dialogue begins',
    (text) => {
      expect(read(text)).toThrow('mine.yml: каждый диалог начинается с «- dialogue: название»');
    },
  );

  test('indents that do not fit', () => {
    expect(read('- dialogue: "Печать\n')).toThrow('mine.yml: ');
  });
});

test('digits that are typed are text', () => {
  expect(readTranscripts('- dialogue: Число\n  talk:\n    - write: 007\n', 'mine.yml')[0]?.talk).toEqual([
    { write: '007' },
  ]);
});
