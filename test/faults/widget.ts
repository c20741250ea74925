/** A citizen's widget without pixels: follows its conversation by seq and writes down everything it is shown. */
import type { Answer, OpenedConversation, WidgetMessage, WidgetOption, WidgetView } from '../../bots/web/contract.ts';
import type { History, OpenFollow, Seen } from './history.ts';
import { createLink, Unknown, type Link } from './link.ts';
import { numbersIn } from './rules/numbers.ts';

export interface Widget {
  readonly peer: string;
  readonly token: string;
  ready(): Promise<void>;
  send(clientId: string, text: string): Promise<Answer<{ readonly seq: number }>>;
  press(clientId: string, payload: string): Promise<Answer<{ readonly seq: number }>>;
  view(): WidgetView;
  /** Buttons that work now. */
  options(): readonly WidgetOption[];
  isUp(): boolean;
  close(): void;
}

/** The site that embeds the panel; the product's own port changes with every restart. */
const site = 'http://localhost:8000';

/** The visitor a token speaks of. */
const visitorOf = (token: string): string => {
  const body = Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8');
  return (JSON.parse(body) as { visitor: string }).visitor;
};

const seenOf = (message: WidgetMessage, session: number, via: Seen['via']): Seen => ({
  session,
  via,
  seq: message.seq,
  from: message.from,
  text: message.text,
  clientId: message.clientId,
});

/** What one screen knows. */
const createMemory = (history: History, screen: string) => {
  const messages = new Map<number, WidgetMessage>();
  let view: WidgetView | null = null;
  let follow: OpenFollow | null = null;
  let session = 0;
  let pageRead = false;
  /** Everything up to here has come. */
  let cursor = 0;
  let early: WidgetMessage[] = [];
  const keep = (message: WidgetMessage, via: Seen['via']): void => {
    if (!follow) return void early.push(message);
    follow.seen.push(seenOf(message, session, via));
    messages.set(message.seq, message);
    for (const number of numbersIn(message.from === 'citizen' ? '' : message.text)) {
      history.sight({ peer: peerOf(), where: 'text', number });
    }
    // News that overtake the page say nothing of what lies between.
    if (via === 'page' || pageRead) cursor = Math.max(cursor, message.seq);
  };
  const peerOf = (): string => (follow?.target.kind === 'peer' ? follow.target.peer : '');
  return {
    messages,
    view: () => view,
    cursor: () => cursor,
    newSession: () => {
      session += 1;
      pageRead = false;
      early = [];
      if (follow) follow.caughtUp = false;
    },
    live: (message: WidgetMessage) => keep(message, 'live'),
    look: (next: WidgetView) => {
      if (!view || next.version >= view.version) view = next;
      if (next.number !== null && follow) history.sight({ peer: peerOf(), where: 'view', number: next.number });
    },
    page: (opened: OpenedConversation) => {
      const from = opened.earlier ? (opened.messages[0]?.seq ?? 1) - 1 : 0;
      const peer = visitorOf(opened.token);
      follow ??= history.follow({ screen, kind: 'widget', target: { kind: 'peer', peer }, from });
      for (const message of opened.messages) keep(message, 'page');
      for (const message of early.splice(0)) keep(message, 'live');
      if (opened.later) return;
      pageRead = true;
      follow.caughtUp = true;
      cursor = Math.max(cursor, ...[...messages.keys()].slice(-50));
    },
    lost: () => {
      if (follow) follow.caughtUp = false;
    },
  };
};

export interface WidgetDeps {
  readonly url: () => Promise<string>;
  readonly history: History;
  readonly name: string;
  /** A second tab of the same citizen. */
  readonly token?: string;
}

/** Opens the chat; resolves when the greeting is there. */
export const openWidget = async ({ url, history, name, token: known }: WidgetDeps): Promise<Widget> => {
  const memory = createMemory(history, name);
  let token: string | null = known ?? null;

  const open = async (ask: Link['ask']): Promise<void> => {
    for (;;) {
      const request = { after: memory.cursor(), page: null, title: null };
      const answer = await ask<Answer<OpenedConversation>>('conversation:open', request);
      if (!answer.ok) throw new Unknown(answer.error);
      token = answer.token;
      memory.page(answer);
      memory.look(answer.view);
      if (!answer.later) return;
    }
  };

  const link = createLink({
    url,
    path: '/citizen',
    options: (address) => ({ auth: { token, origin: site }, extraHeaders: { origin: address } }),
    listen: (socket) => {
      memory.newSession();
      socket.on('message:added', memory.live);
      socket.on('view:changed', memory.look);
      socket.on('disconnect', memory.lost);
    },
    catchUp: open,
  });
  await link.ready();
  const view = (): WidgetView => {
    const now = memory.view();
    if (!now) throw new Error('the conversation is not open');
    return now;
  };
  return {
    peer: visitorOf(token ?? ''),
    token: token ?? '',
    ready: link.ready,
    send: (clientId, text) => link.ask('message:send', { clientId, text }),
    press: (clientId, payload) => link.ask('button:press', { clientId, payload }),
    view,
    options: () => memory.messages.get(view().offerSeq ?? -1)?.options ?? [],
    isUp: link.isUp,
    close: link.close,
  };
};
