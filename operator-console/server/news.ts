/** What open consoles are told of a committed turn: each screen only what its operator may see. */
import type { Logger } from 'pino';
import type { Namespace, Socket } from 'socket.io';
import { leads, seesTicket, type Operator } from '../../core/domain/operator.ts';
import { staysPut, type Ticket } from '../../core/domain/ticket.ts';
import type { Coalesce, DeliveryNews, News } from '../../core/ports/live.ts';
import type { ConsoleNews } from '../contract.ts';
import type { RequestDeps } from './handling.ts';
import { cardOf } from './looking.ts';
import { renderRow } from './render.ts';

export interface SocketData {
  operator: Operator;
  /** Hash of the sign-in's token. */
  key: string;
  /** Conversation → number under which it is open here. */
  opened: Map<string, string>;
  /** What its operator writes now, and where. */
  writing: { readonly number: string; readonly kind: 'reply' | 'note'; readonly forget: () => void } | null;
  /** The search that this screen asked for last. */
  search: AbortController | null;
}
export type AnyRequests = Record<string, (raw: unknown, ack: unknown) => void>;
export type ConsoleSocket = Socket<AnyRequests, ConsoleNews, Record<string, never>, SocketData>;
export type ConsoleNamespace = Namespace<AnyRequests, ConsoleNews, Record<string, never>, SocketData>;

export interface SpreadDeps extends RequestDeps {
  readonly coalesce: Coalesce;
  readonly log: Logger;
}

/** Messages go at once; rows and cards follow when they are read. */
export const createSpread = (deps: SpreadDeps, nsp: ConsoleNamespace): ((news: News) => void) => {
  const { views, names, coalesce, log } = deps;

  /** Messages go first and at once; a screen whose operator just lost sight of the ticket gets none of them. */
  const spreadMessages = ({ conversation, messages, changed, tickets }: News): void => {
    for (const socket of nsp.sockets.values()) {
      const { operator, opened } = socket.data;
      const number = opened.get(conversation.id);
      if (number === undefined) continue;
      const change = tickets.find(({ after }) => after.number === number);
      if (change && !seesTicket(operator, change.after)) {
        opened.delete(conversation.id);
        continue;
      }
      for (const message of messages) socket.emit('message:added', { number, message });
      for (const message of changed) socket.emit('message:changed', { number, message });
    }
  };

  const spreadTicket = async (number: string, before: Ticket | null): Promise<void> => {
    const row = await views.ticket(number);
    if (!row) return;
    const shown = renderRow(row, await names.read());
    const screens = [...nsp.sockets.values()];
    const seeing = new Set(screens.filter(({ data }) => seesTicket(data.operator, row.ticket)));
    // The packet is made once, however many look.
    if (seeing.size > 0) nsp.to([...seeing].map(({ id }) => id)).emit('row:changed', shown);
    for (const socket of screens) {
      const { operator, opened } = socket.data;
      if (!seeing.has(socket)) {
        if (before && seesTicket(operator, before)) socket.emit('row:removed', { number, version: row.version });
      } else if (opened.get(row.ticket.conversation) === number) {
        socket.emit('card:changed', await cardOf(deps, row, operator));
      }
    }
  };

  /** To the owner and to those who lead; while nobody has it, to everybody who sees it. */
  const spreadAlerts = ({ alerts }: News): void => {
    for (const { kind, ticket } of alerts) {
      for (const socket of nsp.sockets.values()) {
        const { operator } = socket.data;
        const concerned = ticket.owner === null || ticket.owner === operator.id;
        if (!leads(operator) && !(concerned && seesTicket(operator, ticket))) continue;
        socket.emit('ticket:alerted', { number: ticket.number, kind, title: ticket.title });
      }
    }
  };

  return (news) => {
    spreadMessages(news);
    spreadAlerts(news);
    const changed = new Map(news.tickets.map(({ before, after }) => [after.number, before]));
    const active = news.conversation.ticket;
    if (active !== null && !changed.has(active)) changed.set(active, null);
    const show = (number: string, before: Ticket | null): void => {
      spreadTicket(number, before).catch((error: unknown) => log.error({ err: error }, 'news could not be shown'));
    };
    // A row may be behind by a few lines for a moment, never by who has the ticket.
    const maySettle = news.tickets.every(staysPut);
    for (const [number, before] of changed) {
      if (maySettle) coalesce(`row:${number}`, () => show(number, null));
      else show(number, before);
    }
  };
};

/** How lines fare is told to the screens that have their conversation open; sight was settled when it was opened. */
export const createDeliverySpread =
  (nsp: ConsoleNamespace) =>
  ({ conversation, seq, delivery }: DeliveryNews): void => {
    for (const socket of nsp.sockets.values()) {
      const number = socket.data.opened.get(conversation);
      if (number !== undefined) socket.emit('message:delivered', { number, seq, delivery });
    }
  };
