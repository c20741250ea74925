/** What webhooks of all platforms do alike: the secret is compared, and what was taken is answered. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { WebhookAnswer } from '../../core/ports/channel.ts';
import type { Intake, Taken } from './intake.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Digests are of equal length whatever was sent, so the comparison tells nothing. */
export const createSecretCheck = (secret: string): ((given: unknown) => boolean) => {
  const expected = digest(secret);
  return (given) => timingSafeEqual(digest(typeof given === 'string' ? given : ''), expected);
};

export const answered = (status: number, body = ''): WebhookAnswer => ({ status, body });

/** Anything but 200 brings the event again. `accepted`: the body that the platform wants to see. */
export const answerFor = (taken: Taken, accepted: string): WebhookAnswer => {
  switch (taken) {
    case 'stored':
    case 'ignored':
      return answered(200, accepted);
    case 'foreign':
      return answered(400);
    case 'refused':
      return answered(503);
    default:
      return answered(500);
  }
};

/** A stopped channel takes nothing in that is posted to it: refused, it comes again to whoever is there by then. */
export const closable = (intake: Intake): Intake & { close(): void } => {
  let closed = false;
  return {
    take: async (event) => (closed ? 'refused' : intake.take(event)),
    close: () => {
      closed = true;
    },
  };
};
