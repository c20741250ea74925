/**
 * What stands around the words of a message: that they are passed on, which line they answer. Pure.
 * https://core.telegram.org/bots/api#message: forward_origin, reply_to_message, quote.
 */
import { z } from 'zod';
import type { Around } from '../../core/domain/inbound.ts';

export const aroundShape = {
  forward_origin: z.object({}).optional(),
  /** Before version 7.0 of the Bot API a passed on message is known by its date alone. */
  forward_date: z.int().optional(),
  reply_to_message: z
    .object({
      message_id: z.int(),
      from: z.object({ is_bot: z.boolean().optional() }).optional(),
      text: z.string().optional(),
      caption: z.string().optional(),
    })
    .optional(),
  /** The part of it that the person marked. */
  quote: z.object({ text: z.string() }).optional(),
};
const shape = z.object(aroundShape);

export const aroundOf = (message: z.infer<typeof shape>): Around => {
  const { forward_origin: origin, forward_date: date, reply_to_message: answered, quote } = message;
  const ours = answered?.from?.is_bot === true;
  return {
    ...(origin !== undefined || date !== undefined ? { forwarded: true } : {}),
    ...(answered
      ? {
          quoting: {
            ours,
            of: ours ? null : `m${answered.message_id}`,
            text: quote?.text ?? answered.text ?? answered.caption ?? '',
          },
        }
      : {}),
  };
};
