/** The widget's requests: strict schemas, and their passage into an Inbound. Pure. */
import { z } from 'zod';
import { fileLimits, isFileId } from '../../core/domain/attachment.ts';
import type { Inbound } from '../../core/domain/inbound.ts';
import type { Origin } from '../../core/domain/conversation.ts';

/** Longest line of a citizen in the widget, characters. */
export const maxCitizenText = 4000;

export const clientId = z.string().regex(/^[\w-]{8,64}$/u);
const seq = z
  .int()
  .min(0)
  .max(2 ** 31);
const pageText = z.string().max(2000).nullable();

export const authSchema = z.strictObject({
  token: z.string().max(1000).nullable(),
  origin: z.string().max(300),
});
export const openSchema = z.strictObject({ after: seq, page: pageText, title: pageText });
export const earlierSchema = z.strictObject({ before: seq });
export const sendSchema = z.strictObject({
  clientId,
  text: z.string(),
  files: z.array(z.string().refine(isFileId)).max(fileLimits.files).optional(),
});
export const pressSchema = z.strictObject({ clientId, payload: z.string().max(64) });

export const inboundOf = (visitor: string, said: Inbound['said'], id: string, origin: Origin | null): Inbound => ({
  dedupe: `web:${visitor}:${id}`,
  address: { channel: 'web', peer: visitor },
  said,
  clientId: said.kind === 'start' ? null : id,
  name: null,
  origin,
});
