/**
 * The socket.io server: transport settings, the Origin rule and the limits of admission. What is said over it belongs
 * to the channels and the console, each in a namespace of its own; the namespace that every server has admits nobody.
 * Connection state recovery stays off: it skips authorisation and loses packets; screens catch up by seq instead.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Server } from 'socket.io';
import type { Meter } from '../ports/meter.ts';
import { createAdmission } from './admission.ts';

export interface SocketServerDeps {
  /** Of our own pages; a browser with any other is refused. */
  readonly ownOrigins: readonly string[];
  readonly maxConnections: number;
  readonly meter: Pick<Meter, 'turnedAway'>;
}

const pauseSeconds = 5;

const cameFromUs = ({ headers }: IncomingMessage, ownOrigins: readonly string[]): boolean =>
  // A browser always sends Origin with a WebSocket; same-origin polling by GET may come without.
  headers.origin === undefined ? headers.upgrade === undefined : ownOrigins.includes(headers.origin);

/** Engine.IO itself can only say 400 or 403, which tell a client not to come again. */
const sayBusy = (request: IncomingMessage & { readonly res?: ServerResponse }): void => {
  if (request.res) request.res.writeHead(503, { 'Retry-After': String(pauseSeconds) }).end();
  else {
    request.socket.end(
      `HTTP/1.1 503 Service Unavailable\r\nRetry-After: ${pauseSeconds}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    );
  }
};

/** To be attached to the http server. */
export const createSocketServer = ({ ownOrigins, maxConnections, meter }: SocketServerDeps): Server => {
  const admit = createAdmission({ most: maxConnections, connected: () => io.engine.clientsCount });
  const io: Server = new Server({
    serveClient: false,
    maxHttpBufferSize: 256 * 1024,
    connectTimeout: 10_000,
    pingInterval: 25_000,
    pingTimeout: 20_000,
    allowRequest: (request, decide) => {
      if (!cameFromUs(request, ownOrigins)) {
        decide('this origin may not connect', false);
        return;
      }
      const why = admit();
      if (why !== null) {
        meter.turnedAway(why);
        sayBusy(request);
      }
      decide(why, why === null);
    },
  });
  io.use((_socket, next) => next(new Error('nothing is here')));
  return io;
};
