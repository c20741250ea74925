/**
 * What stands around the words of a message: what is passed on with them, which line they answer. Pure.
 * https://dev.vk.com/ru/reference/objects/message: fwd_messages, reply_message.
 */
import { z } from 'zod';
import { isBlank } from '../../core/domain/blank.ts';
import type { Around } from '../../core/domain/inbound.ts';

export const aroundShape = {
  fwd_messages: z.array(z.unknown()).optional(),
  reply_message: z
    .object({ from_id: z.int(), conversation_message_id: z.int().optional(), text: z.string().optional() })
    .optional(),
};
const shape = z.object(aroundShape);

const passedShape = z.object({ text: z.string().optional(), fwd_messages: z.array(z.unknown()).optional() });
/** As deep as people look. */
const maxDepth = 5;

/** Texts of passed on messages, those inside them included, in their order. */
const textsIn = (messages: readonly unknown[], depth: number): readonly string[] =>
  messages.flatMap((raw) => {
    const passed = passedShape.safeParse(raw);
    if (!passed.success) return [];
    const inner = depth < maxDepth ? textsIn(passed.data.fwd_messages ?? [], depth + 1) : [];
    return [passed.data.text ?? '', ...inner];
  });

/** The person's own words and those they pass on. */
export const wordsOf = (text: string, { fwd_messages: passed = [] }: z.infer<typeof shape>): string =>
  [text, ...textsIn(passed, 1)].filter((part) => !isBlank(part)).join('\n\n');

export const aroundOf = ({ fwd_messages: passed = [], reply_message: answered }: z.infer<typeof shape>): Around => {
  const ours = answered !== undefined && answered.from_id < 0;
  const place = answered?.conversation_message_id;
  return {
    ...(passed.length > 0 ? { forwarded: true } : {}),
    ...(answered
      ? { quoting: { ours, of: ours || place === undefined ? null : `m${place}`, text: answered.text ?? '' } }
      : {}),
  };
};
