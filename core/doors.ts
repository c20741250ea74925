/**
 * Everything that speaks HTTP or sockets, hung on the listening server: the express app, the widget's channel, the console.
 */
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Logger } from 'pino';
import proxyAddr from 'proxy-addr';
import { createWebChannel } from '../bots/web/channel.ts';
import type { PanelFacts } from '../bots/web/contract.ts';
import { createCitizenFileDoor } from '../bots/web/file-door.ts';
import { createLinkDoor } from '../bots/web/link-door.ts';
import { maxCitizenText } from '../bots/web/parse.ts';
import { createVisitorTokens } from '../bots/web/token.ts';
import { createOperatorFileDoor } from '../operator-console/server/file-door.ts';
import { createApi } from '../operator-console/server/api.ts';
import { createSessions } from '../operator-console/server/session.ts';
import { createPasswordRoute } from '../operator-console/server/password.ts';
import { createSignInRoutes } from '../operator-console/server/sign-in.ts';
import { requestSchemas } from '../operator-console/server/schemas.ts';
import { createConsoleSockets } from '../operator-console/server/sockets.ts';
import type { Config } from './config.ts';
import type { Board } from './desk/board.ts';
import type { Deliveries } from './desk/deliveries.ts';
import type { Desk } from './desk/create-desk.ts';
import { fileLimits } from './domain/attachment.ts';
import { maxOperatorText } from './desk/reply.ts';
import type { Scripts } from './desk/scripts.ts';
import { createTeaching } from './desk/teach.ts';
import { createTyping } from './desk/typing.ts';
import { placeOf } from './domain/queue.ts';
import type { TicketStatus } from './domain/ticket.ts';
import { hoursWords } from './engine/hours-words.ts';
import { phrase } from './engine/phrase.ts';
import { createApp } from './http/app.ts';
import { createFileRouter } from './http/files.ts';
import { watchLastAnswers } from './http/last-answers.ts';
import { createLinkRouter } from './http/links.ts';
import { cutSlowBodies } from './http/slow-bodies.ts';
import { createEngineerRoutes } from './http/engineer-routes.ts';
import { createMayReadDetails } from './http/engineer.ts';
import type { Health, HealthRegistry } from './http/health.ts';
import type { Metrics, Readings } from './http/metrics.ts';
import { siteMatcher } from './http/sites.ts';
import { createCoalescing } from './live/coalesce.ts';
import { createSocketServer } from './live/socket-server.ts';
import { withWebhooks } from './http/webhooks.ts';
import type { Webhook } from './ports/channel.ts';
import type { Clock } from './ports/clock.ts';
import type { LineDesk } from './ports/desk.ts';
import type { Files } from './ports/files.ts';
import type { Live } from './ports/live.ts';
import type { Personal } from './ports/personal.ts';
import type { Sandbox } from './sandbox.ts';
import type { SqliteStore } from './storage/sqlite/open.ts';
import { visitorKey } from './keys.ts';

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

export interface Doors {
  readonly url: string;
  close(): Promise<void>;
}

const root = join(import.meta.dirname, '..');

const panelFacts = (scripts: Scripts): PanelFacts => {
  const { name, contacts } = scripts.current().organisation;
  return {
    portal: name,
    phone: contacts.find((contact) => contact.id === 'hotline')?.value ?? null,
    demo: contacts.some((contact) => contact.checked === null),
    maxText: maxCitizenText,
    files: fileLimits,
  };
};

