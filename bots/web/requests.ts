/** What a widget may ask, one entry a request. Who is asking was settled when the socket was admitted. */
import type { Address, Origin } from '../../core/domain/conversation.ts';
import { isBlank } from '../../core/domain/blank.ts';
import type { Inbound } from '../../core/domain/inbound.ts';
import type { QueuePlace } from '../../core/domain/queue.ts';
import type { TicketStatus } from '../../core/domain/ticket.ts';
import type { CitizenDesk } from '../../core/ports/desk.ts';
import type { People } from '../../core/ports/people.ts';
import type { Views } from '../../core/ports/views.ts';
import type { OpenedConversation, WidgetError, WidgetMessage, WidgetView } from './contract.ts';
import { earlierSchema, inboundOf, maxCitizenText, openSchema, pressSchema, sendSchema } from './parse.ts';
import { renderMessage, renderView } from './render.ts';
import type { Visitor } from './token.ts';
import type { z } from 'zod';

export interface WebRequestDeps {
  readonly desk: CitizenDesk;
  readonly views: Pick<Views, 'messagesAfter' | 'messagesBefore'>;
  readonly people: Pick<People, 'byId'>;
  readonly statusWord: (status: TicketStatus) => string;
  /** Where a ticket stands in its queue. */
  readonly place: (number: string) => QueuePlace | null;
}

/** The panel that asks. */
export interface Panel {
  readonly visitor: Visitor;
  readonly device: string | null;
  origin(): Origin | null;
  setOrigin(origin: Origin): void;
  /** The ticket the panel shows: its moves in the queue are told. */
  shows(number: string | null): void;
  /** From now on news of the visitor's conversation come to this panel. */
  listen(): Promise<void>;
}

const pageSize = 50;

export const addressOf = (visitor: string): Address => ({ channel: 'web', peer: visitor });

type Found = NonNullable<Awaited<ReturnType<CitizenDesk['conversation']>>>;

const viewIn = async ({ people, statusWord, place: placeOf }: WebRequestDeps, found: Found): Promise<WidgetView> => {
  const owner = found.ticket?.owner ? await people.byId(found.ticket.owner) : null;
  const place = found.ticket && placeOf(found.ticket.number);
  return renderView({ ...found, ownerName: owner?.name ?? null, place, statusWord });
};

export const createViewOf =
  (deps: WebRequestDeps) =>
  async (address: Address): Promise<WidgetView | null> => {
    const found = await deps.desk.conversation(address);
    return found && viewIn(deps, found);
  };

const shown = (messages: Parameters<typeof renderMessage>[0][]): readonly WidgetMessage[] =>
  messages.map(renderMessage).filter((message) => message !== null);

const createOpen = (deps: WebRequestDeps) => {
  const { desk, views } = deps;

  const page = async (
    id: string,
    after: number,
  ): Promise<Pick<OpenedConversation, 'messages' | 'earlier' | 'later'>> => {
    const found =
      after > 0
        ? await views.messagesAfter(id, after, pageSize, 'all')
        : await views.messagesBefore(id, Number.MAX_SAFE_INTEGER, pageSize, 'all');
    return {
      messages: shown([...found.messages]),
      earlier: after === 0 && found.more,
      later: after > 0 && found.more,
    };
  };

  /** The first opening of the chat: the bot greets. */
  const begin = async (panel: Panel): Promise<Found> => {
    const { id } = panel.visitor;
    await desk.receive(inboundOf(id, { kind: 'start', payload: '' }, 'start', panel.origin()));
    const begun = await desk.conversation(addressOf(id));
    if (!begun) throw new Error('a conversation vanished');
    return begun;
  };

  return async (panel: Panel, after: number): Promise<OpenedConversation | 'shut'> => {
    const { id, token, linked } = panel.visitor;
    // Listening before reading: what is committed in between comes twice, never not at all.
    await panel.listen();
    const known = await desk.conversation(addressOf(id));
    if (!known && linked) return 'shut';
    const found = known ?? (await begin(panel));
    const { id: conversation, lastSeq } = found.conversation;
    // After a restore from a backup a screen may have seen more than there is: then it begins anew.
    const view = await viewIn(deps, found);
    panel.shows(view.number);
    return { token, view, ...(await page(conversation, after > lastSeq ? 0 : after)) };
  };
};

export interface WebRequest<T> {
  readonly schema: z.ZodType<T>;
  readonly handle: (request: T, panel: Panel) => Promise<object | WidgetError>;
}

const request = <T>(schema: z.ZodType<T>, handle: WebRequest<T>['handle']): WebRequest<unknown> => ({
  schema,
  handle: (raw, panel) => handle(raw as T, panel),
});

export const createWebRequests = (deps: WebRequestDeps) => {
  const { desk, views } = deps;
  const open = createOpen(deps);

  const say = async (panel: Panel, said: Inbound['said'], clientId: string): Promise<{ seq: number } | 'shut'> => {
    const { id, linked } = panel.visitor;
    if (linked && !(await desk.conversation(addressOf(id)))) return 'shut';
    const receipt = await desk.receive(inboundOf(id, said, clientId, panel.origin()));
    return { seq: receipt.seq };
  };

  return {
    'conversation:open': request(openSchema, async ({ after, page, title }, panel) => {
      panel.setOrigin({ page, title, device: panel.device });
      return open(panel, after);
    }),
    'messages:earlier': request(earlierSchema, async ({ before }, panel) => {
      const found = await desk.conversation(addressOf(panel.visitor.id));
      if (!found) return { messages: [], earlier: false };
      const older = await views.messagesBefore(found.conversation.id, before, pageSize, 'all');
      return { messages: shown([...older.messages]), earlier: older.more };
    }),
    'message:send': request(sendSchema, async ({ clientId, text, files = [] }, panel) => {
      if (isBlank(text) && files.length === 0) return 'empty';
      if (text.length > maxCitizenText) return 'too-long';
      return say(panel, { kind: 'text', text, files }, clientId);
    }),
    'button:press': request(pressSchema, ({ clientId, payload }, panel) =>
      say(panel, { kind: 'press', payload }, clientId),
    ),
  } as const;
};
