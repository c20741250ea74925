/**
 * Files over HTTP, the same for both sides: `POST /` brings one (raw body, its name in `X-File-Name`, percent-encoded),
 * `GET /:id` gives one, `DELETE /:id` takes a staged one back. Who asks is the door's to say.
 * A foreign, an absent and a malformed id are answered alike. Leaves the judgement of content to the `files` port.
 */
import { pipeline } from 'node:stream/promises';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { Logger } from 'pino';
import { RateLimiterRes } from 'rate-limiter-flexible';
import {
  fileLimits,
  isFileId,
  type Attachment,
  type FileKind,
  type UploadAnswer,
  type UploadError,
} from '../domain/attachment.ts';
import { Refusal } from '../domain/refusal.ts';
import type { FileAsker, FileDoor } from '../ports/file-door.ts';
import type { FileRow, Files } from '../ports/files.ts';
import { partIn } from './byte-range.ts';
import { bodyOf, drain, isUpload, nameIn } from './upload-body.ts';
import { createTurnstile } from './upload-limits.ts';

export interface FileRouteDeps {
  readonly files: Files;
  readonly door: FileDoor;
  readonly ownOrigins: readonly string[];
  readonly ipOf: (request: Request) => string;
  readonly log: Logger;
}

const statuses: Readonly<Record<UploadError, number>> = {
  empty: 400,
  'too-large': 413,
  kind: 415,
  damaged: 422,
  pixels: 422,
  quota: 409,
  'no-room': 507,
  // Of files that messengers bring.
  unreachable: 502,
  gone: 410,
  policy: 403,
  throttled: 429,
  busy: 503,
  failed: 500,
  invalid: 400,
  forbidden: 403,
  'signed-out': 401,
  'not-found': 404,
};

const types: Readonly<Record<FileKind, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  // The rest is for saving, not for showing.
  pdf: 'application/octet-stream',
  xml: 'application/octet-stream',
  text: 'application/octet-stream',
  ogg: 'audio/ogg',
  mp3: 'audio/mpeg',
};

const answer = (response: Response, body: UploadAnswer, status: number): void => {
  response.status(status).set('Cache-Control', 'no-store').json(body);
};
const refuse = (response: Response, error: UploadError, limit: number | null = null): void =>
  answer(response, { error, limit }, statuses[error]);

/** Another site can neither send our Origin nor set these headers without asking first. */
const sameOrigin =
  (ownOrigins: readonly string[]): RequestHandler =>
  (request, response, next) => {
    const site = request.get('sec-fetch-site') ?? 'same-origin';
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const ours = reads ? site === 'same-origin' || site === 'none' : site === 'same-origin';
    const origin = request.get('origin');
    const known = origin === undefined ? reads : ownOrigins.includes(origin);
    if (ours && known) next();
    else refuse(response, 'forbidden');
  };

/** RFC 5987: the name in UTF-8, and a plain one for whoever cannot read that. */
const disposition = ({ name }: Attachment): string => {
  const encoded = encodeURIComponent(name).replace(/['()*]/gu, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="file.${name.split('.').at(-1) ?? 'bin'}"; filename*=UTF-8''${encoded}`;
};

const give = async (
  { files, log }: FileRouteDeps,
  { file }: FileRow,
  request: Request,
  response: Response,
): Promise<void> => {
  const part = request.method === 'GET' ? partIn(request.headers, file.size) : null;
  response.set('Accept-Ranges', 'bytes');
  if (part === 'outside') {
    response.set({ 'Content-Range': `bytes */${file.size}`, 'Cache-Control': 'no-store' });
    return void response.status(416).end();
  }
  const stream = await files.read(file.id, part ?? undefined);
  if (!stream) {
    log.error('the bytes of a file are gone');
    return refuse(response, 'not-found');
  }
  response.set({
    'Content-Type': types[file.kind],
    'Content-Length': String(part ? part.end - part.start + 1 : file.size),
    ...(part ? { 'Content-Range': `bytes ${part.start}-${part.end}/${file.size}` } : {}),
    'Content-Disposition': disposition(file),
    'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'Cache-Control': 'no-store',
  });
  if (part) response.status(206);
  // Whoever went away in the middle has no answer to get.
  await pipeline(stream, response).catch(() => response.destroy());
};

/** By a message or a prepared answer. */
const isTaken = (row: FileRow): boolean => (row.conversation === null ? row.answer : row.line) !== null;

export const createFileRouter = (deps: FileRouteDeps): Router => {
  const { files, door, log } = deps;
  const router = express.Router();
  const turnstile = createTurnstile();

  const stage = async (request: Request, response: Response, asker: FileAsker): Promise<void> => {
    const name = nameIn(request);
    if (name === null || !isUpload(request)) return refuse(response, 'invalid');
    const { document } = fileLimits;
    if (Number(request.get('content-length') ?? 0) > document) return refuse(response, 'too-large', document);
    const into = await asker.into();
    if (into === null) return refuse(response, 'not-found');
    if (!(await turnstile.enter(asker.owner, deps.ipOf(request)))) return refuse(response, 'throttled');
    try {
      const { owner, recordings } = asker;
      const staged = await files.stage({ ...into, owner, recordings, name, source: bodyOf(request) });
      if (staged.ok) return answer(response, { file: staged.file }, 201);
      return refuse(response, staged.trouble, staged.limit);
    } finally {
      turnstile.leave(asker.owner);
    }
  };

  const failed = (error: unknown, request: Request, response: Response): void => {
    if (error instanceof RateLimiterRes) {
      response.set('Retry-After', String(Math.ceil(error.msBeforeNext / 1000)));
      return refuse(response, 'throttled');
    }
    if (error instanceof Refusal && error.code === 'busy') return refuse(response, 'busy');
    // The sender went away or fell silent; there is nobody to answer.
    if (request.destroyed && !request.complete) return void response.destroy();
    log.error({ err: error }, 'an upload failed');
    return refuse(response, 'failed');
  };

  router.use(sameOrigin(deps.ownOrigins));

  router.post('/', async (request, response) => {
    try {
      const asker = await door.admit(request, true);
      if (asker) await stage(request, response, asker);
      else refuse(response, 'signed-out');
    } catch (error) {
      failed(error, request, response);
    }
    drain(request);
  });

  const found = async (request: Request, touch: boolean): Promise<{ row: FileRow; asker: FileAsker } | null> => {
    const asker = await door.admit(request, touch);
    const id = request.params['id'];
    if (!asker || typeof id !== 'string' || !isFileId(id)) return null;
    const row = await files.find(id);
    return row && (await asker.sees(row)) ? { row, asker } : null;
  };

  router.get('/:id', async (request, response) => {
    const seen = await found(request, false);
    if (seen && seen.row.file.state.kind === 'ready') await give(deps, seen.row, request, response);
    else refuse(response, 'not-found');
  });

  router.delete('/:id', async (request, response) => {
    const seen = await found(request, true);
    if (!seen || isTaken(seen.row)) return refuse(response, 'not-found');
    await files.discard(seen.row.file.id, seen.asker.owner);
    response.status(204).end();
    return undefined;
  });

  return router;
};