export const openDoors = async ({
  config,
  scripts,
  live,
  desk,
  board,
  lines,
  deliveries,
  webhooks,
  files,
  vault,
  store,
  server,
  log,
  clock,
  health,
  metrics,
  sandbox = null,
}: DoorDeps): Promise<Doors> => {
  const { port } = server.address() as AddressInfo;
  const url = config.publicUrl ?? `http://localhost:${port}`;
  const local = config.production ? [] : [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  const ownOrigins = [...new Set([url, ...local])];
  const trust = proxyAddr.compile([...config.trustProxy]);
  const ipOf = (request: IncomingMessage): string => proxyAddr(request, trust);
  const { audit, canned, people, search, signIns, views, turns } = store;
  const statusWord = (status: TicketStatus): string => phrase(scripts.current().phrases, `status-${status}`);
  const io = createSocketServer({ ownOrigins, maxConnections: config.maxConnections, meter: metrics });
  const sessions = createSessions({ signIns, clock, secure: url.startsWith('https:') });
  const writes = createTyping({ views, turns, clock, meter: metrics }, (channel) =>
    channel === web.id ? { typing: web.typing, spare: () => true } : deliveries.line(channel),
  );
  const { coalesce, stop: stopCoalescing } = createCoalescing();
  const consoles = createConsoleSockets({
    io,
    coalesce,
    sessions,
    log,
    live,
    clock,
    views,
    storedLines: store.lines,
    turns,
    people,
    signIns,
    audit,
    canned,
    search,
    fileRows: store.fileRows,
    files,
    statusWord,
    desk: desk.operators,
    deliveries: { ...deliveries, writes },
    sorting: desk.sorting,
    shift: desk.shift,
    lines,
    hoursOf: (line) => hoursWords(scripts.current(), clock.now(), line) ?? '',
    presence: store.presence,
    personal: desk.personal,
    links: desk.links,
    hasSite: config.publicUrl !== null,
    vault,
    organisation: () => scripts.current().organisation,
    unclear: store.unclear,
    teaching: createTeaching({ unclear: store.unclear, scripts, clock }),
    maxText: maxOperatorText,
  });
  const tokens = createVisitorTokens(visitorKey(config));
  const web = createWebChannel({
    io,
    coalesce,
    audit: store.audit,
    staffRequests: new Set(Object.keys(requestSchemas)),
    views,
    place: (number) => placeOf(board.figures(), number),
    onPlaces: board.onChange,
    people,
    live,
    clock,
    ipOf,
    statusWord,
    log,
    desk: desk.citizens,
    tokens,
    mayEmbed: siteMatcher([...ownOrigins, ...config.embedders]),
  });
  const readings = async ({ checks }: Health): Promise<Readings> => {
    const now = clock.now();
    const { queued, jobsDue, oldestDue, deadLetters } = await store.upkeep.figures(now);
    const { departments } = scripts.current().organisation;
    return {
      queued: new Map(departments.map(({ id }) => [id, queued.get(id) ?? 0])),
      jobsDue,
      jobsLagMs: oldestDue === null ? 0 : Math.max(0, now - oldestDue),
      deadLetters,
      sockets: new Map([
        ['citizen', io.of('/citizen').sockets.size],
        ['operator', io.of('/operator').sockets.size],
      ]),
      checks,
    };
  };
  const mayReadDetails = createMayReadDetails({
    token: config.metricsToken,
    isAdministrator: async (cookie) => (await sessions.find(cookie, false))?.operator.role === 'administrator',
  });
  const { signedOut, personChanged } = consoles;
  const signInDeps = {
    people,
    signIns,
    audit,
    sessions,
    clock,
    ipOf,
    signedOut,
    personChanged,
    log,
    arrived: desk.shift.arrived,
  };
  const shared = { files, ownOrigins, ipOf, log };
  const app = createApp({
    facts: { publicUrl: url, embedders: config.embedders },
    engineerRoutes: createEngineerRoutes({ health, metrics, readings, mayReadDetails }),
    meter: metrics,
    widgetDist: join(root, 'bots/web/widget/dist'),
    consoleDist: join(root, 'operator-console/web/dist'),
    demoDir: join(root, 'bots/web/demo'),
    panelFacts: () => panelFacts(scripts),
    consoleApi: createApi({
      sessions,
      ownOrigins,
      routes: { ...createSignInRoutes(signInDeps), ...createPasswordRoute(signInDeps) },
    }),
    citizenFiles: createFileRouter({ ...shared, door: createCitizenFileDoor({ desk: desk.citizens, tokens, clock }) }),
    links: createLinkRouter({ door: createLinkDoor({ links: desk.links, tokens, clock }), ownOrigins, ipOf, log }),
    operatorFiles: createFileRouter({ ...shared, door: createOperatorFileDoor({ sessions, views, turns, canned }) }),
    sandbox: sandbox && { dist: join(root, 'bots/sandbox/page/dist'), api: sandbox.door(ownOrigins) },
    trustProxy: config.trustProxy,
    log,
  });
  const lastAnswers = watchLastAnswers(server);
  server.on('request', withWebhooks(webhooks, app, log));
  io.attach(server);
  server.prependListener('request', cutSlowBodies);
  consoles.start();
  await web.start();
  return {
    url,
    close: async () => {
      health.stop();
      consoles.stop();
      stopCoalescing();
      await web.stop();
      await lastAnswers.cutAfter(io.close());
    },
  };
};
