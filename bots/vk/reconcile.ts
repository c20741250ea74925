/**
 * Lost events are not told again for ever: dialogues that nobody has answered are looked through, at the start and once
 * an hour. What is known already is known by its key and changes nothing.
 */
import { z } from 'zod';
import type { Clock } from '../../core/ports/clock.ts';
import type { Client } from './client.ts';
import type { VkIntake } from './intake.ts';

/** Older questions are not dug out: somebody else may have dealt with them. */
const reachMs = 24 * 3_600_000;
const dialogues = 200;
const linesOfEach = 20;

const listShape = z.object({
  items: z.array(z.object({ conversation: z.object({ peer: z.object({ id: z.int() }) }) })),
});
const historyShape = z.object({
  items: z.array(z.looseObject({ date: z.int(), conversation_message_id: z.int(), out: z.int().optional() })),
});

export const createReconcile =
  (client: Client, intake: VkIntake, groupId: number, clock: Clock) => async (): Promise<void> => {
    const listed = await client.call('messages.getConversations', {
      group_id: groupId,
      filter: 'unanswered',
      count: dialogues,
    });
    const since = Math.floor((clock.now() - reachMs) / 1000);
    for (const { conversation } of listShape.parse(listed).items) {
      const history = await client.call('messages.getHistory', {
        group_id: groupId,
        peer_id: conversation.peer.id,
        count: linesOfEach,
      });
      const newestFirst = historyShape.parse(history).items;
      // Everything after the last line of ours; older lines were there when we answered.
      const ours = newestFirst.findIndex(({ out }) => out === 1);
      const unanswered = (ours < 0 ? newestFirst : newestFirst.slice(0, ours)).filter(({ date }) => date >= since);
      for (const message of unanswered.toReversed()) await intake.takeMessage(message);
    }
  };
