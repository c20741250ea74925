/** The listening server: its limits, and what is said when its port is taken. */
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from './config.ts';
import { uploadMs } from './http/slow-bodies.ts';
import { CannotStart } from './words.ts';

/** Beyond the sockets: pages, health, webhooks. */
const plainConnections = 1_000;

export const createHttpServer = ({ maxConnections }: Config): HttpServer => {
  // How often slow requests are looked for; the default lets one live half a minute longer.
  const server = createServer({ connectionsCheckingInterval: 2_000 });
  server.maxConnections = maxConnections + plainConnections;
  server.headersTimeout = 10_000;
  server.requestTimeout = uploadMs;
  server.keepAliveTimeout = 65_000;
  return server;
};

export const listen = (server: HttpServer, config: Config): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const busy = error.code === 'EADDRINUSE';
      reject(busy ? new CannotStart(`Порт ${config.port} занят. Задайте другой: PORT=3001 npm start.`) : error);
    });
    server.listen(config.port, config.host, () => resolve((server.address() as AddressInfo).port));
  });
