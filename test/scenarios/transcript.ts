/** Plays the dialogues of `scenarios/transcripts`: what is done, and what must be read after it. */
import { draftOf } from '../../core/engine/draft.ts';
import { fillText } from '../../core/engine/scene-text.ts';
import type { Script } from '../../core/engine/types.ts';
import { createTalk, type Talk } from '../engine/talk.ts';
import type { Transcript } from './read-transcripts.ts';

const list = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);

/** A changed answer is shown beside the kept one, line by line. */
const checkAnswer = (script: Script, talk: Talk, kept: string): void => {
  const expected = fillText(draftOf(script, talk.state(), talk.moment()), kept);
  if (!talk.text().includes(expected)) expect(talk.said().at(-1)?.text).toBe(expected);
};

const check = (script: Script, talk: Talk, one: Transcript['talk'][number]): void => {
  if (typeof one === 'string') return;
  if ('says' in one) checkAnswer(script, talk, one.says);
  if ('read' in one) for (const part of list(one.read)) expect(talk.text()).toContain(part);
  if ('buttons' in one) expect(talk.labels()).toEqual(one.buttons);
  if ('nothing' in one) expect(talk.said()).toEqual([]);
  if ('ticket' in one) expect(talk.active()?.status ?? 'none').toBe(one.ticket);
  if ('department' in one) {
    const handoff = talk.effects().find((effect) => effect.kind === 'handoff');
    expect(handoff?.department).toBe(one.department);
    if (one.priority !== undefined) expect(handoff?.priority).toBe(one.priority);
  }
};

const perform = (talk: Talk, one: Transcript['talk'][number]): void => {
  if (one === 'start') talk.start();
  else if (one === 'silence') talk.silence();
  else if ('write' in one) talk.write(one.write.replaceAll('{number}', talk.tickets()[0]?.number ?? ''));
  else if ('press' in one) talk.press(one.press);
  else if ('wait' in one) talk.wait(Number.parseInt(one.wait, 10) * 3_600_000);
  else if ('operator' in one) talk.operator(one.operator, 'Вопрос не к поддержке.');
};

/** `watch` sees the talk before and after every line. */
export const play = (
  script: Script,
  { talk: lines }: Transcript,
  watch: { readonly before: (talk: Talk) => void; readonly after: (talk: Talk) => void },
): void => {
  const talk = createTalk(script);
  for (const one of lines) {
    watch.before(talk);
    perform(talk, one);
    check(script, talk, one);
    watch.after(talk);
  }
};
