/**
 * The console's socket: whether it is up, requests with an acknowledgement, news.
 * A request never waits in a hidden buffer: with the socket down it answers `offline` at once, and whoever
 * asked decides what to keep (see `outbox.ts`).
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import type { ConsoleNews, ConsoleRequests } from '../contract.ts';
import type { RefusalCode } from '../../core/domain/refusal.ts';

/** `down`: it was lost, or could not be opened yet; it is being tried again. */
export type Link = 'off' | 'connecting' | 'up' | 'down';

/** `offline`: no answer came, so nobody knows whether the request was carried out. */
export type Failure = RefusalCode | 'failed' | 'offline';

type RequestOf<K extends keyof ConsoleRequests> = Parameters<ConsoleRequests[K]>[0];
type AckOf<K extends keyof ConsoleRequests> = Parameters<Parameters<ConsoleRequests[K]>[1]>[0];
type Success<K extends keyof ConsoleRequests> = Extract<AckOf<K>, { readonly ok: true }>;

export type Failed = { readonly ok: false; readonly error: Failure; readonly by: string | null };
export type Outcome<K extends keyof ConsoleRequests> = Success<K> | Failed;

export interface Connection {
  readonly link: ReadonlySignal<Link>;
  start(): void;
  stop(): void;
  /** Skips the wait before the next try. */
  retryNow(): void;
  request<K extends keyof ConsoleRequests>(event: K, request: RequestOf<K>): Promise<Outcome<K>>;
  on<K extends keyof ConsoleNews>(event: K, listener: ConsoleNews[K]): void;
  /** Each time the socket comes up, the first time included. */
  onUp(listener: () => void): void;
  /** The server refused or dropped this socket: the sign-in may be over. */
  onDoubt(listener: () => void): void;
}

const ackTimeout = 10_000;
const offline: Failed = { ok: false, error: 'offline', by: null };

/** The one shape of `emitWithAck` that is used here; the library's own types cannot follow a generic event name. */
interface Emitter {
  emitWithAck(event: string, request: unknown): Promise<unknown>;
}

export const createConnection = (): Connection => {
  const link = signal<Link>('off');
  const upListeners: (() => void)[] = [];
  const doubtListeners: (() => void)[] = [];

  const socket: Socket<ConsoleNews, ConsoleRequests> = io('/operator', {
    autoConnect: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
  });

  const doubt = (): void => {
    for (const listener of doubtListeners) listener();
  };

  socket.on('connect', () => {
    link.value = 'up';
    for (const listener of upListeners) listener();
  });
  socket.on('disconnect', (reason) => {
    if (link.value === 'off') return;
    link.value = 'down';
    // The library comes back by itself from every other loss.
    if (reason === 'io server disconnect') doubt();
  });
  socket.on('connect_error', () => {
    if (link.value === 'off') return;
    link.value = 'down';
    if (!socket.active) doubt();
  });

  const retryNow = (): void => {
    if (link.value !== 'down') return;
    // `connect` alone does nothing while the library sleeps before its next try.
    socket.disconnect().connect();
  };
  window.addEventListener('online', retryNow);
  // A dead socket is noticed in its own time, up to a minute. If the browser is wrong, it is up again at once.
  window.addEventListener('offline', () => {
    if (link.value === 'up') socket.disconnect().connect();
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) retryNow();
  });

  return {
    link,
    start: () => {
      if (link.value !== 'off') return;
      link.value = 'connecting';
      socket.connect();
    },
    stop: () => {
      link.value = 'off';
      socket.disconnect();
    },
    retryNow,
    request: async (event, request) => {
      if (!socket.connected) return offline;
      try {
        const emitter: Emitter = socket.timeout(ackTimeout);
        return (await emitter.emitWithAck(event, request)) as Outcome<typeof event>;
      } catch {
        return offline;
      }
    },
    on: (event, listener) => {
      socket.on(event, listener as never);
    },
    onUp: (listener) => {
      upListeners.push(listener);
    },
    onDoubt: (listener) => {
      doubtListeners.push(listener);
    },
  };
};
