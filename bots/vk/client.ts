/** vk-io as a typed client of the VK API, and what its failures say. The only file that knows the library. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { setTimeout } from 'node:timers/promises';
import { API, APIRequest } from 'vk-io';
import { z } from 'zod';

/** Pinned: the version that the community's server must be set to, too. */
const apiVersion = '5.199';
const callMs = 15_000;

export interface Client {
  /** One call; ends within 15 s. @throws ApiFailure, or what the network says. */
  call(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown>;
  close(): void;
}

/** The platform said no; `code` as in https://dev.vk.com/ru/reference/errors. Nothing of what was sent is in it. */
export class ApiFailure extends Error {
  readonly code: number;
  constructor(code: number, description: string) {
    super(description);
    this.name = 'ApiFailure';
    this.code = code;
  }
}

/** What is asked goes out evenly: resolves when it is the caller's turn. */
const createPacer = (perSecond: number): (() => Promise<void>) => {
  const gapMs = 1_000 / perSecond;
  let free = 0;
  return async () => {
    const now = performance.now();
    const turn = Math.max(now, free);
    free = turn + gapMs;
    if (turn - now >= 1) await setTimeout(turn - now);
  };
};

const tooMany = 6;
const tooManyWaitMs = 1_000;
const mostTries = 3;

const answerShape = z.union([
  z.object({ error: z.object({ error_code: z.coerce.number(), error_msg: z.string().catch('') }) }),
  z.object({ response: z.unknown() }),
]);

/**
 * `perSecond`: 20 calls are allowed to one community. The library's own queue is left out: it repeats a call that came
 * too fast for ever, and lets no two out within a millisecond.
 */
export const createClient = (token: string, apiRoot: string, perSecond = 20): Client => {
  const options = { keepAlive: true, maxSockets: 128 };
  const agent = apiRoot.startsWith('https:') ? new HttpsAgent(options) : new HttpAgent(options);
  const api = new API({
    token,
    agent: agent as HttpsAgent,
    apiVersion,
    apiBaseUrl: `${apiRoot}/method`,
    apiTimeout: 10_000,
  });
  const pace = createPacer(perSecond);

  /** Once its caller has given up nothing more goes out. */
  const ask = async (
    method: string,
    params: Readonly<Record<string, unknown>>,
    over: AbortSignal,
  ): Promise<unknown> => {
    for (let tries = 1; ; tries += 1) {
      await pace();
      over.throwIfAborted();
      const answer = answerShape.parse(await new APIRequest({ api, method, params }).make());
      if ('response' in answer) return answer.response;
      const { error_code: code, error_msg: description } = answer.error;
      if (code !== tooMany || tries === mostTries) throw new ApiFailure(code, description);
      await setTimeout(tooManyWaitMs, null, { signal: over });
    }
  };

  return {
    call: async (method, params) => {
      const over = new AbortController();
      const tooLate = setTimeout(callMs, null, { signal: over.signal }).then(() => {
        throw new Error('timeout');
      });
      tooLate.catch(() => {});
      try {
        return await Promise.race([ask(method, params, over.signal), tooLate]);
      } finally {
        over.abort();
      }
    },
    close: () => agent.destroy(),
  };
};

/** Null: no answer came. */
export const codeOf = (error: unknown): number | null => (error instanceof ApiFailure ? error.code : null);
export const descriptionOf = (error: unknown): string => {
  if (error instanceof ApiFailure) return `ошибка ${error.code}`;
  const { code, cause, name } = error as {
    readonly code?: string;
    readonly cause?: { readonly code?: string };
    readonly name?: string;
  };
  return code ?? cause?.code ?? name ?? 'нет связи';
};
