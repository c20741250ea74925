/**
 * The end of the listening server. `server.close()` alone waits for connections on which nothing was asked yet (browsers
 * keep such in store) and for WebSockets whose other side is asleep. Here answers on their way go out first; whatever
 * is still connected then is cut.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** An answer on its way may take so long; a file for a slow line is fetched again, ms. */
const answersMs = 3_000;
/** For the last frame of a WebSocket, ms. */
const goodbyeMs = 500;

export interface LastAnswers {
  /** `closed`: the server was told to close, and has. Resolves with it. */
  cutAfter(closed: Promise<void>): Promise<void>;
}

const within = async (ms: number, event: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([event, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
};

/** Watches from now on who connects to `server` and what it answers. */
export const watchLastAnswers = (server: Server): LastAnswers => {
  const connections = new Set<Socket>();
  const answers = new Set<ServerResponse>();
  let none = (): void => {};
  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    answers.add(response);
    response.once('close', () => {
      answers.delete(response);
      if (answers.size === 0) none();
    });
  });
  return {
    cutAfter: async (closed) => {
      const answered = new Promise<void>((resolve) => {
        none = resolve;
        if (answers.size === 0) resolve();
      });
      await within(answersMs, answered);
      server.closeAllConnections();
      await within(goodbyeMs, closed);
      for (const socket of connections) socket.destroy();
      await closed;
    },
  };
};
