/** One update posted to the bot's server, as WebhookActor of tdlib/telegram-bot-api ([S]) does it. */
import type { Payload } from './types.ts';

export interface Webhook {
  readonly url: string;
  readonly secret: string | undefined;
}

/** Why an update was not taken, and after how long it may be tried again if the bot's server said so. */
export interface NotTaken {
  readonly why: string;
  readonly afterMs: number | null;
}

/** Null: it was taken. */
export type Post = (to: Webhook, update: object) => Promise<NotTaken | null>;

/** [S] a `Retry-After` of the bot's server is kept to, up to an hour. */
const maxRetryAfter = 3_600;
const answerMs = 60_000;

const notTaken = ({ status, statusText, headers }: Response): NotTaken => {
  const after = Number(headers.get('retry-after') ?? Number.NaN);
  return {
    why: `Wrong response from the webhook: ${status} ${statusText}`,
    afterMs: Number.isInteger(after) && after > 0 ? Math.min(after, maxRetryAfter) * 1000 : null,
  };
};

/** `execute`: [A] «Making requests when getting updates»: an answer that names a method is carried out as a call. */
export const createPost = (execute: (method: string, params: Payload) => void): Post => {
  const carryOut = (body: string): void => {
    if (!body.startsWith('{')) return;
    try {
      const { method, ...params } = JSON.parse(body) as { readonly method?: unknown };
      if (typeof method === 'string') execute(method, params);
    } catch {
      // Whatever else stands in the answer is ignored.
    }
  };
  return async ({ url, secret }, update) => {
    const signed = secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret };
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signed },
        body: JSON.stringify(update),
        signal: AbortSignal.timeout(answerMs),
      });
      const body = await response.text();
      if (!response.ok) return notTaken(response);
      carryOut(body);
      return null;
    } catch {
      return { why: 'Connection refused', afterMs: null };
    }
  };
};
