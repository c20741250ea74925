/**
 * Telegram for trying and for tests: speaks the Bot API over HTTP as the platform does, strictly, and shows what people
 * see in their chats. Knobs make it misbehave. Not for production; knows nothing of our adapter.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../core/ports/clock.ts';
import { createChats, type Chats, type PersonChat } from './chats.ts';
import { createMethods, type Method } from './methods.ts';
import { readPayload } from './payload.ts';
import { createLimits } from './rules.ts';
import { failure, type ApiAnswer, type Call, type Knob, type Person } from './types.ts';
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

const send = (response: ServerResponse, { status, body }: ApiAnswer): void => {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
};

interface Inside {
  readonly options: TelegramEmulatorOptions;
  readonly calls: Call[];
  readonly knobs: Knob[];
  readonly methods: Readonly<Record<string, Method>>;
  isRevoked(): boolean;
}

const carryOut = async (inside: Inside, method: string, payload: Call['payload']): Promise<ApiAnswer> => {
  if (inside.isRevoked()) return failure(401, 'Unauthorized');
  const work = Object.hasOwn(inside.methods, method) ? inside.methods[method] : undefined;
  return work ? work(payload) : failure(404, 'Not Found: method not found');
};

/** Answers one call as the platform does, or as the first knob that cares wants it. */
const answer = async (inside: Inside, call: Call, response: ServerResponse): Promise<void> => {
  const twist = inside.knobs.map((knob) => knob(call)).find((one) => one !== null) ?? null;
  if (twist === null) {
    const result = await carryOut(inside, call.method, call.payload);
    call.outcome = result.status === 200 ? 'ok' : String(result.status);
    send(response, result);
    return;
  }
  if (twist.kind === 'answer') {
    call.outcome = String(twist.answer.status);
    send(response, twist.answer);
    return;
  }
  call.outcome = twist.kind;
  if (twist.carriedOut) await carryOut(inside, call.method, call.payload);
  if (twist.kind === 'reset') response.destroy();
  if (twist.kind === 'garbage') response.writeHead(twist.status, { 'content-type': 'text/html' }).end(twist.body);
};

const createListener =
  (inside: Inside) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const handle = async (): Promise<void> => {
      const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)(?:\?|$)/u.exec(request.url ?? '') ?? [];
      if (token === undefined || decodeURIComponent(token) !== inside.options.token) {
        // [S] an unknown token: 401, a malformed path: 404.
        send(response, token === undefined ? failure(404, 'Not Found') : failure(401, 'Unauthorized'));
        return;
      }
      const payload = await readPayload(request);
      const call: Call = { n: inside.calls.length, method, payload, at: inside.options.clock.now(), outcome: '…' };
      inside.calls.push(call);
      await answer(inside, call, response);
    };
    handle().catch((error: unknown) => {
      if (!response.headersSent) send(response, failure(500, `Internal Server Error: ${String(error)}`));
    });
  };

export const createTelegramEmulator = async (options: TelegramEmulatorOptions): Promise<TelegramEmulator> => {
  const { clock } = options;
  const updates: Updates = createUpdates(clock, () => options.speed ?? 1);
  const chats: Chats = createChats(clock, updates, Number(options.token.split(':')[0]));
  let revoked = false;
  const inside: Inside = {
    options,
    calls: [],
    knobs: [],
    methods: createMethods({ clock, updates, chats, limits: createLimits(() => clock.now()) }),
    isRevoked: () => revoked,
  };
  const server = createServer(createListener(inside)).listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    chat: chats.of,
    calls: inside.calls,
    pending: updates.pending,
    webhookUrl: updates.webhookUrl,
    knob: (knob) => {
      inside.knobs.unshift(knob);
      return () => void inside.knobs.splice(inside.knobs.indexOf(knob), 1);
    },
    revoke: (now) => {
      revoked = now;
    },
    raw: (update, copies) => updates.add(chats.numbered(update), copies),
    close: async () => {
      updates.stop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
