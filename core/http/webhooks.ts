/**
 * The way in for platforms, in front of express: the hot path. Reads the whole body as bytes (a letter may be cut
 * between two packets), within a limit, as strict UTF-8 and JSON, and leaves its meaning to the channel.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Webhook, WebhookAnswer } from '../ports/channel.ts';

/** Platforms send a few KB; Telegram's largest update is well below. */
const maxWebhookBody = 1024 * 1024;

const answered = (status: number): WebhookAnswer => ({ status, body: '' });

// The platforms execute or compare what we answer: nothing but what was meant is ever written.
const reply = (response: ServerResponse, { status, body }: WebhookAnswer): void => {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    ...(status === 405 ? { Allow: 'POST' } : {}),
  });
  response.end(body);
};

/** Null: it is too large, and the rest of it is not read. */
const readBody = (request: IncomingMessage): Promise<Buffer | null> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxWebhookBody) {
        request.pause();
        resolve(null);
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('aborted', () => reject(new Error('aborted')));
  });

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What the request says about its body, before any of it is read. Null: it will do. */
const refusedByHeaders = ({ method, headers }: IncomingMessage): WebhookAnswer | null => {
  if (method !== 'POST') return answered(405);
  if (Number(headers['content-length'] ?? 0) > maxWebhookBody) return answered(413);
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') return answered(415);
  const [type, ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  if (type?.trim() !== 'application/json') return answered(415);
  const charset = parameters.map((one) => one.trim()).find((one) => one.startsWith('charset='));
  return charset === undefined || /^charset="?utf-?8"?$/u.test(charset) ? null : answered(415);
};

const take = async (webhook: Webhook, request: IncomingMessage): Promise<WebhookAnswer> => {
  const refused = refusedByHeaders(request) ?? webhook.admit(request.headers);
  if (refused) return refused;
  const body = await readBody(request);
  if (body === null) return answered(413);
  let json: unknown;
  try {
    json = JSON.parse(utf8.decode(body));
  } catch {
    return answered(400);
  }
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? webhook.handle(json) : answered(400);
};

/** Requests to a webhook go to its channel, all others to `rest`. */
export const withWebhooks = (webhooks: readonly Webhook[], rest: RequestListener, log: Logger): RequestListener => {
  const byPath = new Map(webhooks.map((webhook) => [webhook.path, webhook]));
  return (request, response) => {
    const webhook = byPath.get(request.url ?? '');
    if (!webhook) {
      rest(request, response);
      return;
    }
    take(webhook, request).then(
      (answer) => {
        // What was not read may not be taken for the next request.
        if (!request.complete) response.setHeader('Connection', 'close');
        reply(response, answer);
        if (!request.complete) response.once('finish', () => request.destroy());
      },
      (error: unknown) => {
        if (!request.destroyed) log.error({ err: error, path: webhook.path }, 'a webhook request failed');
        reply(response, answered(500));
      },
    );
  };
};
