/**
 * Events that VK posts to us. The answer is exactly `ok` once the turn is stored; anything else brings the event again.
 * https://dev.vk.com/ru/api/callback/getting-started
 */
import { z } from 'zod';
import type { Webhook } from '../../core/ports/channel.ts';
import type { Intake } from '../messenger/intake.ts';
import { answered, answerFor, createSecretCheck } from '../messenger/webhook.ts';

export const webhookPath = '/webhooks/vk';

const signed = z.object({ type: z.string(), group_id: z.int(), secret: z.unknown().optional() });

export interface WebhookFacts {
  readonly groupId: number;
  readonly secret: string;
  /** What the platform wants to hear back when it checks the address. */
  readonly confirmation: string;
}

export const createWebhook = ({ groupId, secret, confirmation }: WebhookFacts, intake: Intake): Webhook => {
  const isSecret = createSecretCheck(secret);
  return {
    path: webhookPath,
    // The secret stands in the body.
    admit: () => null,
    handle: async (json) => {
      const { data } = signed.safeParse(json);
      // The documents show a confirmation without a secret: it may not have been set on their side yet.
      const isFirst = data?.type === 'confirmation' && data.secret === undefined;
      if (data?.group_id !== groupId || !(isFirst || isSecret(data.secret))) return answered(403);
      if (data.type === 'confirmation') return answered(200, confirmation);
      return answerFor(await intake.take(json), 'ok');
    },
  };
};
