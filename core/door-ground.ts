/** What every door stands on: our addresses, who is behind a request, the socket server, sessions and tokens. */
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import proxyAddr from 'proxy-addr';
import { createVisitorTokens, type VisitorTokens } from '../bots/web/token.ts';
import { createSessions, type Sessions } from '../operator-console/server/session.ts';
import type { Config } from './config.ts';
import type { Board } from './desk/board.ts';
import type { Desk } from './desk/create-desk.ts';
import type { Deliveries } from './desk/deliveries.ts';
import type { Scripts } from './desk/scripts.ts';
import type { TicketStatus } from './domain/ticket.ts';
import { phrase } from './engine/phrase.ts';
import type { HealthRegistry } from './http/health.ts';
import type { Metrics } from './http/metrics.ts';
import { visitorKey } from './keys.ts';
import { createCoalescing, type Coalescing } from './live/coalesce.ts';
import { createSocketServer } from './live/socket-server.ts';
import type { Webhook } from './ports/channel.ts';
import type { Clock } from './ports/clock.ts';
import type { LineDesk } from './ports/desk.ts';
import type { Files } from './ports/files.ts';
import type { Live } from './ports/live.ts';
import type { Personal } from './ports/personal.ts';
import type { Sandbox } from './sandbox.ts';
import type { SqliteStore } from './storage/sqlite/open.ts';

export interface DoorDeps {
  readonly config: Config;
  readonly scripts: Scripts;
  readonly live: Live;
  readonly desk: Desk;
  readonly board: Board;
  readonly lines: LineDesk;
  readonly deliveries: Pick<Deliveries, 'retry' | 'line'>;
  readonly webhooks: readonly Webhook[];
  readonly files: Files;
  readonly vault: Personal;
  readonly store: SqliteStore;
  readonly server: HttpServer;
  readonly log: Logger;
  readonly clock: Clock;
  readonly health: HealthRegistry;
  readonly metrics: Metrics;
  /** Emulated messengers with a page to try them. */
  readonly sandbox?: Pick<Sandbox, 'door'> | null;
}

export interface Ground {
  /** Where people reach us. */
  readonly url: string;
  readonly ownOrigins: readonly string[];
  readonly ipOf: (request: IncomingMessage) => string;
  readonly io: ReturnType<typeof createSocketServer>;
  readonly coalescing: Coalescing;
  readonly sessions: Sessions;
  readonly tokens: VisitorTokens;
  readonly statusWord: (status: TicketStatus) => string;
}

export const createGround = ({ config, scripts, store, server, clock, metrics }: DoorDeps): Ground => {
  const { port } = server.address() as AddressInfo;
  const url = config.publicUrl ?? `http://localhost:${port}`;
  const local = config.production ? [] : [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  const ownOrigins = [...new Set([url, ...local])];
  const trust = proxyAddr.compile([...config.trustProxy]);
  return {
    url,
    ownOrigins,
    ipOf: (request) => proxyAddr(request, trust),
    io: createSocketServer({ ownOrigins, maxConnections: config.maxConnections, meter: metrics }),
    coalescing: createCoalescing(),
    sessions: createSessions({ signIns: store.signIns, clock, secure: url.startsWith('https:') }),
    tokens: createVisitorTokens(visitorKey(config)),
    statusWord: (status) => phrase(scripts.current().phrases, `status-${status}`),
  };
};
