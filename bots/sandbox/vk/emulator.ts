/**
 * VK for trying and for tests: speaks the VK API, the Callback API and Bots Long Poll over HTTP as the platform does,
 * strictly, and shows what people see in their dialogues. Knobs make it misbehave. Not for production; knows nothing of
 * our adapter.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../core/ports/clock.ts';
import { bodyOf, createCalls, listen, queryOf, sendJson, type Person } from '../platform.ts';
import type { Tell } from '../journal.ts';
import { createShelf, type KeptFile, type Shelf } from '../shelf.ts';
import { createTraffic, type Traffic } from '../traffic.ts';
import { createDialogues } from './dialogues.ts';
import { createEvents, type CallbackServer, type Events } from './events.ts';
import { createMethods } from './methods.ts';
import type { PersonDialogue } from './phone.ts';
import { createRate } from './rules.ts';
import { createUploads, type Uploads } from './uploads.ts';
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
  /** Long polling must connect anew; `lost`: what was not fetched is told of no more. */
  expireLongPoll(lost?: boolean): void;
  /** Bytes of files: a person's are put there before they are sent. */
  readonly shelf: Shelf;
  urlOf(file: KeptFile): string;
  readonly disturb: Traffic<unknown>['disturb'];
  /** While the platform is down nobody reaches it. */
  down(down: boolean): void;
  close(): Promise<void>;
}

export interface VkEmulatorOptions {
  readonly token: string;
  readonly groupId: number;
  readonly clock: Clock;
  readonly port?: number;
  /** How many times faster than the platform repeats go. */
  readonly speed?: number;
  /** Ids of messages and events begin here: those of an earlier life must not come again. */
  readonly firstId?: number;
  readonly tell?: Tell;
}

const send = (response: ServerResponse, answer: ApiAnswer): void => {
  if ('bytes' in answer) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(answer.bytes);
  else sendJson(response, 200, answer);
};

/** Downloads are recorded among the calls; no method can be called so. */
const downloading = '/files';

const paramsOf = async (request: IncomingMessage): Promise<Params> => ({
  ...queryOf(request),
  ...Object.fromEntries(new URLSearchParams((await bodyOf(request)).toString('utf8'))),
});

const outcomeOf = (answer: ApiAnswer): string => ('error' in answer ? String(answer.error.error_code) : 'ok');

interface Inside {
  readonly events: Events;
  readonly shelf: Shelf;
  readonly calls: Calls;
  readonly uploads: Uploads;
}

/** Bytes of a multipart form, one file in it. */
const takeUpload = async (uploads: Uploads, ticket: string, request: IncomingMessage): Promise<object> => {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(await bodyOf(request)), { headers }).formData();
  const [field, file] = [...form].find(([, value]) => value instanceof File) ?? [];
  return field !== undefined && file instanceof File ? uploads.bring(ticket, field, file) : { error: 'no_file' };
};

const createListener =
  ({ events, shelf, calls, uploads }: Inside) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const handle = async (): Promise<void> => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      const ticket = /^\/upload\/([\w-]+)$/u.exec(path)?.[1];
      if (ticket !== undefined) {
        sendJson(response, 200, await takeUpload(uploads, ticket, request));
        return;
      }
      const params = await paramsOf(request);
      if (path === '/lp') {
        const wait = Math.min(Number(params['wait'] ?? 25), 90) * 1000;
        sendJson(response, 200, await events.longPoll.check(params['key'] ?? '', params['ts'] ?? '', wait));
        return;
      }
      const method = /^\/method\/([\w.]+)$/u.exec(path)?.[1];
      const file = /^\/files\/([\da-f]+)$/u.exec(path)?.[1];
      if (file !== undefined && shelf.get(file)) await calls.take(downloading, { file }, response);
      else if (method === undefined) response.writeHead(404).end();
      else await calls.take(method, params, response);
    };
    handle().catch(() => {
      if (!response.headersSent) send(response, failure(10));
    });
  };

const peerOf = ({ peer_id: peer }: Params): number | null => (peer === undefined ? null : Number(peer));

export const createVkEmulator = async (options: VkEmulatorOptions): Promise<VkEmulator> => {
  const { clock, groupId, token, tell, speed = 1, firstId = 1 } = options;
  const events = createEvents({ clock, groupId, speed, tell, firstId });
  const traffic = createTraffic<readonly [type: string, object: unknown]>(clock, ([type, object], copies) =>
    events.add(type, object, copies),
  );
  const add = (type: string, object: unknown, copies?: number): void => traffic.add([type, object], copies);
  const dialogues = createDialogues({ clock, groupId, firstId, add });
  const shelf = createShelf();
  const rate = createRate(() => clock.now());
  let revoked = false;
  let url = '';
  const urlOf = ({ id }: KeptFile): string => `${url}${downloading}/${id}`;
  const uploads = createUploads({
    shelf,
    groupId,
    urlOf,
    uploadUrl: (ticket) => `${url}/upload/${ticket}`,
    known: (peer) => dialogues.known(peer) !== null,
  });
  const methods = createMethods({ events, dialogues, groupId, uploads, longPollUrl: () => `${url}/lp` });
  const calls: Calls = createCalls<Params, ApiAnswer>({
    clock,
    send,
    tell,
    peerOf,
    outcomeOf,
    carryOut: ({ method, params }) => {
      // A file's address is enough to fetch it.
      if (method === downloading) return { bytes: shelf.get(params['file'] ?? '')?.bytes ?? new Uint8Array() };
      if (revoked || params['access_token'] !== token) return failure(5);
      if (params['v'] === undefined) return failure(8, 'Invalid request: v (version) is required');
      const work = Object.hasOwn(methods, method) ? methods[method] : undefined;
      return rate() ?? work?.(params) ?? failure(3);
    },
  });
  const server = await listen(createListener({ events, shelf, calls, uploads }), options.port ?? 0);
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
    raw: add,
    expireLongPoll: events.longPoll.expire,
    shelf,
    urlOf,
    disturb: traffic.disturb,
    down: server.down,
    close: () => {
      events.stop();
      return server.close();
    },
  };
};
