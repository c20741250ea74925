/**
 * The widget's side of socket.io (namespace `/citizen`): who is there, what they ask, what they are told.
 * Delivery needs no outbox: every line has a seq, and a screen asks for what it has missed.
 */
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Namespace, Server, Socket } from 'socket.io';
import type { z } from 'zod';
import type { Address, Origin } from '../../core/domain/conversation.ts';
import type { Inbound } from '../../core/domain/inbound.ts';
import { Refusal } from '../../core/domain/refusal.ts';
import type { TicketStatus } from '../../core/domain/ticket.ts';
import type { Channel } from '../../core/ports/channel.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { CitizenDesk } from '../../core/ports/desk.ts';
import type { Live, News } from '../../core/ports/live.ts';
import type { People } from '../../core/ports/people.ts';
import type { Views } from '../../core/ports/views.ts';
import type {
  Answer,
  OpenedConversation,
  WidgetError,
  WidgetMessage,
  WidgetNews,
  WidgetRequests,
  WidgetView,
} from './contract.ts';
import { authSchema, earlierSchema, inboundOf, maxCitizenText, openSchema, pressSchema, sendSchema } from './parse.ts';
import { renderMessage, renderView } from './render.ts';
import type { Visitor, VisitorTokens } from './token.ts';

export interface WebChannelDeps {
  readonly io: Server;
  readonly desk: CitizenDesk;
  readonly views: Pick<Views, 'messagesAfter' | 'messagesBefore'>;
  readonly people: Pick<People, 'byId'>;
  readonly live: Live;
  readonly clock: Clock;
  readonly tokens: VisitorTokens;
  /** May this site embed the widget? */
  readonly mayEmbed: (origin: string) => boolean;
  readonly ipOf: (request: IncomingMessage) => string;
  readonly statusWord: (status: TicketStatus) => string;
  readonly log: Logger;
}

interface SocketData {
  visitor: Visitor;
  origin: Origin | null;
}
/** What comes in is untrusted whatever the contract says; it is parsed event by event. */
type Untrusted = Record<string, (raw: unknown, ack: unknown) => void>;
type CitizenSocket = Socket<Untrusted, WidgetNews, Record<string, never>, SocketData>;
type CitizenNamespace = Namespace<Untrusted, WidgetNews, Record<string, never>, SocketData>;

const pageSize = 50;
/** Events of one visitor: a person never gets near, a script is slowed; what was refused is sent again by the widget. */
const visitorLimit = { points: 30, duration: 10 };
const newVisitorsPerIp = { points: 120, duration: 60 };

const addressOf = (socket: CitizenSocket): Address => ({ channel: 'web', peer: socket.data.visitor.id });
const room = (peer: string): string => `visitor:${peer}`;

const errorOf = (error: unknown, log: Logger): WidgetError => {
  if (error instanceof RateLimiterRes) return 'throttled';
  if (error instanceof Refusal && error.code === 'busy') return 'busy';
  log.error({ err: error }, 'a widget request failed');
  return 'failed';
};

