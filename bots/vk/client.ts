/** vk-io as a typed client of the VK API, and what its failures say. The only file that knows the library. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { API, APIError } from 'vk-io';

/** Pinned: the version that the community's server must be set to, too. */
export const apiVersion = '5.199';
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

/** `perSecond`: 20 calls are allowed to one community. */
export const createClient = (token: string, apiRoot: string, perSecond = 20): Client => {
  const options = { keepAlive: true, maxSockets: 128 };
  const agent = apiRoot.startsWith('https:') ? new HttpsAgent(options) : new HttpAgent(options);
  const api = new API({
    token,
    agent: agent as HttpsAgent,
    apiVersion,
    apiBaseUrl: `${apiRoot}/method`,
    apiLimit: perSecond,
    // Who repeats a call, and how, is decided by the outbox.
    apiRetryLimit: 0,
    apiTimeout: 10_000,
  });
  const within = async (call: Promise<unknown>): Promise<unknown> => {
    let timer: NodeJS.Timeout | undefined;
    // The library repeats a call that came too fast for ever.
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('timeout')), callMs);
    });
    try {
      return await Promise.race([call, late]);
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    call: async (method, params) => {
      try {
        return await within(api.call(method, params));
      } catch (error) {
        throw error instanceof APIError ? new ApiFailure(Number(error.code), error.message) : error;
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
