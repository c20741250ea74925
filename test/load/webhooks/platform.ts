/** The platform's end: takes replies as fast as it can, and posts events in a closed or an open loop. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { Pool } from 'undici';
import { bodyOf, headersOf, type Platform } from './events.ts';

export interface Sink {
  readonly url: string;
  /** Replies so far. */
  replies(): number;
  /** Called with the peer of each reply. */
  onReply(listener: (peer: number) => void): void;
  /** Every call is refused for haste from now on, or taken again. */
  refuse(refused: boolean): void;
  close(): Promise<void>;
}

const taken = {
  telegram: '{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"}}}',
  vk: '{"response":1}',
} as const;
const hasty =
  '{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}';

export const openSink = async (platform: Platform): Promise<Sink> => {
  let replies = 0;
  let refused = false;
  let listener = (_peer: number): void => {};
  const lasting = platform === 'telegram' ? /"chat_id":(\d+)/u : /peer_id=(\d+)/u;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const isReply = /\/(?:sendMessage|messages\.send)(?:\?|$)/u.test(request.url ?? '');
      const answer = refused && isReply ? hasty : taken[platform];
      response.writeHead(refused && isReply ? 429 : 200, { 'content-type': 'application/json' });
      response.end(answer);
      if (!isReply || refused) return;
      replies += 1;
      listener(Number(lasting.exec(Buffer.concat(chunks).toString())?.[1]));
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    replies: () => replies,
    onReply: (next) => {
      listener = next;
    },
    refuse: (now) => {
      refused = now;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

export interface Poster {
  /** Posts one event of the peer; resolves when it is acknowledged. */
  post(peer: number, text: string): Promise<void>;
  close(): Promise<void>;
}

let events = 0;

export const openPoster = (platform: Platform, url: string, connections: number): Poster => {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const headers = headersOf(platform);
  return {
    post: async (peer, text) => {
      const body = bodyOf(platform, (events += 1), peer, text);
      const response = await pool.request({ method: 'POST', path: `/webhooks/${platform}`, headers, body });
      if (response.statusCode !== 200) throw new Error(`an event was answered by ${response.statusCode}`);
      await response.body.dump();
    },
    close: () => pool.close(),
  };
};

/** As many at once as there are connections, each with the next one when it is answered. */
export const saturate = async (count: number, atOnce: number, one: (index: number) => Promise<void>): Promise<void> => {
  let begun = 0;
  const worker = async (): Promise<void> => {
    while (begun < count) await one((begun += 1) - 1);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};

/** Each has its moment, whether or not the one before it is answered. */
export const atRate = async (
  perSecond: number,
  count: number,
  one: (index: number, planned: number) => void,
): Promise<void> => {
  const began = performance.now();
  for (let index = 0; index < count;) {
    const planned = began + (index * 1000) / perSecond;
    if (performance.now() < planned) {
      // A timer would be late by up to a millisecond.
      await setImmediate();
      continue;
    }
    one(index, planned);
    index += 1;
  }
};

/** Polls until it is so. */
export const until = async (isSo: () => boolean, seconds: number): Promise<void> => {
  const end = performance.now() + seconds * 1000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`not so within ${seconds} s: ${isSo.toString()}`);
    await setImmediate();
  }
};
