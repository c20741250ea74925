/**
 * VK for trying and for tests: speaks the VK API, the Callback API and Bots Long Poll over HTTP as the platform does,
 * strictly, and shows what people see in their dialogues. Knobs make it misbehave. Not for production; knows nothing of
 * our adapter.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../core/ports/clock.ts';
import { createDialogues, type PersonDialogue } from './dialogues.ts';
import { createEvents, type CallbackServer, type Events } from './events.ts';
import { createMethods, type Method } from './methods.ts';
import { createRate } from './rules.ts';
import { failure, type ApiAnswer, type Call, type Knob, type Person } from './types.ts';

export interface VkEmulator {
  /** Base of the API: `<url>/method/<name>`. */
  readonly url: string;
  dialogue(person: Person): PersonDialogue;
  readonly calls: readonly Call[];
  /** Saves the address of the Callback API; gives what it answered to the confirmation. */
  setServer(server: CallbackServer | null): Promise<string>;
  /** Events that are still being posted. */
  pending(): number;
  /** Consulted before each call is carried out; the newest first. Returns how to take it away. */
  knob(knob: Knob): () => void;
  /** The token is refused from now on, or accepted again. */
  revoke(revoked: boolean): void;
  /** An event as it is, for what people cannot do by themselves. */
  raw(type: string, object: unknown, copies?: number): void;
  expireLongPoll(): void;
  close(): Promise<void>;
}

export interface VkEmulatorOptions {
  readonly token: string;
  readonly groupId: number;
  readonly clock: Clock;
  readonly port?: number;
  /** How many times faster than the platform repeats go. */
  readonly speed?: number;
}

const send = (response: ServerResponse, body: unknown): void => {
  const text = JSON.stringify(body);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
};

const paramsOf = async (request: IncomingMessage): Promise<Record<string, string>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  return {
    ...Object.fromEntries(query),
    ...Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8'))),
  };
};

interface Inside {
  readonly options: VkEmulatorOptions;
  readonly calls: Call[];
  readonly knobs: Knob[];
  readonly events: Events;
  readonly methods: Readonly<Record<string, Method>>;
  readonly rate: () => ApiAnswer | null;
  isRevoked(): boolean;
}

const carryOut = (inside: Inside, call: Call): ApiAnswer => {
  const { access_token: token, v } = call.params;
  if (inside.isRevoked() || token !== inside.options.token) return failure(5);
  if (v === undefined) return failure(8, 'Invalid request: v (version) is required');
  const refused = inside.rate();
  if (refused) return refused;
  const method = Object.hasOwn(inside.methods, call.method) ? inside.methods[call.method] : undefined;
  return method ? method(call.params) : failure(3);
};

const outcomeOf = (answer: ApiAnswer): string => ('error' in answer ? String(answer.error.error_code) : 'ok');

const answer = (inside: Inside, call: Call, response: ServerResponse): void => {
  const twist = inside.knobs.map((knob) => knob(call)).find((one) => one !== null) ?? null;
  if (twist === null || twist.kind === 'error') {
    const result = twist === null ? carryOut(inside, call) : failure(twist.code);
    call.outcome = outcomeOf(result);
    send(response, result);
    return;
  }
  call.outcome = twist.kind;
  if (twist.carriedOut) carryOut(inside, call);
  if (twist.kind === 'reset') response.destroy();
  if (twist.kind === 'garbage') response.writeHead(twist.status, { 'content-type': 'text/html' }).end(twist.body);
};

const createListener =
  (inside: Inside) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const handle = async (): Promise<void> => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      const params = await paramsOf(request);
      if (path === '/lp') {
        const wait = Math.min(Number(params['wait'] ?? 25), 90) * 1000;
        send(response, await inside.events.longPoll.check(params['key'] ?? '', params['ts'] ?? '', wait));
        return;
      }
      const method = /^\/method\/([\w.]+)$/u.exec(path)?.[1];
      if (method === undefined) {
        response.writeHead(404).end();
        return;
      }
      const call: Call = { n: inside.calls.length, method, params, at: inside.options.clock.now(), outcome: '…' };
      inside.calls.push(call);
      answer(inside, call, response);
    };
    handle().catch(() => {
      if (!response.headersSent) send(response, failure(10));
    });
  };

export const createVkEmulator = async (options: VkEmulatorOptions): Promise<VkEmulator> => {
  const { clock, groupId } = options;
  const events = createEvents(clock, groupId, () => options.speed ?? 1);
  const dialogues = createDialogues(clock, events, groupId);
  let revoked = false;
  let url = '';
  const inside: Inside = {
    options,
    events,
    calls: [],
    knobs: [],
    methods: createMethods({ events, dialogues, groupId, longPollUrl: () => `${url}/lp` }),
    rate: createRate(() => clock.now()),
    isRevoked: () => revoked,
  };
  const server = createServer(createListener(inside)).listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    dialogue: dialogues.of,
    calls: inside.calls,
    setServer: events.setServer,
    pending: events.pending,
    knob: (knob) => {
      inside.knobs.unshift(knob);
      return () => void inside.knobs.splice(inside.knobs.indexOf(knob), 1);
    },
    revoke: (now) => {
      revoked = now;
    },
    raw: events.add,
    expireLongPoll: events.longPoll.expire,
    close: async () => {
      events.stop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
