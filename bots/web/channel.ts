/**
 * The widget's side of socket.io (namespace `/citizen`): who is admitted, how requests are answered, what is told.
 * Delivery needs no outbox: every line has a seq, and a screen asks for what it has missed.
 */
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Namespace, Server, Socket } from 'socket.io';
import type { Address, Origin } from '../../core/domain/conversation.ts';
import { Refusal } from '../../core/domain/refusal.ts';
import { staysPut } from '../../core/domain/ticket.ts';
import type { Channel } from '../../core/ports/channel.ts';
import type { Coalesce, Live, News } from '../../core/ports/live.ts';
import type { Answer, WidgetError, WidgetNews } from './contract.ts';
import { authSchema } from './parse.ts';
import { renderMessage } from './render.ts';
import { createViewOf, createWebRequests, type Panel, type WebRequest, type WebRequestDeps } from './requests.ts';
import type { Visitor, VisitorTokens } from './token.ts';
import { createTrespass, type TrespassDeps } from './trespass.ts';

export interface WebChannelDeps extends WebRequestDeps, TrespassDeps {
  readonly io: Server;
  readonly live: Live;
  readonly coalesce: Coalesce;
  readonly tokens: VisitorTokens;
  /** May this site embed the widget? */
  readonly mayEmbed: (origin: string) => boolean;
  readonly ipOf: (request: IncomingMessage) => string;
  /** Calls back whenever places in the queue may have changed. */
  readonly onPlaces: (listener: () => void) => () => void;
}

interface SocketData {
  visitor: Visitor;
  origin: Origin | null;
  /** The ticket the panel shows. */
  number: string | null;
}
/** What comes in is untrusted whatever the contract says; it is parsed event by event. */
type Untrusted = Record<string, (raw: unknown, ack: unknown) => void>;
type CitizenSocket = Socket<Untrusted, WidgetNews, Record<string, never>, SocketData>;
type CitizenNamespace = Namespace<Untrusted, WidgetNews, Record<string, never>, SocketData>;

/** Events of one visitor: a person never gets near, a script is slowed; what was refused is sent again by the widget. */
const visitorLimit = { points: 30, duration: 10 };
const newVisitorsPerIp = { points: 120, duration: 60 };

const room = (peer: string): string => `visitor:${peer}`;

/** An operator's line that moves nothing: what the panel shows around the lines stays as it was, or nearly so. */
const isMereAnswer = ({ messages, tickets }: News): boolean =>
  messages.every(({ author }) => author.kind === 'operator') && tickets.every(staysPut);

const errorOf = (error: unknown, { linked }: Visitor, log: Logger): WidgetError => {
  if (error instanceof RateLimiterRes) return 'throttled';
  if (error instanceof Refusal && (error.code === 'busy' || error.code === 'file-gone')) return error.code;
  // Let out between the press and its turn.
  if (linked && error instanceof Refusal && error.code === 'not-found') return 'shut';
  log.error({ err: error }, 'a widget request failed');
  return 'failed';
};

const panelOf = (socket: CitizenSocket): Panel => ({
  visitor: socket.data.visitor,
  device: socket.handshake.headers['user-agent']?.slice(0, 300) ?? null,
  origin: () => socket.data.origin,
  setOrigin: (origin) => {
    socket.data.origin = origin;
  },
  shows: (number) => {
    socket.data.number = number;
  },
  listen: async () => {
    await socket.join(room(socket.data.visitor.id));
  },
});

/** Lets a panel in as the visitor its token names, or as a new one. @throws Error with what the panel is told. */
const createAdmission = ({ tokens, clock, mayEmbed, ipOf }: WebChannelDeps) => {
  const perIp = new RateLimiterMemory(newVisitorsPerIp);
  return async (socket: CitizenSocket): Promise<void> => {
    const auth = authSchema.safeParse(socket.handshake.auth);
    if (!auth.success) throw new Error('invalid');
    const { token, origin } = auth.data;
    if (!mayEmbed(origin)) throw new Error('this site may not embed the chat');
    const now = clock.now();
    const known = token === null ? null : tokens.verify(token, origin, now);
    if (!known) await perIp.consume(ipOf(socket.request));
    socket.data.visitor = known ?? tokens.issue(origin, now);
    socket.data.origin = null;
    socket.data.number = null;
  };
};

