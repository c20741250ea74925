/** telegraf as a typed client of the Bot API, and what its failures say. The only file that knows the library. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Telegram } from 'telegraf';
import type { ApiMethods, Opts } from 'telegraf/types';

const callMs = 15_000;

export type Method = keyof ApiMethods<unknown>;

export interface Client {
  /** One call; ends within 15 s unless another signal is given. @throws what telegraf throws; see `outcome.ts`. */
  call(method: Method, payload: object, signal?: AbortSignal): Promise<unknown>;
  close(): void;
}

export const createClient = (token: string, apiRoot: string): Client => {
  const options = { keepAlive: true, maxSockets: 512 };
  const agent = apiRoot.startsWith('https:') ? new HttpsAgent(options) : new HttpAgent(options);
  const telegram = new Telegram(token, { apiRoot, agent, webhookReply: false });
  return {
    call: (method, payload, signal = AbortSignal.timeout(callMs)) =>
      telegram.callApi(method as never, payload as Opts<never>, { signal: signal as never }),
    close: () => agent.destroy(),
  };
};

interface Failure {
  readonly response?: {
    readonly error_code?: number;
    readonly description?: string;
    readonly parameters?: { readonly retry_after?: number };
  };
  readonly code?: string;
  readonly name?: string;
}
const failureOf = (error: unknown): Failure => (typeof error === 'object' && error !== null ? error : {});

/** In the platform's words, or the network's; never what was sent. */
export const descriptionOf = (error: unknown): string => {
  const { response, code, name } = failureOf(error);
  return response?.description ?? code ?? name ?? 'нет связи';
};
/** Null: no answer came. */
export const statusOf = (error: unknown): number | null => failureOf(error).response?.error_code ?? null;
/** 0: nothing was said of it. */
export const retryAfterMs = (error: unknown): number =>
  (failureOf(error).response?.parameters?.retry_after ?? 0) * 1000;
