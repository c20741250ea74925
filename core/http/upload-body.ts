/** The body of an upload: its name, its pieces as they come, and what is done with the rest of a refused one. */
import type { Request } from 'express';

/** No byte for so long: the sender is gone. */
const stallMs = 20_000;
/** How much of a refused body is read on so that its sender can hear the answer. */
const drainBytes = 40 * 1024 * 1024;
const longestName = 6000;

/** The pieces of the body as they come. Stopping early leaves the request open, so that it can still be answered. */
export async function* bodyOf(request: Request): AsyncIterable<Uint8Array> {
  let last = performance.now();
  const watch = setInterval(() => {
    if (performance.now() - last > stallMs) request.destroy(new Error('the upload stalled'));
  }, stallMs / 4);
  try {
    for await (const piece of request.iterator({ destroyOnReturn: false })) {
      last = performance.now();
      yield piece as Uint8Array;
    }
  } finally {
    clearInterval(watch);
  }
}

/** Reads the rest of a refused upload and throws it away; what goes on for too long is cut. */
export const drain = (request: Request): void => {
  if (request.readableEnded || request.destroyed) return;
  let read = 0;
  request.on('data', (piece: Uint8Array) => {
    read += piece.length;
    if (read > drainBytes) request.destroy();
  });
  request.resume();
};

/** Null when it is missing or malformed. */
export const nameIn = (request: Request): string | null => {
  const told = request.get('x-file-name') ?? '';
  if (told === '' || told.length > longestName) return null;
  try {
    return decodeURIComponent(told);
  } catch {
    return null;
  }
};

export const isUpload = (request: Request): boolean =>
  request.get('content-encoding') === undefined && request.is('application/octet-stream') !== false;
