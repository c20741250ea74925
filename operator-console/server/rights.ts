/**
 * Who may ask the console's server for what: one line for every socket request and every route under `/api`.
 * To add a request: its shape in `schemas.ts`, its line here, its handler in `requests.ts` (a route: its line here,
 * its handler in the table given to `createApi`). A forgotten line fails the build; `test/http/rights.test.ts` tries
 * every line with every role, and that no route stands beside the tables. The line is checked in one place, before the
 * request is even read: a role that is not named gets `forbidden`. Whose ticket it is, is decided later, by the desk.
 */
import type { Role } from '../../core/domain/operator.ts';
import type { RequestName } from './schemas.ts';

export type Right = readonly Role[];

export const everybody: Right = ['operator', 'author', 'supervisor', 'administrator'];
/** Those who see citizens' dialogues. */
export const answering: Right = ['operator', 'supervisor', 'administrator'];
export const leading: Right = ['supervisor', 'administrator'];
export const administrators: Right = ['administrator'];
/** Those who teach the bot. */
export const teaching: Right = ['author', 'supervisor', 'administrator'];

export const requestRights: Readonly<Record<RequestName, Right>> = {
  'directory:get': everybody,
  'organisation:get': leading,
  'people:list': administrators,
  'person:add': administrators,
  'person:change': administrators,
  'person:switch': administrators,
  'person:reset-password': administrators,
  'person:sign-out': administrators,
  'canned:list': answering,
  'canned:save': answering,
  'canned:remove': answering,
  'canned:restore': answering,
  'canned:used': answering,
  'canned:attach': answering,
  'audit:list': leading,
  'unclear:list': teaching,
  'unclear:teach': teaching,
  'unclear:dismiss': teaching,
  'queue:list': answering,
  'queue:take': answering,
  'ticket:open': answering,
  'ticket:find': answering,
  'ticket:leave': answering,
  'ticket:writing': answering,
  'messages:earlier': answering,
  'ticket:claim': answering,
  'message:send': answering,
  'note:add': answering,
  'ticket:transfer': answering,
  'ticket:solve': answering,
  'ticket:hand-back': answering,
  'ticket:reject': answering,
  'ticket:reopen': answering,
  'citizen:invite': answering,
  'ticket:categorise': answering,
  'lines:get': leading,
  'line:change': leading,
  'line:restore': leading,
  'presence:get': answering,
  'presence:set': answering,
  'presence:active': answering,
  'shift:end': answering,
  'message:retry': answering,
  'personal:reveal': answering,
};

export interface RouteRight {
  /** `anyone`: also without a sign-in. */
  readonly who: 'anyone' | Right;
  /** What the route reads: small JSON, or a body that its handler takes in by itself (an upload). */
  readonly body: 'none' | 'json' | 'stream';
  /** Answers also while the password must be changed first; nothing else does. */
  readonly whenPasswordDue?: true;
}

/** `METHOD /path` as express writes it, under `/api`. */
export const routeRights = {
  'POST /sign-in': { who: 'anyone', body: 'json' },
  'POST /sign-out': { who: 'anyone', body: 'json' },
  'GET /me': { who: everybody, body: 'none', whenPasswordDue: true },
  'POST /password': { who: everybody, body: 'json', whenPasswordDue: true },
} as const satisfies Readonly<Record<`${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`, RouteRight>>;

export type RouteName = keyof typeof routeRights;

/** Files under `/api`, the routes of `core/http/files.ts`: to a role that is not named they are absent. */
export const fileRights = {
  'POST /operator/files': answering,
  'GET /operator/files/:id': answering,
  'DELETE /operator/files/:id': answering,
} as const satisfies Readonly<Record<string, Right>>;

export const mayAsk = (role: Role, right: Right): boolean => right.includes(role);
