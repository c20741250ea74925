/**
 * Telegram for trying and for tests: speaks the Bot API over HTTP as the platform does, strictly, and shows what people
 * see in their chats. Knobs make it misbehave. Not for production; knows nothing of our adapter.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../core/ports/clock.ts';
import { createCalls, listen, sendJson, type Person } from '../platform.ts';
import { createChats, type Chats, type PersonChat } from './chats.ts';
import { createMethods } from './methods.ts';
import { readPayload } from './payload.ts';
import { createLimits } from './rules.ts';
import { failure, type ApiAnswer, type Call, type Calls, type Knob, type Payload } from './types.ts';
import { createUpdates, type Updates } from './updates.ts';

export interface TelegramEmulator {
  /** `apiRoot` of the client. */
  readonly url: string;
  /** The person's side of their chat with the bot. */
  chat(person: Person): PersonChat;
  readonly calls: readonly Call[];
  /** Updates that have not been confirmed yet. */
  pending(): number;
  webhookUrl(): string;
  /** Consulted before each call is carried out; the newest first. Returns how to take it away. */
  knob(knob: Knob): () => void;
  /** The token is refused from now on, or accepted again. */
  revoke(revoked: boolean): void;
  /** An update as it is, for what people cannot do by themselves. */
  raw(update: object, copies?: number): void;
  close(): Promise<void>;
}

export interface TelegramEmulatorOptions {
  readonly token: string;
  readonly clock: Clock;
  /** Port to listen on; 0: any. */
  readonly port?: number;
  /** How many times faster than the platform retries go. */
  readonly speed?: number;
}

const send = (response: ServerResponse, { status, body }: ApiAnswer): void => sendJson(response, status, body);

const createListener =
  (token: string, calls: Calls) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const handle = async (): Promise<void> => {
      const [, given, method = ''] = /^\/bot([^/]+)\/(\w+)(?:\?|$)/u.exec(request.url ?? '') ?? [];
      if (given === undefined || decodeURIComponent(given) !== token) {
        // [S] an unknown token: 401, a malformed path: 404.
        send(response, given === undefined ? failure(404, 'Not Found') : failure(401, 'Unauthorized'));
        return;
      }
      await calls.take(method, await readPayload(request), response);
    };
    handle().catch((error: unknown) => {
      if (!response.headersSent) send(response, failure(500, `Internal Server Error: ${String(error)}`));
    });
  };

export const createTelegramEmulator = async (options: TelegramEmulatorOptions): Promise<TelegramEmulator> => {
  const { clock, token } = options;
  const updates: Updates = createUpdates(clock, () => options.speed ?? 1);
  const chats: Chats = createChats(clock, updates, Number(token.split(':')[0]));
  const methods = createMethods({ clock, updates, chats, limits: createLimits(() => clock.now()) });
  let revoked = false;
  const calls: Calls = createCalls<Payload, ApiAnswer>({
    clock,
    send,
    outcomeOf: ({ status }) => (status === 200 ? 'ok' : String(status)),
    carryOut: ({ method, params }) => {
      if (revoked) return failure(401, 'Unauthorized');
      const work = Object.hasOwn(methods, method) ? methods[method] : undefined;
      return work ? work(params) : failure(404, 'Not Found: method not found');
    },
  });
  const server = await listen(createListener(token, calls), options.port ?? 0);
  return {
    url: server.url,
    chat: chats.of,
    calls: calls.list,
    pending: updates.pending,
    webhookUrl: updates.webhookUrl,
    knob: calls.knob,
    revoke: (now) => {
      revoked = now;
    },
    raw: (update, copies) => updates.add(chats.numbered(update), copies),
    close: () => {
      updates.stop();
      return server.close();
    },
  };
};
