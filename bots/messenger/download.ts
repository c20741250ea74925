/**
 * The bytes of a citizen's file over HTTP: only from places of the platform, also after a redirect, and never for long
 * without a byte. Owns no limit of size: whoever reads stops. Nothing that is thrown holds an address, as it may hold a key.
 */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { allowedUrl, guardedLookup, type Places } from './addresses.ts';

export interface Download {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** As the other side says; null: it does not. */
  readonly size: number | null;
}

/** `place`: where the file is said to be is none of the platform's. */
export class DownloadFailure extends Error {
  readonly kind: 'place' | 'status' | 'network';
  constructor(kind: DownloadFailure['kind'], what: string) {
    super(what);
    this.name = 'DownloadFailure';
    this.kind = kind;
  }
}

/** No byte for so long: the other side hangs. */
const stallMs = 10_000;
const mostRedirects = 3;
const redirects = new Set([301, 302, 303, 307, 308]);

const network = (): DownloadFailure => new DownloadFailure('network', 'the connection broke');

const ask = (places: Places, url: URL, signal: AbortSignal, stall: number): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const asked = request(url, { agent: false, signal, lookup: guardedLookup(places), timeout: stall }, resolve);
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => reject(network()));
    asked.end();
  });

async function* piecesOf(response: IncomingMessage): AsyncIterable<Uint8Array> {
  try {
    for await (const piece of response) yield piece as Uint8Array;
  } catch {
    throw network();
  }
  if (!response.complete) throw network();
}

const sizeIn = ({ headers }: IncomingMessage): number | null => {
  const size = Number(headers['content-length'] ?? NaN);
  return Number.isSafeInteger(size) && size >= 0 ? size : null;
};

/** @throws DownloadFailure */
export const download = async (
  places: Places,
  address: string,
  signal: AbortSignal,
  stall: number = stallMs,
): Promise<Download> => {
  let target = address;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const url = allowedUrl(places, target);
    if (!url) throw new DownloadFailure('place', 'a place that is not the platform’s');
    const response = await ask(places, url, signal, stall);
    const { statusCode: status = 0, headers } = response;
    if (status === 200) return { bytes: piecesOf(response), size: sizeIn(response) };
    response.destroy();
    if (!redirects.has(status)) throw new DownloadFailure('status', `answered ${status}`);
    target = URL.parse(headers.location ?? '', url.href)?.href ?? '';
  }
  throw new DownloadFailure('status', 'redirected too often');
};
