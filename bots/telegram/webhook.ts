/**
 * Updates that Telegram posts to us. The answer is an empty 2xx once the turn is stored: a body with `method` would be
 * executed as a call, and anything else is ignored. What cannot be stored now is refused with 503 and comes again.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Webhook, WebhookAnswer } from '../../core/ports/channel.ts';
import type { Intake } from './intake.ts';

export const webhookPath = '/webhooks/telegram';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const answer = (status: number): WebhookAnswer => ({ status, body: '' });

export const createWebhook = (secret: string, intake: Intake): Webhook => {
  const expected = digest(secret);
  return {
    path: webhookPath,
    // Of equal length whatever was sent, so the comparison tells nothing.
    admit: ({ 'x-telegram-bot-api-secret-token': given }) =>
      timingSafeEqual(digest(typeof given === 'string' ? given : ''), expected) ? null : answer(403),
    handle: async (json) => {
      switch (await intake.take(json)) {
        case 'stored':
        case 'ignored':
          return answer(200);
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
