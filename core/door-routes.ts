/** What comes over plain HTTP: pages, files, links, signing in, and the engineer's own questions. */
import { join } from 'node:path';
import type { PanelFacts } from '../bots/web/contract.ts';
import { createCitizenFileDoor } from '../bots/web/file-door.ts';
import { createLinkDoor } from '../bots/web/link-door.ts';
import { maxCitizenText } from '../bots/web/parse.ts';
import { createApi } from '../operator-console/server/api.ts';
import { createOperatorFileDoor } from '../operator-console/server/file-door.ts';
import { createPasswordRoute } from '../operator-console/server/password.ts';
import { createSignInRoutes } from '../operator-console/server/sign-in.ts';
import type { ConsoleSockets } from '../operator-console/server/sockets.ts';
import type { Scripts } from './desk/scripts.ts';
import type { DoorDeps, Ground } from './door-ground.ts';
import { fileLimits } from './domain/attachment.ts';
import { createApp } from './http/app.ts';
import { createEngineerRoutes } from './http/engineer-routes.ts';
import { createMayReadDetails } from './http/engineer.ts';
import { createFileRouter } from './http/files.ts';
import type { Health } from './http/health.ts';
import { createLinkRouter } from './http/links.ts';
import type { Readings } from './http/metrics.ts';

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

/** What is measured at the moment of asking. */
const createReadings =
  ({ store, scripts, clock }: DoorDeps, { io }: Ground) =>
  async ({ checks }: Health): Promise<Readings> => {
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

const engineerRoutes = (deps: DoorDeps, ground: Ground): ReturnType<typeof createEngineerRoutes> => {
  const { config, health, metrics } = deps;
  const mayReadDetails = createMayReadDetails({
    token: config.metricsToken,
    isAdministrator: async (cookie) => (await ground.sessions.find(cookie, false))?.operator.role === 'administrator',
  });
  return createEngineerRoutes({ health, metrics, readings: createReadings(deps, ground), mayReadDetails });
};

const consoleApi = (
  { store, desk, clock, log }: DoorDeps,
  { sessions, ownOrigins, ipOf }: Ground,
  { signedOut, personChanged }: ConsoleSockets,
): ReturnType<typeof createApi> => {
  const { people, signIns, audit } = store;
  const { arrived } = desk.shift;
  const signIn = { people, signIns, audit, sessions, clock, ipOf, signedOut, personChanged, log, arrived };
  return createApi({
    sessions,
    ownOrigins,
    routes: { ...createSignInRoutes(signIn), ...createPasswordRoute(signIn) },
  });
};

export const createRoutes = (
  deps: DoorDeps,
  ground: Ground,
  consoles: ConsoleSockets,
): ReturnType<typeof createApp> => {
  const { config, scripts, desk, files, store, clock, log, metrics, sandbox = null } = deps;
  const { url, ownOrigins, ipOf, sessions, tokens } = ground;
  const shared = { ownOrigins, ipOf, log };
  return createApp({
    facts: { publicUrl: url, embedders: config.embedders },
    engineerRoutes: engineerRoutes(deps, ground),
    meter: metrics,
    widgetDist: join(root, 'bots/web/widget/dist'),
    consoleDist: join(root, 'operator-console/web/dist'),
    demoDir: join(root, 'bots/web/demo'),
    panelFacts: () => panelFacts(scripts),
    consoleApi: consoleApi(deps, ground, consoles),
    citizenFiles: createFileRouter({
      ...shared,
      files,
      door: createCitizenFileDoor({ desk: desk.citizens, tokens, clock }),
    }),
    links: createLinkRouter({ ...shared, door: createLinkDoor({ links: desk.links, tokens, clock }) }),
    operatorFiles: createFileRouter({ ...shared, files, door: createOperatorFileDoor({ ...store, sessions }) }),
    sandbox: sandbox && { dist: join(root, 'bots/sandbox/page/dist'), api: sandbox.door(ownOrigins) },
    trustProxy: config.trustProxy,
    log,
  });
};
