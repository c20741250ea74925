/**
 * Every route under `/api`, mounted from the table of `rights.ts`: origin, body, sign-in and role are looked at here,
 * in this order, before any handler runs.
 */
import { Router, json, type Request, type RequestHandler, type Response } from 'express';
import type { SignIn } from '../../core/ports/people.ts';
import { mayAsk, routeRights, type RouteName, type RouteRight } from './rights.ts';
import type { Sessions } from './session.ts';

/** `signIn` is null only on routes for anyone. */
export type RouteHandler = (request: Request, response: Response, signIn: SignIn | null) => Promise<unknown>;
/** For routes that need a sign-in. */
export const signedIn =
  (handle: (request: Request, response: Response, signIn: SignIn) => Promise<unknown>): RouteHandler =>
  (request, response, signIn) => {
    if (!signIn) throw new Error('a route for anyone asks for a sign-in');
    return handle(request, response, signIn);
  };

export interface ApiDeps {
  readonly sessions: Sessions;
  readonly ownOrigins: readonly string[];
  readonly routes: Readonly<Record<RouteName, RouteHandler>>;
}

/** A page of another site can send neither JSON nor our Origin. */
const fromOurselves =
  (ownOrigins: readonly string[], body: RouteRight['body']): RequestHandler =>
  (request, response, next) => {
    const site = request.get('sec-fetch-site');
    const ours = ownOrigins.includes(request.get('origin') ?? '') && (site === undefined || site === 'same-origin');
    if (ours && (body !== 'json' || request.is('application/json'))) next();
    else response.status(403).json({ error: 'forbidden' });
  };

const none: RequestHandler = (_request, _response, next) => next();

export const createApi = ({ sessions, ownOrigins, routes }: ApiDeps): Router => {
  const router = Router();
  const readJson = json({ limit: '10kb', strict: true, inflate: false });

  const guarded =
    ({ who, whenPasswordDue }: RouteRight, handle: RouteHandler): RequestHandler =>
    async (request, response) => {
      response.set('Cache-Control', 'no-store');
      if (who === 'anyone') return handle(request, response, null);
      const signIn = await sessions.find(request.get('cookie'), true);
      if (!signIn) return response.status(401).json({ error: 'signed-out' });
      const open = mayAsk(signIn.operator.role, who) && (whenPasswordDue || !signIn.passwordDue);
      return open ? handle(request, response, signIn) : response.status(403).json({ error: 'forbidden' });
    };

  for (const [name, right] of Object.entries(routeRights) as [RouteName, RouteRight][]) {
    const [method = '', path = ''] = name.split(' ');
    const origin = method === 'GET' ? none : fromOurselves(ownOrigins, right.body);
    const read = right.body === 'json' ? readJson : none;
    router[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](path, origin, read, guarded(right, routes[name]));
  }
  return router;
};
