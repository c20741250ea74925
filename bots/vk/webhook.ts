/**
 * Events that VK posts to us. The answer is exactly `ok` once the turn is stored; anything else brings the event again.
 * https://dev.vk.com/ru/api/callback/getting-started
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Webhook, WebhookAnswer } from '../../core/ports/channel.ts';
import type { Intake } from './intake.ts';

export const webhookPath = '/webhooks/vk';

const signed = z.object({ type: z.string(), group_id: z.int(), secret: z.string() });
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const answer = (status: number, body = ''): WebhookAnswer => ({ status, body });

export interface WebhookFacts {
  readonly groupId: number;
  readonly secret: string;
  /** What the platform wants to hear back when it checks the address. */
  readonly confirmation: string;
}

export const createWebhook = ({ groupId, secret, confirmation }: WebhookFacts, intake: Intake): Webhook => {
  const expected = digest(secret);
  return {
    path: webhookPath,
    // The secret stands in the body.
    admit: () => null,
    handle: async (json) => {
      const parsed = signed.safeParse(json);
      const given = parsed.success ? parsed.data.secret : '';
      // Of equal length whatever was sent, so the comparison tells nothing.
      if (!timingSafeEqual(digest(given), expected) || parsed.data?.group_id !== groupId) return answer(403);
      if (parsed.data.type === 'confirmation') return answer(200, confirmation);
      switch (await intake.take(json)) {
        case 'stored':
        case 'ignored':
          return answer(200, 'ok');
        case 'foreign':
          return answer(400);
        case 'refused':
          return answer(503);
        default:
          return answer(500);
      }
    },
  };
};
