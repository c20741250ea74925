/** An operator's console without pixels: follows the tickets it has opened and writes down everything it is shown. */
import type { Answer, Card, QueueRow } from '../../operator-console/contract.ts';
import type { Message } from '../../core/domain/message.ts';
import type { History, OpenFollow, Seen } from './history.ts';
import { createLink, Unknown, type Link } from './link.ts';
import { tokenIn } from './random.ts';

export interface Console {
  /** The operator's id. */
  readonly id: string;
  readonly name: string;
  ready(): Promise<void>;
  ask<T extends object = { readonly seq: number }>(event: string, request: object): Promise<Answer<T>>;
  /** Follows the ticket from now on, also after reconnecting. */
  open(number: string): Promise<Card>;
  row(number: string): QueueRow | undefined;
  isUp(): boolean;
  close(): void;
}

interface Opened {
  readonly card: Card;
  readonly messages: readonly Message[];
  readonly earlier: boolean;
  readonly later: boolean;
}

interface Pane {
  readonly follow: OpenFollow;
  cursor: number;
  pageRead: boolean;
}

const seenOf = (message: Message, session: number, via: Seen['via']): Seen => ({
  session,
  via,
  seq: message.seq,
  from: message.author.kind,
  text: message.text,
  clientId: message.clientId,
});

/** Whose conversation a text betrays by the token in it. */
const peerOf = (history: History, texts: readonly (string | undefined)[]): string | null => {
  const tokens = new Set(texts.flatMap((text) => tokenIn(text ?? '') ?? []));
  return history.ops.find((op) => tokens.has(op.token))?.peer ?? null;
};

const createPanes = (history: History, screen: string) => {
  const panes = new Map<string, Pane>();
  const rows = new Map<string, QueueRow>();
  let session = 0;

  const sight = (where: 'row' | 'card', number: string, texts: readonly (string | undefined)[]): void => {
    const peer = peerOf(history, texts);
    if (peer !== null) history.sight({ peer, where, number });
  };
  const keep = (pane: Pane, message: Message, via: Seen['via']): void => {
    pane.follow.seen.push(seenOf(message, session, via));
    if (via === 'page' || pane.pageRead) pane.cursor = Math.max(pane.cursor, message.seq);
  };
  return {
    panes,
    rows,
    newSession: () => {
      session += 1;
      for (const pane of panes.values()) {
        pane.pageRead = false;
        pane.follow.caughtUp = false;
      }
    },
    row: (row: QueueRow) => {
      if ((rows.get(row.number)?.version ?? -1) <= row.version) rows.set(row.number, row);
      sight('row', row.number, [row.title, row.last?.text]);
    },
    live: ({ number, message }: { number: string; message: Message }) => {
      const pane = panes.get(number);
      if (pane) keep(pane, message, 'live');
    },
    /** The pane must be there before the page comes: news may overtake it. */
    pane: (number: string): Pane => {
      const known = panes.get(number);
      if (known) return known;
      const follow = history.follow({ screen, kind: 'console', target: { kind: 'ticket', number }, from: 0 });
      const fresh = { follow, cursor: 0, pageRead: false };
      panes.set(number, fresh);
      return fresh;
    },
    forget: (number: string): void => {
      panes.delete(number);
    },
    page: (pane: Pane, { card, messages, earlier, later }: Opened): void => {
      if (earlier) pane.follow.from = (messages[0]?.seq ?? 1) - 1;
      // A screen shows one ticket of a conversation at a time: the news come under the number opened last.
      for (const { number } of card.others) {
        const former = panes.get(number);
        if (former) former.follow.caughtUp = false;
        panes.delete(number);
      }
      for (const message of messages) keep(pane, message, 'page');
      sight(
        'card',
        card.row.number,
        messages.map(({ text }) => text),
      );
      if (later) return;
      pane.pageRead = true;
      pane.follow.caughtUp = true;
      pane.cursor = Math.max(pane.cursor, ...pane.follow.seen.slice(-50).map(({ seq }) => seq));
    },
  };
};

export interface ConsoleDeps {
  readonly url: () => Promise<string>;
  readonly history: History;
  readonly name: string;
  readonly id: string;
  readonly cookie: string;
}

export const openConsole = async ({ url, history, name, id, cookie }: ConsoleDeps): Promise<Console> => {
  const memory = createPanes(history, `console of ${name}`);

  const follow = async (number: string, ask: Link['ask']): Promise<Card> => {
    const pane = memory.pane(number);
    for (;;) {
      const answer = await ask<Answer<Opened>>('ticket:open', { number, after: pane.cursor });
      if (!answer.ok) {
        // Never seen here: a number that only the bot has (its citizen has moved on to a new question) is not followed.
        if (answer.error === 'not-found' && pane.cursor === 0) memory.forget(number);
        throw new Unknown(answer.error);
      }
      memory.page(pane, answer);
      if (!answer.later) return answer.card;
    }
  };

  const catchUp = async (ask: Link['ask']): Promise<void> => {
    const answer = await ask<Answer<{ rows: readonly QueueRow[] }>>('queue:list', { tab: 'all' });
    if (!answer.ok) throw new Unknown(answer.error);
    answer.rows.forEach(memory.row);
    for (const number of memory.panes.keys()) await follow(number, ask);
  };

  const link = createLink({
    url,
    path: '/operator',
    options: (address) => ({ extraHeaders: { origin: address, cookie } }),
    listen: (socket) => {
      memory.newSession();
      socket.on('row:changed', memory.row);
      socket.on('message:added', memory.live);
      socket.on('disconnect', memory.newSession);
    },
    catchUp,
  });
  await link.ready();
  return {
    id,
    name,
    ready: link.ready,
    ask: (event, request) => link.ask(event, request),
    open: (number) => follow(number, (event, request) => link.ask(event, request)),
    row: (number) => memory.rows.get(number),
    isUp: link.isUp,
    close: link.close,
  };
};
