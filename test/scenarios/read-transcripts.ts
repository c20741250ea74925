/** Reads the dialogues of `scenarios/transcripts`; what cannot be read is told to its author in Russian. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
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
  z.strictObject({ nothing: z.literal('true') }),
  z.strictObject({ ticket: z.string() }),
  z.strictObject({ department: z.string(), priority: z.string().optional() }),
]);

export interface Transcript {
  readonly dialogue: string;
  readonly contacts?: 'checked' | undefined;
  readonly talk: readonly z.infer<typeof line>[];
}

const talk = z.strictObject({
  dialogue: z.string(),
  contacts: z.literal('checked').optional(),
  talk: z.array(z.unknown()),
});

const words =
  'start, silence, write, press, says, read, buttons, nothing: true, ticket, department (и priority), wait: 48 часов, operator';

const stepOf = (step: unknown, where: string): Transcript['talk'][number] => {
  const read = line.safeParse(step);
  if (read.success) return read.data;
  throw new Error(`${where}: не понимаю «${JSON.stringify(step)}». Шаги диалога: ${words}.`);
};

const parsed = (text: string, file: string): unknown => {
  try {
    // Every scalar is text: «write: 112» says what was typed.
    return parse(text, { schema: 'failsafe' });
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new Error(`${file}: ${error.message}. Проверьте отступы и кавычки.`, { cause: error });
  }
};

export const readTranscripts = (text: string, file: string): readonly Transcript[] => {
  const read = z.array(talk).safeParse(parsed(text, file));
  if (!read.success)
    throw new Error(`${file}: каждый диалог начинается с «- dialogue: название», затем «talk:» и шаги.`);
  return read.data.map((one) => ({
    ...one,
    talk: one.talk.map((step, at) => stepOf(step, `${file}, диалог «${one.dialogue}», шаг ${at + 1}`)),
  }));
};

const folder = join(shippedFolder, 'transcripts');

export const transcripts = (): readonly Transcript[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .flatMap((name) => readTranscripts(readFileSync(join(folder, name), 'utf8'), name));
