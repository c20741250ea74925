/**
 * The console's side of socket.io (namespace `/operator`). The sign-in is looked up again at every request,
 * so a role taken away is gone at once; news go only to screens whose operator may see them.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { Server } from 'socket.io';
import type { Operator } from '../../core/domain/operator.ts';
import { Refusal } from '../../core/domain/refusal.ts';
import type { Coalesce } from '../../core/ports/live.ts';
import { createCompany } from './company.ts';
import { createDeliverySpread, createSpread, type ConsoleNamespace, type ConsoleSocket } from './news.ts';
import type { AnyAnswer, RequestDeps, Screen } from './handling.ts';
import { createNames } from './names.ts';
import { createRefusals } from './refusals.ts';
import { createHandlers } from './requests.ts';
import { mayAsk, requestRights } from './rights.ts';
import { requestSchemas, type RequestName } from './schemas.ts';
import type { Sessions } from './session.ts';
import { meOf } from './sign-in.ts';

export interface ConsoleSocketDeps extends Omit<RequestDeps, 'personChanged' | 'names'> {
  readonly io: Server;
  readonly sessions: Sessions;
  readonly coalesce: Coalesce;
  readonly log: Logger;
}

export interface ConsoleSockets {
  start(): void;
  stop(): void;
  /** Ends the screens of a sign-in that was closed. */
  signedOut(key: string): void;
  /** Looks again who may be here, on every screen of the person. */
  personChanged(id: string): Promise<void>;
}

/** A sign-in that ended elsewhere closes its silent screens within this. */
const sweepMs = 4_000;

