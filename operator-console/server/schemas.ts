/** Strict schemas of everything a console may send. Unknown keys are refused. A new request needs its right in `rights.ts`. */
import { z } from 'zod';
import { maxPasswordLength } from '../../core/domain/password.ts';

const number = z.string().regex(/^\d{2}-\d{6}-\d$/u);
const clientId = z.string().regex(/^[\w-]{8,64}$/u);
const seq = z
  .int()
  .min(0)
  .max(2 ** 31);
/** A little above the longest allowed text, so that too long is told apart from nonsense. */
const text = z.string().max(100_000);
const ref = { number, clientId };

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
  'ticket:leave': z.strictObject({ number }),
  'messages:earlier': z.strictObject({ number, before: seq }),
  'ticket:claim': z.strictObject(ref),
  'message:send': z.strictObject({ ...ref, text, asks: z.boolean() }),
  'note:add': z.strictObject({ ...ref, text }),
  'ticket:transfer': z.strictObject({
    ...ref,
    to: z.strictObject({ kind: z.enum(['operator', 'department']), id: z.string().min(1).max(64) }),
    reason: text,
  }),
  'ticket:solve': z.strictObject({ ...ref, text: text.nullable() }),
  'ticket:hand-back': z.strictObject(ref),
  'ticket:reject': z.strictObject({ ...ref, reason: text }),
  'ticket:reopen': z.strictObject(ref),
  'message:retry': z.strictObject({ number, seq }),
} as const;

export type RequestName = keyof typeof requestSchemas;
