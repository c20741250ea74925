/** A screen's socket that is lost and found again: what is asked while there is none waits for the next. */
import { io, type Socket } from 'socket.io-client';

/** The link broke, or no answer came: the request may or may not have had its effect. */
export class Unknown extends Error {}

export interface Link {
  /** Connected and caught up. Connects when it is not. */
  ready(): Promise<void>;
  /** @throws Unknown */
  ask<T>(event: string, request: object): Promise<T>;
  isUp(): boolean;
  close(): void;
}

export interface LinkDeps {
  readonly url: () => Promise<string>;
  readonly path: '/citizen' | '/operator';
  readonly options: (url: string) => { readonly auth?: object; readonly extraHeaders: Record<string, string> };
  /** Registers the listeners of a new connection. */
  readonly listen: (socket: Socket) => void;
  /** Asks for what was missed. */
  readonly catchUp: (ask: Link['ask']) => Promise<void>;
}

const answerMs = 5000;
const connectMs = 15_000;
const pauseMs = 10;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const connected = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
    // Killed between the handshake and the namespace: the client says nothing more of it.
    socket.io.once('close', (reason) => reject(new Unknown(reason)));
  });

export const createLink = (deps: LinkDeps): Link => {
  let socket: Socket | null = null;
  let connecting: Promise<void> | null = null;
  let up = false;
  let closed = false;

  const askOver = async <T>(over: Socket | null, event: string, request: object): Promise<T> => {
    if (!over?.connected) throw new Unknown('no link');
    try {
      return (await over.timeout(answerMs).emitWithAck(event, request)) as T;
    } catch (error) {
      throw new Unknown(String(error));
    }
  };

  const ready = (): Promise<void> => {
    if (up) return Promise.resolve();
    connecting ??= reconnect().finally(() => {
      connecting = null;
    });
    return connecting;
  };

  const connect = async (): Promise<void> => {
    const url = await deps.url();
    const fresh = io(`${url}${deps.path}`, {
      ...deps.options(url),
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    socket = fresh;
    deps.listen(fresh);
    fresh.on('disconnect', () => {
      if (socket !== fresh) return;
      up = false;
      // A screen comes back by itself; who asks something meanwhile waits for the same connection.
      if (!closed) ready().catch(() => {});
    });
    await connected(fresh);
    await deps.catchUp((event, request) => askOver(fresh, event, request));
    up = fresh.connected;
  };

  const reconnect = async (): Promise<void> => {
    const until = performance.now() + connectMs;
    for (;;) {
      socket?.close();
      try {
        await connect();
        if (up) return;
      } catch (error) {
        if (closed || performance.now() > until) throw error;
      }
      await pause(pauseMs);
    }
  };

  return {
    ready,
    ask: async (event, request) => {
      await ready();
      return askOver(socket, event, request);
    },
    isUp: () => up,
    close: () => {
      closed = true;
      up = false;
      socket?.close();
    },
  };
};
