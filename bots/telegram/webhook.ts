/**
 * Updates that Telegram posts to us. The answer is an empty 2xx once the turn is stored: a body with `method` would be
 * executed as a call, and anything else is ignored. What cannot be stored now is refused with 503 and comes again.
 */
import type { Webhook } from '../../core/ports/channel.ts';
import type { Intake } from '../messenger/intake.ts';
import { answered, answerFor, createSecretCheck } from '../messenger/webhook.ts';

export const webhookPath = '/webhooks/telegram';

export const createWebhook = (secret: string, intake: Intake): Webhook => {
  const isSecret = createSecretCheck(secret);
  return {
    path: webhookPath,
    admit: ({ 'x-telegram-bot-api-secret-token': given }) => (isSecret(given) ? null : answered(403)),
    handle: async (json) => answerFor(await intake.take(json), ''),
  };
};
