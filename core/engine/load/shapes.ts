/** What may stand in each file, key by key. Unknown keys are refused. */
import { z } from 'zod';
import { ownKinds } from '../scenario.ts';
import { personalQuestions } from '../../domain/screening/answer.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{0,47}$/u);
const text = z.string().trim().min(1);
const target = z.string().regex(/^[a-z][a-z0-9-]{0,47}(?:\/[a-z][a-z0-9-]{0,47})?$/u);
const hours = z
  .number()
  .positive()
  .max(24 * 365);

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);
const dayOfYear = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u);
const minutes = z
  .int()
  .positive()
  .max(60 * 24 * 30);
/** Where a fact comes from and who has looked. */
const sourced = { source: text, checked: date.nullable(), 'checked-by': text.nullable() };

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const lines = z.array(
  z.strictObject({
    id,
    title: text,
    hours: z.array(
      z.strictObject({
        days: z.array(z.enum(weekdays)).min(1),
        open: z.array(z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d[-–](?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/u)).min(1),
      }),
    ),
    holidays: z.enum(['closed', 'open']),
    'short-day': minutes.optional(),
    ...sourced,
  }),
);

const calendar = z.array(
  z.strictObject({
    year: z.int().min(2020).max(2100),
    source: text,
    checked: date.nullable(),
    'days-off': z.array(dayOfYear),
    'working-days': z.array(dayOfYear),
    'short-days': z.array(dayOfYear),
  }),
);

const deadlines = z.array(
  z.strictObject({
    id,
    title: text,
    words: text,
    'reply-minutes': minutes.optional(),
    'solve-hours': hours.optional(),
    'solve-days': z.int().positive().max(60).optional(),
  }),
);

const settings = z.strictObject({
  'confirm-hours': hours,
  'reopen-days': hours,
  'break-hours': hours,
  'repeat-hours': hours,
  'escalation-hours': hours,
  'supervisor-hours': hours,
  'silence-minutes': minutes,
  'silence-warning-minutes': minutes,
  'leave-minutes': minutes,
  'away-minutes': minutes,
  capacity: z.int().positive().max(100),
  assignment: z.enum(['by-hand', 'automatic']),
  'notice-when-nobody': z.boolean(),
});

export const organisationShape = z.strictObject({
  name: text,
  zone: text,
  lines: lines.min(1),
  calendar,
  deadlines: deadlines.min(1),
  departments: z.array(z.strictObject({ id, title: text, expert: z.boolean().optional(), line: id.optional() })).min(1),
  categories: z.array(z.strictObject({ id, title: text, department: id, deadline: id.optional() })).min(1),
  contacts: z.array(z.strictObject({ id, title: text, value: text, ...sourced })),
  settings,
});

export type OrganisationData = z.infer<typeof organisationShape>;

export const phrasesShape = z.record(z.string(), text);

/** A number among the words is a word: 8800. */
const word = z.union([text, z.number().int()]).transform(String);
export const lexiconShape = z.strictObject({ concepts: z.record(text, z.array(word).min(1)) });

const buttons = z.record(z.string(), target);
/** The operator reads the title in the path; scenes that say nothing need none. */
const silent = { title: text.optional(), tried: text.optional() };
const spoken = { ...silent, title: text };

export const sceneShapes = {
  say: z.strictObject({ ...spoken, say: text, buttons: buttons.optional() }),
  ask: z.strictObject({
    ...silent,
    ask: text,
    slot: id,
    label: text,
    answer: z.enum(['text', 'choice', 'datetime', 'ticket-number', ...personalQuestions]),
    choices: z.array(text).min(2).optional(),
    example: text.optional(),
    optional: z.boolean().optional(),
    next: target,
  }),
  branch: z.strictObject({
    ...silent,
    branch: z
      .array(
        z.strictObject({
          slot: id.optional(),
          fact: id.optional(),
          is: z.union([text, z.boolean()]).optional(),
          filled: z.boolean().optional(),
          to: target,
        }),
      )
      .min(1),
    otherwise: target,
  }),
  call: z.strictObject({ ...silent, call: target, next: target }),
  return: z.strictObject({ ...silent, return: z.literal(true) }),
  summary: z.strictObject({ ...spoken, summary: text, slots: z.array(id).min(1), next: target }),
  handoff: z.strictObject({
    ...spoken,
    handoff: z.union([id, z.literal(true)]),
    text: text.optional(),
    priority: z.enum(['normal', 'high', 'urgent']).optional(),
  }),
  end: z.strictObject({ ...spoken, end: text }),
} as const;

export type SceneKind = keyof typeof sceneShapes;
export const sceneKinds = Object.keys(sceneShapes) as readonly SceneKind[];

export const scenarioShape = z.strictObject({
  scenario: id,
  title: text,
  category: z.string().optional(),
  examples: z.array(text).optional(),
  'opens-ticket': z.boolean().optional(),
  'own-request': z.enum(ownKinds).optional(),
  shortcuts: z.record(text, target).optional(),
  start: id.optional(),
  scenes: z.record(z.string(), z.unknown()),
});

export type ScenarioData = z.infer<typeof scenarioShape>;
export type SceneData = {
  [K in SceneKind]: { readonly kind: K; readonly data: z.infer<(typeof sceneShapes)[K]> };
}[SceneKind];
