/** Strict schemas of everything a console may send. Unknown keys are refused. A new request needs its right in `rights.ts`. */
import { z } from 'zod';
import { fileLimits, isFileId } from '../../core/domain/attachment.ts';
import { presenceStates } from '../../core/domain/presence.ts';
import { revealReasons } from '../../core/domain/personal.ts';
import { maxPasswordLength } from '../../core/domain/password.ts';
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

export const signInSchema = z.strictObject({
  login: z.string().min(1).max(100),
  password: z.string().min(1).max(maxPasswordLength),
});

export const requestSchemas = {
  'directory:get': z.strictObject({}),
  'organisation:get': z.strictObject({}),
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
  'messages:earlier': z.strictObject({ number, before: seq }),
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
  'ticket:categorise': z.strictObject({ ...ref, category: z.string().min(1).max(64) }),
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
