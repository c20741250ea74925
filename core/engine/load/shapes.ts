/** What may stand in each file, key by key. Unknown keys are refused. */
import { z } from 'zod';

const id = z.string().regex(/^[a-z][a-z0-9-]{0,47}$/u);
const text = z.string().trim().min(1);
const target = z.string().regex(/^[a-z][a-z0-9-]{0,47}(?:\/[a-z][a-z0-9-]{0,47})?$/u);
const hours = z
  .number()
  .positive()
  .max(24 * 365);

export const organisationShape = z.strictObject({
  name: text,
  zone: text,
  departments: z.array(z.strictObject({ id, title: text, expert: z.boolean().optional() })).min(1),
  categories: z.array(z.strictObject({ id, title: text, department: id })).min(1),
  contacts: z.array(
    z.strictObject({
      id,
      title: text,
      value: text,
      source: text,
      checked: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/u)
        .nullable(),
      'checked-by': text.nullable(),
    }),
  ),
  settings: z.strictObject({
    'confirm-hours': hours,
    'reopen-days': hours,
    'break-hours': hours,
    'expert-hours': hours,
  }),
});

export const phrasesShape = z.record(z.string(), text);

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
    answer: z.enum(['text', 'choice', 'datetime', 'ticket-number']),
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
  category: id.optional(),
  examples: z.array(text).optional(),
  'opens-ticket': z.boolean().optional(),
  start: id.optional(),
  scenes: z.record(z.string(), z.unknown()),
});

export type ScenarioData = z.infer<typeof scenarioShape>;
export type SceneData = {
  [K in SceneKind]: { readonly kind: K; readonly data: z.infer<(typeof sceneShapes)[K]> };
}[SceneKind];
