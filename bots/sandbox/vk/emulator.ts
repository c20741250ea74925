/**
 * VK for trying and for tests: speaks the VK API, the Callback API and Bots Long Poll over HTTP as the platform does,
 * strictly, and shows what people see in their dialogues. Knobs make it misbehave. Not for production; knows nothing of
 * our adapter.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../core/ports/clock.ts';
import { bodyOf, createCalls, listen, queryOf, sendJson, type Person } from '../platform.ts';
import { createDialogues, type PersonDialogue } from './dialogues.ts';
import { createEvents, type CallbackServer, type Events } from './events.ts';
import { createMethods } from './methods.ts';
import { createRate } from './rules.ts';
import { failure, type ApiAnswer, type Call, type Calls, type Knob, type Params } from './types.ts';

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

const send = (response: ServerResponse, body: unknown): void => sendJson(response, 200, body);

const paramsOf = async (request: IncomingMessage): Promise<Params> => ({
  ...queryOf(request),
  ...Object.fromEntries(new URLSearchParams((await bodyOf(request)).toString('utf8'))),
});

const outcomeOf = (answer: ApiAnswer): string => ('error' in answer ? String(answer.error.error_code) : 'ok');

const createListener =
  (events: Events, calls: Calls) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const handle = async (): Promise<void> => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      const params = await paramsOf(request);
      if (path === '/lp') {
        const wait = Math.min(Number(params['wait'] ?? 25), 90) * 1000;
        send(response, await events.longPoll.check(params['key'] ?? '', params['ts'] ?? '', wait));
        return;
      }
      const method = /^\/method\/([\w.]+)$/u.exec(path)?.[1];
      if (method === undefined) response.writeHead(404).end();
      else await calls.take(method, params, response);
    };
    handle().catch(() => {
      if (!response.headersSent) send(response, failure(10));
    });
  };

export const createVkEmulator = async (options: VkEmulatorOptions): Promise<VkEmulator> => {
  const { clock, groupId, token } = options;
  const events = createEvents(clock, groupId, () => options.speed ?? 1);
  const dialogues = createDialogues(clock, events, groupId);
  const rate = createRate(() => clock.now());
  let revoked = false;
  let url = '';
  const methods = createMethods({ events, dialogues, groupId, longPollUrl: () => `${url}/lp` });
  const calls: Calls = createCalls<Params, ApiAnswer>({
    clock,
    send,
    outcomeOf,
    carryOut: ({ method, params }) => {
      if (revoked || params['access_token'] !== token) return failure(5);
      if (params['v'] === undefined) return failure(8, 'Invalid request: v (version) is required');
      const work = Object.hasOwn(methods, method) ? methods[method] : undefined;
      return rate() ?? work?.(params) ?? failure(3);
    },
  });
  const server = await listen(createListener(events, calls), options.port ?? 0);
  url = server.url;
  return {
    url,
    dialogue: dialogues.of,
    calls: calls.list,
    setServer: events.setServer,
    pending: events.pending,
    knob: calls.knob,
    revoke: (now) => {
      revoked = now;
    },
    raw: events.add,
    expireLongPoll: events.longPoll.expire,
    close: () => {
      events.stop();
      return server.close();
    },
  };
};
