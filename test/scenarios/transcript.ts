/** Reads and plays the dialogues of `scenarios/transcripts`: what is done, and what must be read after it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { draftOf } from '../../core/engine/draft.ts';
import { fillText } from '../../core/engine/scene-text.ts';
import type { Script } from '../../core/engine/types.ts';
import { createTalk, type Talk } from '../engine/talk.ts';
import { shippedFolder } from '../engine/scripts.ts';

const line = z.union([
  z.literal('start'),
  z.literal('silence'),
  z.strictObject({ write: z.string() }),
  z.strictObject({ press: z.string() }),
  z.strictObject({ wait: z.string().regex(/^\d+ часов$/u) }),
  z.strictObject({ operator: z.enum(['takes', 'asks', 'solves', 'hands-back', 'releases', 'rejects']) }),
  /** The whole answer of a scene, with its inserts, as it stands in the scenario. */
  z.strictObject({ says: z.string() }),
  /** Each of these stands in what was said last. */
  z.strictObject({ read: z.union([z.string(), z.array(z.string())]) }),
  z.strictObject({ buttons: z.array(z.string()) }),
  z.strictObject({ nothing: z.literal(true) }),
  z.strictObject({ ticket: z.string() }),
  z.strictObject({ department: z.string(), priority: z.string().optional() }),
]);

const transcript = z.strictObject({
  dialogue: z.string(),
  contacts: z.literal('checked').optional(),
  talk: z.array(line),
});

export type Transcript = z.infer<typeof transcript>;

const folder = join(shippedFolder, 'transcripts');

export const readTranscripts = (text: string): readonly Transcript[] => z.array(transcript).parse(parse(text));

export const transcripts = (): readonly Transcript[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .flatMap((name) => readTranscripts(readFileSync(join(folder, name), 'utf8')));

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
