/**
 * Telegram for trying and for tests: speaks the Bot API over HTTP as the platform does, strictly, and shows what people
 * see in their chats. Knobs make it misbehave. Not for production; knows nothing of our adapter.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../core/ports/clock.ts';
import { createCalls, listen, sendJson, type Person } from '../platform.ts';
import type { Tell } from '../journal.ts';
import { createShelf, type Shelf } from '../shelf.ts';
import { createTraffic, type Traffic } from '../traffic.ts';
import { createChats } from './chats.ts';
import { download } from './files.ts';
import { createMethods } from './methods.ts';
import type { PersonChat } from './phone.ts';
import { createPost } from './post.ts';
import { readPayload } from './payload.ts';
import { createLimits } from './rules.ts';
import { failure, type ApiAnswer, type Call, type Calls, type Knob, type Payload } from './types.ts';
import { createUpdates } from './updates.ts';

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
  /** Bytes of files: a person's are put there before they are sent. */
  readonly shelf: Shelf;
  readonly disturb: Traffic<object>['disturb'];
  /** While the platform is down nobody reaches it. */
  down(down: boolean): void;
  close(): Promise<void>;
}

export interface TelegramEmulatorOptions {
  readonly token: string;
  readonly clock: Clock;
  /** Port to listen on; 0: any. */
  readonly port?: number;
  /** How many times faster than the platform retries go. */
  readonly speed?: number;
  /** Ids of messages and updates begin here: those of an earlier life must not come again. */
  readonly firstId?: number;
  readonly tell?: Tell;
}

const send = (response: ServerResponse, { status, body }: ApiAnswer): void => {
  if (!(body instanceof Uint8Array)) sendJson(response, status, body);
  else response.writeHead(status, { 'content-type': 'application/octet-stream' }).end(body);
};

/** Downloads are recorded among the calls; no method can be called so. */
const downloading = '/file';

const createListener =
  (token: string, calls: Calls) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const handle = async (): Promise<void> => {
      const [, file, given, rest = ''] = /^(\/file)?\/bot([^/]+)\/([\w/.-]+)(?:\?|$)/u.exec(request.url ?? '') ?? [];
      if (given === undefined || decodeURIComponent(given) !== token) {
        // [S] an unknown token: 401, a malformed path: 404.
        send(response, given === undefined ? failure(404, 'Not Found') : failure(401, 'Unauthorized'));
        return;
      }
      if (file === undefined) await calls.take(rest, await readPayload(request), response);
      else await calls.take(downloading, { path: rest }, response);
    };
    handle().catch((error: unknown) => {
      if (!response.headersSent) send(response, failure(500, `Internal Server Error: ${String(error)}`));
    });
  };

const peerOf = ({ chat_id: chat }: Payload): number | null => (chat === undefined ? null : Number(chat));

export const createTelegramEmulator = async (options: TelegramEmulatorOptions): Promise<TelegramEmulator> => {
  const { clock, token, tell, speed = 1, firstId = 1 } = options;
  const execute = (method: string, params: Payload): void => void carryOut(method, params);
  const updates = createUpdates({ clock, tell, speed, firstId, post: createPost(execute) });
  const traffic = createTraffic(clock, updates.add);
  const shelf = createShelf();
  const chats = createChats({ clock, botId: Number(token.split(':')[0]), firstId, add: traffic.add });
  const methods = createMethods({ clock, updates, chats, shelf, limits: createLimits(() => clock.now()) });
  let revoked = false;
  const carryOut = (method: string, params: Payload): ApiAnswer | Promise<ApiAnswer> => {
    if (revoked) return failure(401, 'Unauthorized');
    if (method === downloading) return download(shelf, String(params['path']));
    const work = Object.hasOwn(methods, method) ? methods[method] : undefined;
    return work ? work(params) : failure(404, 'Not Found: method not found');
  };
  const calls: Calls = createCalls<Payload, ApiAnswer>({
    clock,
    send,
    tell,
    peerOf,
    outcomeOf: ({ status }) => (status === 200 ? 'ok' : String(status)),
    carryOut: ({ method, params }) => carryOut(method, params),
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
    raw: traffic.add,
    shelf,
    disturb: traffic.disturb,
    down: server.down,
    close: () => {
      updates.stop();
      return server.close();
    },
  };
};
