import type { Script } from '../../core/engine/types.ts';
import { scriptOf, shipped, shippedFiles } from '../engine/scripts.ts';
import { createCoverage, type Coverage } from './coverage.ts';
import { transcripts, type Transcript } from './read-transcripts.ts';
import { play } from './transcript.ts';

const unchecked = shipped();

/** The same scenarios on the day when somebody has checked the contacts. */
const checked = ((): Script => {
  const isFacts = (path: string): boolean => path === 'organisation.yml';
  const dated = (text: string): string => text.replaceAll('checked: null', 'checked: 2026-01-15');
  return scriptOf(shippedFiles().map((file) => (isFacts(file.path) ? { ...file, text: dated(file.text) } : file)));
})();

const coverage = createCoverage(unchecked.scenarios);

const percent = ({ all, missed }: Coverage['scenes']): string =>
  `${all.length - missed.length} of ${all.length} (${Math.round((100 * (all.length - missed.length)) / all.length)} %)`;

const run = (dialogue: Transcript): void => {
  const pressed = dialogue.talk.map((line) => (typeof line === 'object' && 'press' in line ? line.press : null));
  let at = 0;
  play(dialogue.contacts === 'checked' ? checked : unchecked, dialogue, {
    before: (talk) => coverage.before(talk.state()),
    after: (talk) => {
      coverage.after(talk.state(), talk.effects(), pressed[at] ?? null);
      at += 1;
    },
  });
};

describe('dialogues that authors keep', () => {
  for (const dialogue of transcripts()) {
    test(dialogue.dialogue, () => run(dialogue));
  }

  test('walk every scene and every way of the shipped scenarios', () => {
    const { scenes, ways } = coverage.result();
    process.stdout.write(`scenes ${percent(scenes)}, ways ${percent(ways)}\n`);
    expect(scenes.all.length).toBeGreaterThan(25);
    expect(scenes.missed).toEqual([]);
    expect(ways.missed).toEqual([]);
  });
});