export const createWebChannel = (deps: WebChannelDeps): Channel => {
  const { desk, views, people, live, clock, tokens, log } = deps;
  const nsp = deps.io.of('/citizen') as unknown as CitizenNamespace;
  const perVisitor = new RateLimiterMemory(visitorLimit);
  const perIp = new RateLimiterMemory(newVisitorsPerIp);
  let unsubscribe = (): void => {};

  const viewOf = async (address: Address): Promise<WidgetView | null> => {
    const found = await desk.conversation(address);
    if (!found) return null;
    const owner = found.ticket?.owner ? await people.byId(found.ticket.owner) : null;
    return renderView({ ...found, ownerName: owner?.name ?? null, statusWord: deps.statusWord });
  };

  const page = async (
    id: string,
    after: number,
  ): Promise<Pick<OpenedConversation, 'messages' | 'earlier' | 'later'>> => {
    const found =
      after > 0
        ? await views.messagesAfter(id, after, pageSize, 'all')
        : await views.messagesBefore(id, Number.MAX_SAFE_INTEGER, pageSize, 'all');
    const messages = found.messages.map(renderMessage).filter((message): message is WidgetMessage => message !== null);
    return { messages, earlier: after === 0 && found.more, later: after > 0 && found.more };
  };

  const open = async (socket: CitizenSocket, after: number): Promise<OpenedConversation> => {
    const address = addressOf(socket);
    const { id: visitor, token } = socket.data.visitor;
    // Joined before reading: what is committed in between comes twice, never not at all.
    await socket.join(room(visitor));
    if (!(await desk.conversation(address))) {
      await desk.receive(inboundOf(visitor, { kind: 'start', payload: '' }, 'start', socket.data.origin));
    }
    const found = await desk.conversation(address);
    const view = await viewOf(address);
    if (!found || !view) throw new Error('a conversation vanished');
    return { token, view, ...(await page(found.conversation.id, after)) };
  };

  /** Parses, answers, and never throws into socket.io. Anything that is not our protocol ends the connection. */
  const on = <T, R extends object>(
    socket: CitizenSocket,
    event: keyof WidgetRequests,
    schema: z.ZodType<T>,
    handle: (request: T) => Promise<R | WidgetError>,
  ): void => {
    const listen = async (raw: unknown, ack: unknown): Promise<void> => {
      if (typeof ack !== 'function') {
        socket.disconnect(true);
        return;
      }
      const answer = ack as (reply: Answer<R>) => void;
      const parsed = schema.safeParse(raw);
      if (!parsed.success) return answer({ ok: false, error: 'invalid' });
      try {
        await perVisitor.consume(socket.data.visitor.id);
        const result = await handle(parsed.data);
        return answer(typeof result === 'string' ? { ok: false, error: result } : { ok: true, ...result });
      } catch (error) {
        return answer({ ok: false, error: errorOf(error, log) });
      }
    };
    socket.on(event, (raw, ack) => void listen(raw, ack));
  };

  const say = async (socket: CitizenSocket, said: Inbound['said'], clientId: string): Promise<{ seq: number }> => {
    const receipt = await desk.receive(inboundOf(socket.data.visitor.id, said, clientId, socket.data.origin));
    return { seq: receipt.seq };
  };

  const connected = (socket: CitizenSocket): void => {
    on(socket, 'conversation:open', openSchema, async ({ after, page: url, title }) => {
      const device = socket.handshake.headers['user-agent']?.slice(0, 300) ?? null;
      socket.data.origin = { page: url, title, device };
      return open(socket, after);
    });
    on(socket, 'messages:earlier', earlierSchema, async ({ before }) => {
      const found = await desk.conversation(addressOf(socket));
      if (!found) return { messages: [], earlier: false };
      const older = await views.messagesBefore(found.conversation.id, before, pageSize, 'all');
      return { messages: older.messages.map(renderMessage).filter((message) => message !== null), earlier: older.more };
    });
    on(socket, 'message:send', sendSchema, async ({ clientId, text }) => {
      if (text.trim() === '') return 'empty';
      if (text.length > maxCitizenText) return 'too-long';
      return say(socket, { kind: 'text', text }, clientId);
    });
    on(socket, 'button:press', pressSchema, ({ clientId, payload }) =>
      say(socket, { kind: 'press', payload }, clientId),
    );
    socket.onAny((event: string) => {
      if (socket.listenerCount(event) === 0) socket.disconnect(true);
    });
  };

  const admit = async (socket: CitizenSocket): Promise<void> => {
    const auth = authSchema.safeParse(socket.handshake.auth);
    if (!auth.success) throw new Error('invalid');
    if (!deps.mayEmbed(auth.data.origin)) throw new Error('this site may not embed the chat');
    const now = clock.now();
    const known = auth.data.token === null ? null : tokens.verify(auth.data.token, auth.data.origin, now);
    if (!known) await perIp.consume(deps.ipOf(socket.request));
    socket.data.visitor = known ?? tokens.issue(auth.data.origin, now);
    socket.data.origin = null;
  };

  const spread = (news: News): void => {
    for (const address of news.conversation.addresses) {
      if (address.channel !== 'web' || !nsp.adapter.rooms.has(room(address.peer))) continue;
      const audience = nsp.to(room(address.peer));
      for (const message of news.messages) {
        const shown = renderMessage(message);
        if (shown) audience.emit('message:added', shown);
      }
      viewOf(address).then(
        (view) => view && nsp.to(room(address.peer)).emit('view:changed', view),
        (error: unknown) => log.error({ err: error }, 'a view could not be shown'),
      );
    }
  };

  return {
    id: 'web',
    start: async () => {
      nsp.use((socket, next) => {
        admit(socket).then(
          () => next(),
          (error: unknown) => next(error instanceof Error ? error : new Error('throttled')),
        );
      });
      nsp.on('connection', connected);
      unsubscribe = live.subscribe(spread);
    },
    stop: async () => {
      unsubscribe();
      nsp.disconnectSockets(true);
    },
  };
};
