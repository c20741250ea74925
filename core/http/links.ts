/**
 * One-time links over HTTP: `POST /look`, `/enter`, `/leave`, JSON from our own pages alone, so many a minute from one
 * address. Opening the page is a GET of a file and comes nowhere near.
 */
import express, { type Request, type Response, type Router } from 'express';
import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../domain/refusal.ts';
import type { LinkDoor } from '../ports/link-door.ts';
import { fromOurPages } from './from-our-pages.ts';

export interface LinkRouteDeps {
  readonly door: LinkDoor;
  readonly ownOrigins: readonly string[];
  readonly ipOf: (request: Request) => string;
  readonly log: Logger;
}

/** A family behind one address gets by; a script that guesses does not. */
const perIp = { points: 30, duration: 60 };

const requests = ['look', 'enter', 'leave'] as const;

export const createLinkRouter = ({ door, ownOrigins, ipOf, log }: LinkRouteDeps): Router => {
  const router = express.Router();
  const limit = new RateLimiterMemory(perIp);

  const answer = async (what: (typeof requests)[number], request: Request, response: Response): Promise<void> => {
    try {
      await limit.consume(ipOf(request));
      const { status, body } = await door[what](request.body, request.get('origin') ?? '');
      response.status(status).json(body);
    } catch (error) {
      if (error instanceof RateLimiterRes) {
        response.set('Retry-After', String(Math.ceil(error.msBeforeNext / 1000)));
        response.status(429).json({ error: 'throttled' });
      } else if (error instanceof Refusal) response.status(503).json({ error: 'busy' });
      else {
        log.error({ err: error }, 'a link could not be looked at');
        response.status(500).json({ error: 'failed' });
      }
    }
  };

  router.use((request, response, next) => {
    response.set('Cache-Control', 'no-store');
    if (fromOurPages(request, ownOrigins) && request.is('application/json')) next();
    else response.status(403).json({ error: 'forbidden' });
  });
  router.use(express.json({ limit: '10kb', strict: true, inflate: false }));
  for (const what of requests) router.post(`/${what}`, (request, response) => answer(what, request, response));
  return router;
};
