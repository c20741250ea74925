/**
 * The express app: static pages, and the routers it is given. Webhook routes of channels will stand before it.
 */
import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import type { Logger } from 'pino';
import type { Meter } from '../ports/meter.ts';
import {
  demoHeaders,
  launcherHeaders,
  ownPageHeaders,
  panelHeaders,
  plainHeaders,
  sandboxHeaders,
  type HeaderFacts,
} from './headers.ts';

export interface AppDeps {
  readonly facts: HeaderFacts;
  /** Health and metrics. */
  readonly engineerRoutes: Router;
  readonly meter: Pick<Meter, 'request'>;
  /** Folders with the built front ends. */
  readonly widgetDist: string;
  readonly consoleDist: string;
  readonly demoDir: string;
  /** JSON for the panel's page. */
  readonly panelFacts: () => object;
  readonly consoleApi: Router;
  /** Files of the two sides of a conversation. */
  /** One-time links from messengers. */
  readonly links: Router;
  readonly citizenFiles: Router;
  readonly operatorFiles: Router;
  /** The page of the sandbox and what it asks; null: there is none. */
  readonly sandbox: { readonly dist: string; readonly api: RequestListener } | null;
  readonly trustProxy: readonly string[];
  readonly log: Logger;
}

const hashed = { index: false, redirect: false, immutable: true, maxAge: '1y' } as const;
const fresh = { 'Cache-Control': 'no-cache' };

const escapeAttribute = (text: string): string =>
  text.replace(/&/gu, '&amp;').replace(/"/gu, '&quot;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');

/** Read anew each time: a rebuilt front end is served without a restart. */
const page =
  (file: string, fill: (html: string) => string = (html) => html): RequestHandler =>
  async (_request: Request, response: Response) => {
    response
      .set(fresh)
      .type('html')
      .send(fill(await readFile(file, 'utf8')));
  };

const routes: ReadonlySet<string> = new Set([
  'healthz',
  'metrics',
  'widget.js',
  'widget',
  'continue',
  'chat',
  'operator',
  'api',
  'demo',
  'sandbox',
  '',
]);

/** The first part of the path when it is one of ours: a stranger's path never becomes a label. */
const routeOf = (path: string): string => {
  const first = path.split('/', 2)[1] ?? '';
  return routes.has(first) ? `/${first}` : 'other';
};

const counted =
  (meter: AppDeps['meter']): RequestHandler =>
  ({ path }, response, next) => {
    response.once('finish', () => meter.request(routeOf(path), response.statusCode));
    next();
  };

const failed =
  (log: Logger): ErrorRequestHandler =>
  (error: { status?: unknown; expose?: unknown }, request, response, _next) => {
    const status = typeof error.status === 'number' && error.status >= 400 && error.status < 500 ? error.status : 500;
    if (status === 500) log.error({ err: error, path: request.path }, 'a request failed');
    if (!response.headersSent) response.status(status).json({ error: status === 500 ? 'failed' : 'invalid' });
  };

export const createApp = (deps: AppDeps): Express => {
  const { facts } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', deps.trustProxy.length > 0 ? [...deps.trustProxy] : false);

  app.use(counted(deps.meter));
  app.use(['/healthz', '/metrics'], plainHeaders(facts));
  app.use(deps.engineerRoutes);

  app.get('/widget.js', launcherHeaders(facts), (_request, response) => {
    response.set(fresh).sendFile(join(deps.widgetDist, 'launcher.js'));
  });

  const panel = join(deps.widgetDist, 'panel');
  const filled = (file: string): RequestHandler =>
    page(join(panel, file), (html) =>
      html.replace('__SUPPORT_FACTS__', () => escapeAttribute(JSON.stringify(deps.panelFacts()))),
    );
  app.use('/widget', panelHeaders(facts));
  app.get('/widget/', filled('index.html'));
  app.use('/widget', express.static(panel, hashed));

  app.get('/continue', ownPageHeaders(facts), filled('continue.html'));
  app.get('/chat', ownPageHeaders(facts), filled('index.html'));

  app.use('/operator', ownPageHeaders(facts));
  app.use('/operator/assets', express.static(join(deps.consoleDist, 'assets'), hashed));
  app.get(/^\/operator(?:\/(?!assets\/).*)?$/u, page(join(deps.consoleDist, 'index.html')));

  app.use('/api', plainHeaders(facts));
  app.use('/api/citizen/files', deps.citizenFiles);
  app.use('/api/citizen/link', deps.links);
  app.use('/api/operator/files', deps.operatorFiles);
  app.use('/api', deps.consoleApi);

  if (deps.sandbox) {
    const { dist, api } = deps.sandbox;
    app.use('/sandbox', sandboxHeaders(facts));
    app.use('/sandbox/assets', express.static(join(dist, 'assets'), hashed));
    app.use('/sandbox/api', (request, response) => api(request, response));
    app.get('/sandbox', page(join(dist, 'index.html')));
  }

  app.use('/demo', demoHeaders(facts), express.static(deps.demoDir, { index: false, redirect: false }));
  app.get('/', demoHeaders(facts), page(join(deps.demoDir, 'index.html')));

  app.use(plainHeaders(facts), (_request, response) => {
    response.status(404).json({ error: 'not-found' });
  });
  app.use(failed(deps.log));
  return app;
};