export const createConsoleSockets = (deps: ConsoleSocketDeps): ConsoleSockets => {
  const { io, sessions, live, log, clock, shift, coalesce } = deps;
  const nsp = io.of('/operator') as unknown as ConsoleNamespace;
  const company = createCompany(nsp, deps);
  const names = createNames(deps.people);
  const personChanged = async (id: string): Promise<void> => {
    names.forget();
    for (const socket of nsp.sockets.values()) {
      if (socket.data.operator.id === id && !(await authorise(socket, false))) end(socket);
    }
  };
  const requestDeps = { ...deps, names, personChanged };
  const handlers = createHandlers(requestDeps);
  const noteRefusal = createRefusals(deps);
  let stopped = false;
  let cancelSweep = (): void => {};
  let unsubscribe = (): void => {};
  let unsubscribeDeliveries = (): void => {};
  let unsubscribePresence = (): void => {};

  const end = (socket: ConsoleSocket): void => {
    socket.emit('me:signed-out');
    socket.disconnect(true);
  };

  /** `touch`: the operator did something; an open screen alone does not keep a sign-in from idling out. */
  const authorise = async (socket: ConsoleSocket, touch: boolean): Promise<Operator | null> => {
    const signIn = await sessions.byKey(socket.data.key, touch);
    if (!signIn || signIn.passwordDue) return null;
    const before = socket.data.operator as Operator | undefined;
    socket.data.operator = signIn.operator;
    if (before && !isDeepStrictEqual(before, signIn.operator)) {
      // What was opened under other rights is asked for again.
      company.left(socket);
      socket.emit('me:changed', meOf(signIn.operator, false));
    }
    return signIn.operator;
  };

  const screenOf = (socket: ConsoleSocket, operator: Operator): Screen => ({
    operator,
    open: async (conversation, number) => {
      const before = socket.data.opened.get(conversation);
      socket.data.opened.set(conversation, number);
      if (before !== number) company.changed(number);
    },
    leave: async (number) => {
      for (const [conversation, opened] of socket.data.opened) {
        if (opened === number) socket.data.opened.delete(conversation);
      }
      company.writes(socket, number, null);
      company.changed(number);
    },
    writes: (number, kind) => company.writes(socket, number, kind),
    searching: () => {
      socket.data.search?.abort();
      socket.data.search = new AbortController();
      return socket.data.search.signal;
    },
  });

  const answerTo = async (socket: ConsoleSocket, name: RequestName, raw: unknown): Promise<AnyAnswer> => {
    const operator = await authorise(socket, true);
    if (!operator) return { ok: false, error: 'signed-out', by: null };
    if (!mayAsk(operator.role, requestRights[name])) {
      noteRefusal(operator, name, null, 'forbidden');
      return { ok: false, error: 'forbidden', by: null };
    }
    const parsed = requestSchemas[name].safeParse(raw);
    if (!parsed.success) return { ok: false, error: 'invalid', by: null };
    // What is done to a ticket is work; lists that a screen fetches by itself are not.
    if ('clientId' in parsed.data) await shift.active(operator.id);
    const handle = handlers[name] as (request: unknown, screen: Screen) => Promise<object>;
    return { ok: true, ...(await handle(parsed.data, screenOf(socket, operator))) };
  };

  const listen = (socket: ConsoleSocket, name: RequestName): void => {
    socket.on(name, (raw, ack) => {
      if (typeof ack !== 'function') {
        socket.disconnect(true);
        return;
      }
      const reply = (answer: AnyAnswer): void => {
        (ack as (answer: AnyAnswer) => void)(answer);
        if (!answer.ok && answer.error === 'signed-out') end(socket);
      };
      answerTo(socket, name, raw).then(reply, (error: unknown) => {
        if (error instanceof Refusal) {
          noteRefusal(socket.data.operator, name, raw, error.code);
          return reply({ ok: false, error: error.code, by: error.by });
        }
        log.error({ err: error, request: name }, 'a console request failed');
        return reply({ ok: false, error: 'failed', by: null });
      });
    });
  };

  const connected = (socket: ConsoleSocket): void => {
    const { id } = socket.data.operator;
    const presence = (change: 1 | -1): void => {
      const before = live.isOnline(id);
      live.seen(id, change);
      if (before === live.isOnline(id)) return;
      nsp.emit('colleague:changed', { id, online: live.isOnline(id) });
      const { operator } = socket.data;
      if (stopped) return;
      (change > 0 ? shift.opened(operator) : shift.closed(operator)).catch((error: unknown) =>
        log.error({ err: error }, 'a presence could not be written'),
      );
    };
    presence(1);
    company.arrived(socket);
    socket.on('disconnect', () => {
      presence(-1);
      company.left(socket);
      socket.data.search?.abort();
    });
    for (const name of Object.keys(requestSchemas) as RequestName[]) listen(socket, name);
    socket.onAny((event: string) => {
      if (!Object.hasOwn(requestSchemas, event)) socket.disconnect(true);
    });
  };

  const spread = createSpread({ ...requestDeps, coalesce, log }, nsp);

  const sweep = async (): Promise<void> => {
    try {
      for (const socket of nsp.sockets.values()) if (!(await authorise(socket, false))) end(socket);
    } catch (error) {
      log.error({ err: error }, 'sign-ins could not be looked up');
    }
    if (!stopped) cancelSweep = clock.after(sweepMs, () => void sweep());
  };

  return {
    start: () => {
      nsp.use((socket, next) => {
        const key = sessions.key(socket.request.headers.cookie);
        if (key === null) return next(new Error('signed-out'));
        Object.assign(socket.data, { key, opened: new Map<string, string>(), writing: null, search: null });
        return void authorise(socket, true).then(
          (operator) => next(operator ? undefined : new Error('signed-out')),
          () => next(new Error('failed')),
        );
      });
      nsp.on('connection', connected);
      unsubscribePresence = live.onAnnounced(({ operator, state, since }) => {
        nsp.emit('presence:changed', { id: operator, state, since });
      });
      unsubscribeDeliveries = live.onDelivered(createDeliverySpread(nsp));
      unsubscribe = live.subscribe(spread);
      cancelSweep = clock.after(sweepMs, () => void sweep());
    },
    stop: () => {
      stopped = true;
      unsubscribe();
      unsubscribeDeliveries();
      unsubscribePresence();
      cancelSweep();
      nsp.disconnectSockets(true);
    },
    signedOut: (key) => {
      for (const socket of nsp.sockets.values()) if (socket.data.key === key) end(socket);
    },
    personChanged,
  };
};
