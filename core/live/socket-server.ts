/**
 * The socket.io server: transport settings and the Origin rule. What is said over it belongs to the channels and the console.
 * Connection state recovery stays off: it skips authorisation and loses packets; screens catch up by seq instead.
 */
import { Server } from 'socket.io';

/** `ownOrigins`: of our own pages; a browser with any other is refused. To be attached to the http server. */
export const createSocketServer = (ownOrigins: readonly string[]): Server =>
  new Server({
    serveClient: false,
    maxHttpBufferSize: 256 * 1024,
    connectTimeout: 10_000,
    pingInterval: 25_000,
    pingTimeout: 20_000,
    allowRequest: (request, decide) => {
      const origin = request.headers.origin;
      // A browser always sends Origin with a WebSocket; same-origin polling by GET may come without.
      const ok = origin === undefined ? request.headers.upgrade === undefined : ownOrigins.includes(origin);
      decide(ok ? null : 'this origin may not connect', ok);
    },
  });
