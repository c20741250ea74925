/**
 * The page's way to the sandbox over HTTP: news as a stream of events, requests as JSON, files as they are. Requests
 * are taken from our own pages alone.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { SandboxRequest } from './contract.ts';
import { bodyOf, Impossible, queryOf, sendJson } from './platform.ts';
import type { World } from './world.ts';

const platform = z.enum(['telegram', 'vk']);
const line = z.int();
const words = z.string().min(1).max(20_000);
const fileIds = z.array(z.string().max(64)).max(10);

const deedShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('say'), text: words }),
  z.strictObject({ do: z.literal('press'), line, row: z.int().min(0), column: z.int().min(0) }),
  z.strictObject({ do: z.literal('press-below'), label: words }),
  z.strictObject({ do: z.enum(['edit', 'reply']), line, text: words }),
  z.strictObject({ do: z.literal('forward'), text: words }),
  z.strictObject({ do: z.literal('block'), blocked: z.boolean() }),
  z.strictObject({ do: z.enum(['sticker', 'location', 'contact']) }),
  z.strictObject({
    do: z.literal('send'),
    as: z.enum(['photo', 'document', 'voice']),
    files: fileIds,
    caption: z.string().max(1024),
  }),
]);
const knob = z.enum(['duplicates', 'shuffle', 'storm', 'hang', 'lost', 'html', 'forbidden', 'revoked']);

const requestShape: z.ZodType<SandboxRequest> = z.union([
  z.strictObject({ to: z.literal('phone'), platform, citizen: z.int(), deed: deedShape }),
  z.strictObject({ to: z.literal('platform'), platform, knob, on: z.boolean() }),
  z.strictObject({ to: z.literal('platform'), platform, restart: z.literal(true) }),
  z.strictObject({ to: z.literal('citizens') }),
]);

const uploadShape = z.strictObject({ platform, name: z.string().min(1).max(300) });
/** Telegram takes more, the bot does not: enough to see both refuse. */
const maxUpload = 25 * 1024 * 1024;
/** A stream that says nothing is cut by what stands between. */
const beatMs = 15_000;

export interface DoorDeps {
  readonly world: World;
  /** Pages with these addresses may ask. */
  readonly isOurs: (origin: string | undefined) => boolean;
}

const tellNews = (
  world: World,
  open: Set<ServerResponse>,
  request: IncomingMessage,
  response: ServerResponse,
): void => {
  open.add(response);
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const stop = world.subscribe((news) => response.write(`data: ${JSON.stringify(news)}\n\n`));
  const beat = setInterval(() => response.write(':\n\n'), beatMs);
  request.once('close', () => {
    clearInterval(beat);
    open.delete(response);
    stop();
  });
};

const handle = async (world: World, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const parsed = requestShape.safeParse(JSON.parse((await bodyOf(request)).toString('utf8')));
  if (!parsed.success) {
    sendJson(response, 400, { error: 'invalid' });
    return;
  }
  world.handle(parsed.data);
  sendJson(response, 200, { ok: true });
};

const takeFile = async (world: World, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const parsed = uploadShape.safeParse(queryOf(request));
  const shelf = parsed.success ? world.stage(parsed.data.platform)?.shelf : undefined;
  if (!parsed.success || !shelf) {
    sendJson(response, 400, { error: 'invalid' });
    return;
  }
  if (Number(request.headers['content-length'] ?? Infinity) > maxUpload) {
    sendJson(response, 413, { error: 'too-large' });
    return;
  }
  const bytes = await bodyOf(request);
  const type = request.headers['content-type'] ?? 'application/octet-stream';
  sendJson(response, 200, { id: shelf.add({ name: parsed.data.name, type, bytes }).id });
};

const giveFile = (world: World, path: string, response: ServerResponse): void => {
  const [, from, id = ''] = /^\/files\/(telegram|vk)\/([\da-f]+)$/u.exec(path) ?? [];
  const parsed = platform.safeParse(from);
  const file = parsed.success ? world.stage(parsed.data)?.shelf.get(id) : null;
  if (!file) {
    sendJson(response, 404, { error: 'not-found' });
    return;
  }
  // Whatever it claims to be: shown as a picture or a sound, or saved; never run.
  const shown = /^(?:image\/(?:png|jpeg|webp|gif)|audio\/[\w.-]+)$/u.test(file.type);
  response.writeHead(200, {
    'content-type': shown ? file.type : 'application/octet-stream',
    'content-length': file.bytes.length,
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'x-content-type-options': 'nosniff',
  });
  response.end(file.bytes);
};

export interface Door {
  /** Mounted at `/sandbox/api`. */
  readonly listener: RequestListener;
  /** Streams of news end, so that the server can stop; no other begins. */
  hangUp(): void;
}

export const createDoor = ({ world, isOurs }: DoorDeps): Door => {
  const open = new Set<ServerResponse>();
  let ending = false;
  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (request.method === 'GET') {
      if (path === '/news' && ending) sendJson(response, 503, { error: 'stopping' });
      else if (path === '/news') tellNews(world, open, request, response);
      else giveFile(world, path, response);
    } else if (request.method !== 'POST') sendJson(response, 405, { error: 'invalid' });
    else if (!isOurs(request.headers.origin)) sendJson(response, 403, { error: 'forbidden' });
    else if (path === '/files') await takeFile(world, request, response);
    else if (path === '/deeds') await handle(world, request, response);
    else sendJson(response, 404, { error: 'not-found' });
  };
  return {
    listener: (request, response) => {
      route(request, response).catch((error: unknown) => {
        if (response.headersSent) response.destroy();
        else if (error instanceof Impossible) sendJson(response, 409, { error: 'impossible' });
        else sendJson(response, error instanceof SyntaxError ? 400 : 500, { error: 'failed' });
      });
    },
    hangUp: () => {
      ending = true;
      for (const response of open) response.end();
    },
  };
};
