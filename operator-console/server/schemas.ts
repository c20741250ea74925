/** Strict schemas of everything a console may send. Unknown keys are refused. A new request needs its right in `rights.ts`. */
import { z } from 'zod';
import { fileLimits, isFileId } from '../../core/domain/attachment.ts';
import { presenceStates } from '../../core/domain/presence.ts';
import { revealReasons } from '../../core/domain/personal.ts';
import { auditActions } from '../../core/domain/audit.ts';
import { cannedLimits } from '../../core/domain/canned.ts';
import { roles } from '../../core/domain/operator.ts';
import { maxPasswordLength } from '../../core/domain/password-rules.ts';
import { ticketStatuses } from '../../core/domain/ticket.ts';

export const ticketNumber = z.string().regex(/^\d{2}-\d{6}-\d$/u);
const clientId = z.string().regex(/^[\w-]{8,64}$/u);
const seq = z
  .int()
  .min(0)
  .max(2 ** 31);
/** A little above the longest allowed text, so that too long is told apart from nonsense. */
const text = z.string().max(100_000);
const id = z.string().min(1).max(64);
/** Milliseconds since the epoch. */
const moment = z.int().min(0).max(8_640_000_000_000_000);
const number = ticketNumber;
const ref = { number, clientId };
const files = z.array(z.string().refine(isFileId)).max(fileLimits.files).optional();

/** One line of something: no control characters, no invisible direction marks. */
const line = (max: number) =>
  z
    .string()
    .transform((value) =>
      value
        .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
        .replace(/\s+/gu, ' ')
        .trim(),
    )
    .pipe(z.string().min(1).max(max));
const personFields = {
  login: z.string().regex(/^[a-z\d][a-z\d.-]{1,39}$/u),
  name: line(80).refine((name) => /\p{L}/u.test(name)),
  role: z.enum(roles),
  departments: z.array(id).max(100),
  capacity: z.int().min(1).max(50).nullable(),
};

export const signInSchema = z.strictObject({
  login: z.string().min(1).max(100),
  password: z.string().min(1).max(maxPasswordLength),
});

export const passwordSchema = z.strictObject({
  current: z.string().min(1).max(maxPasswordLength),
  fresh: z
    .string()
    .min(1)
    .max(10 * maxPasswordLength),
});

export const requestSchemas = {
  'directory:get': z.strictObject({}),
  'organisation:get': z.strictObject({}),
  'unclear:list': z.strictObject({}),
  'unclear:teach': z.strictObject({ id: z.int().min(1), topic: id }),
  'unclear:dismiss': z.strictObject({ id: z.int().min(1) }),
  'queue:list': z.strictObject({ tab: z.enum(['mine', 'queue', 'all']) }),
  'queue:take': z.strictObject({ clientId }),
  'ticket:open': z.strictObject({ number, after: seq }),
  'ticket:find': z.strictObject({
    text: z.string().max(200),
    filter: z.strictObject({
      status: z.enum(ticketStatuses).nullable(),
      category: id.nullable(),
      department: id.nullable(),
      channel: z.enum(['web', 'telegram', 'vk']).nullable(),
      owner: id.nullable(),
      from: moment.nullable(),
      to: moment.nullable(),
    }),
    cursor: z.string().max(40).nullable(),
  }),
  'ticket:leave': z.strictObject({ number }),
  'ticket:writing': z.strictObject({ number, kind: z.enum(['reply', 'note']).nullable() }),
  'messages:earlier': z.strictObject({ number, before: seq }),
  'people:list': z.strictObject({}),
  'person:add': z.strictObject(personFields),
  'person:change': z.strictObject({ id, ...personFields }),
  'person:switch': z.strictObject({ id, active: z.boolean() }),
  'person:reset-password': z.strictObject({ id }),
  'person:sign-out': z.strictObject({ id }),
  'canned:list': z.strictObject({}),
  'canned:save': z.strictObject({
    id: id.nullable(),
    title: line(cannedLimits.title),
    shortcut: z
      .string()
      .regex(new RegExp(`^[\\p{L}\\p{N}-]{1,${cannedLimits.shortcut}}$`, 'u'))
      .toLowerCase(),
    text: z.string().trim().min(1).max(cannedLimits.text),
    scope: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('mine') }),
      z.strictObject({ kind: z.literal('all') }),
      z.strictObject({ kind: z.literal('department'), department: id }),
    ]),
    files,
  }),
  'canned:remove': z.strictObject({ id }),
  'canned:restore': z.strictObject({ id }),
  'canned:used': z.strictObject({ id }),
  'canned:attach': z.strictObject({ id, number }),
  'audit:list': z.strictObject({
    person: id.nullable(),
    actions: z.array(z.enum(auditActions)).max(auditActions.length).nullable(),
    ticket: number.nullable(),
    from: moment.nullable(),
    to: moment.nullable(),
    before: z.int().min(1).max(Number.MAX_SAFE_INTEGER).nullable(),
  }),
  'ticket:claim': z.strictObject(ref),
  'message:send': z.strictObject({ ...ref, text, files, asks: z.boolean() }),
  'note:add': z.strictObject({ ...ref, text, files }),
  'ticket:transfer': z.strictObject({
    ...ref,
    to: z.strictObject({ kind: z.enum(['operator', 'department']), id: z.string().min(1).max(64) }),
    reason: text,
  }),
  'ticket:solve': z.strictObject({ ...ref, text: text.nullable(), files }),
  'ticket:hand-back': z.strictObject(ref),
  'ticket:reject': z.strictObject({ ...ref, reason: text }),
  'ticket:reopen': z.strictObject(ref),
  'citizen:invite': z.strictObject(ref),
  'ticket:categorise': z.strictObject({ ...ref, category: z.string().min(1).max(64) }),
  'lines:get': z.strictObject({}),
  'line:change': z.strictObject({
    line: z.string().min(1).max(64),
    open: z.array(z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/u)).max(4),
    until: z.string().regex(/^\d{4}-\d{2}-\d{2}$/u),
  }),
  'line:restore': z.strictObject({ line: z.string().min(1).max(64) }),
  'presence:get': z.strictObject({}),
  'presence:set': z.strictObject({ state: z.enum(presenceStates) }),
  'presence:active': z.strictObject({}),
  'shift:end': z.strictObject({
    clientId,
    to: z.strictObject({ kind: z.enum(['operator', 'department']), id: z.string().min(1).max(64) }).nullable(),
    reason: text,
  }),
  'personal:reveal': z.strictObject({
    ...ref,
    ref: z.string().regex(/^\d{1,9}\.\d{1,4}$/u),
    reason: z.enum(revealReasons),
    words: text.nullable(),
  }),
  'message:retry': z.strictObject({ number, seq }),
} as const;

export type RequestName = keyof typeof requestSchemas;
