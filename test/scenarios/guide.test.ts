/** The guide for authors is followed to the letter: what it tells to paste loads, is understood, and its dialogues hold. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemsWith, scriptOf, shippedFiles } from '../engine/scripts.ts';
import { play, readTranscripts } from './transcript.ts';

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

  for (const dialogue of readTranscripts(block('- dialogue: Печать'))) {
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