/** Parses, answers, and never throws into socket.io. Anything that is not our protocol ends the connection. */
const createAnswering = (deps: WebChannelDeps) => {
  const requests: Readonly<Record<string, WebRequest<unknown>>> = createWebRequests(deps);
  const perVisitor = new RateLimiterMemory(visitorLimit);
  const noteTrespass = createTrespass(deps);

  const answer = async (
    { schema, handle }: WebRequest<unknown>,
    raw: unknown,
    panel: Panel,
  ): Promise<Answer<object>> => {
    const parsed = schema.safeParse(raw);
    if (!parsed.success) return { ok: false, error: 'invalid' };
    try {
      await perVisitor.consume(panel.visitor.id);
      const result = await handle(parsed.data, panel);
      return typeof result === 'string' ? { ok: false, error: result } : { ok: true, ...result };
    } catch (error) {
      return { ok: false, error: errorOf(error, panel.visitor, deps.log) };
    }
  };

  return (socket: CitizenSocket): void => {
    const panel = panelOf(socket);
    for (const [event, request] of Object.entries(requests)) {
      socket.on(event, (raw, ack) => {
        if (typeof ack === 'function') void answer(request, raw, panel).then(ack as (reply: Answer<object>) => void);
        else socket.disconnect(true);
      });
    }
    socket.onAny((event: string) => {
      if (Object.hasOwn(requests, event)) return;
      noteTrespass(socket.data.visitor.id, socket.data.number, event);
      socket.disconnect(true);
    });
  };
};

export interface WebChannel extends Channel {
  /** Shows in the citizen's open panels, for a few seconds, that the operator writes. */
  typing(address: Address): Promise<void>;
}

export const createWebChannel = (deps: WebChannelDeps): WebChannel => {
  const { live, log, coalesce } = deps;
  const nsp = deps.io.of('/citizen') as unknown as CitizenNamespace;
  const viewOf = createViewOf(deps);
  const admit = createAdmission(deps);
  let unsubscribe = (): void => {};
  let unsubscribePlaces = (): void => {};

  const showView = (address: Address): void => {
    viewOf(address).then(
      (view) => {
        if (!view) return;
        for (const id of nsp.adapter.rooms.get(room(address.peer)) ?? []) {
          const socket = nsp.sockets.get(id);
          if (socket) socket.data.number = view.number;
        }
        nsp.to(room(address.peer)).emit('view:changed', view);
      },
      (error: unknown) => log.error({ err: error }, 'a view could not be shown'),
    );
  };

  /** Lines go at once; what the panel shows around them follows. */
  const spread = (news: News): void => {
    for (const { channel, peer } of news.left ?? []) {
      if (channel !== 'web') continue;
      nsp.to(room(peer)).emit('access:closed');
      nsp.in(room(peer)).disconnectSockets(true);
    }
    for (const address of news.conversation.addresses) {
      if (address.channel !== 'web' || !nsp.adapter.rooms.has(room(address.peer))) continue;
      const audience = nsp.to(room(address.peer));
      for (const message of news.changed) {
        const shown = renderMessage(message);
        if (shown) audience.emit('message:changed', shown);
      }
      for (const message of news.messages) {
        const shown = renderMessage(message);
        if (shown) audience.emit('message:added', shown);
      }
      if (isMereAnswer(news)) coalesce(`view:${address.peer}`, () => showView(address));
      else showView(address);
    }
  };

  /** Each waiting citizen hears their own place. */
  const spreadPlaces = (): void => {
    for (const socket of nsp.sockets.values()) {
      const { number } = socket.data;
      const place = number === null ? null : deps.place(number);
      if (number !== null && place) socket.emit('queue:changed', { number, ...place });
    }
  };

  return {
    id: 'web',
    typing: async ({ peer }) => void nsp.to(room(peer)).volatile.emit('operator:typed'),
    start: async () => {
      nsp.use((socket, next) => {
        admit(socket).then(
          () => next(),
          (error: unknown) => next(error instanceof Error ? error : new Error('throttled')),
        );
      });
      nsp.on('connection', createAnswering(deps));
      unsubscribe = live.subscribe(spread);
      unsubscribePlaces = deps.onPlaces(spreadPlaces);
    },
    stop: async () => {
      unsubscribe();
      unsubscribePlaces();
      nsp.disconnectSockets(true);
    },
  };
};
