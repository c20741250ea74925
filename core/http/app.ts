/**
 * The express app: health, static pages, and the routers it is given. Webhook routes of channels will stand before it.
 */
import { readFile } from 'node:fs/promises';
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
import {
  consoleHeaders,
  demoHeaders,
  launcherHeaders,
  panelHeaders,
  plainHeaders,
  type HeaderFacts,
} from './headers.ts';

export interface Health {
  readonly status: 'ok' | 'stopping' | 'failing';
  readonly why: string | null;
}

export interface AppDeps {
  readonly facts: HeaderFacts;
  readonly health: () => Promise<Health>;
  /** Folders with the built front ends. */
  readonly widgetDist: string;
  readonly consoleDist: string;
  readonly demoDir: string;
  /** JSON for the panel's page. */
  readonly panelFacts: () => object;
  readonly consoleApi: Router;
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

  app.get('/healthz', plainHeaders(facts), async (_request, response) => {
    const health = await deps.health();
    response
      .status(health.status === 'ok' ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(health);
  });

  app.get('/widget.js', launcherHeaders(facts), (_request, response) => {
    response.set(fresh).sendFile(join(deps.widgetDist, 'launcher.js'));
  });

  const panel = join(deps.widgetDist, 'panel');
  app.use('/widget', panelHeaders(facts));
  app.get(
    '/widget/',
    page(join(panel, 'index.html'), (html) =>
      html.replace('__SUPPORT_FACTS__', () => escapeAttribute(JSON.stringify(deps.panelFacts()))),
    ),
  );
  app.use('/widget', express.static(panel, hashed));

  app.use('/operator', consoleHeaders(facts));
  app.use('/operator/assets', express.static(join(deps.consoleDist, 'assets'), hashed));
  app.get(/^\/operator(?:\/(?!assets\/).*)?$/u, page(join(deps.consoleDist, 'index.html')));

  app.use('/api', plainHeaders(facts), deps.consoleApi);

  app.use('/demo', demoHeaders(facts), express.static(deps.demoDir, { index: false, redirect: false }));
  app.get('/', demoHeaders(facts), page(join(deps.demoDir, 'index.html')));

  app.use(plainHeaders(facts), (_request, response) => {
    response.status(404).json({ error: 'not-found' });
  });
  app.use(failed(deps.log));
  return app;
};
