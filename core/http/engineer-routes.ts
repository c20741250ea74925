/** `/healthz/live`, `/healthz/ready`, `/healthz` and `/metrics`: a short answer for strangers, details for the engineer. */
import { Router, type RequestHandler, type Response } from 'express';
import type { MayReadDetails } from './engineer.ts';
import type { Health, HealthRegistry } from './health.ts';
import type { Metrics, Readings } from './metrics.ts';

export interface EngineerRoutesDeps {
  readonly health: Pick<HealthRegistry, 'read'>;
  readonly metrics: Pick<Metrics, 'text'>;
  readonly readings: (health: Health) => Promise<Readings>;
  readonly mayReadDetails: MayReadDetails;
}

const isReady = ({ status }: Health): boolean => status === 'ok' || status === 'degraded';

const answer = (response: Response, status: number, body: object): void => {
  response.status(status).set('Cache-Control', 'no-store').json(body);
};

export const createEngineerRoutes = ({ health, metrics, readings, mayReadDetails }: EngineerRoutesDeps): Router => {
  const router = Router();

  /** The process turns its loop and answers; nothing else is asked. */
  router.get('/healthz/live', (_request, response) => answer(response, 200, { status: 'ok' }));

  router.get('/healthz/ready', async (_request, response) => {
    const found = await health.read();
    answer(response, isReady(found) ? 200 : 503, { status: found.status, why: found.why });
  });

  router.get('/healthz', async (request, response) => {
    const { checks, ...short } = await health.read();
    const details = (await mayReadDetails(request)) ? { checks } : {};
    answer(response, isReady({ ...short, checks }) ? 200 : 503, { ...short, ...details });
  });

  const scrape: RequestHandler = async (request, response) => {
    if (!(await mayReadDetails(request))) {
      answer(response, 403, { error: 'forbidden' });
      return;
    }
    const { type, body } = await metrics.text(await readings(await health.read()));
    response.set('Cache-Control', 'no-store').set('Content-Type', type).send(body);
  };
  router.get('/metrics', scrape);
  return router;
};
