/** Composition root of the console: makes every part and ties what must know of each other. No markup. */
import { effect, untracked } from '@preact/signals';
import { createConnection, type Connection } from './connection.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createStore } from './storage.ts';
import { createAttachments, type Attachments } from './state/attachments.ts';
import { createAttention, type Attention } from './state/attention.ts';
import { createCanned, type Canned } from './state/canned.ts';
import { createClock, type Clock } from './state/clock.ts';
import { createCompany, type Company } from './state/company.ts';
import { createConversation, type Conversation } from './state/conversation.ts';
import { createDeeds, type Deeds } from './state/deeds.ts';
import { createDirectory, type DirectoryState } from './state/directory.ts';
import { createFinder, type Finder } from './state/finder.ts';
import { createDrafts, type Drafts } from './state/drafts.ts';
import { createPresence, type Presence } from './state/presence.ts';
import { createQueue, type Queue } from './state/queue.ts';
import { createReveals, type Reveals } from './state/reveals.ts';
import { createRoute, type Route } from './state/route.ts';
import { createSeen, type Seen } from './state/seen.ts';
import { createSession, type SessionState } from './state/session.ts';
import { createSettings, type Settings } from './state/settings.ts';
import { createToasts, type Toasts } from './state/toasts.ts';
import { createView, type View } from './state/view.ts';
import { failureText } from './texts.ts';
import { personal } from './texts/personal.ts';

export interface Console {
  readonly attachments: Attachments;
  readonly attention: Attention;
  readonly canned: Canned;
  readonly clock: Clock;
  readonly company: Company;
  readonly connection: Connection;
  readonly conversation: Conversation;
  readonly deeds: Deeds;
  readonly directory: DirectoryState;
  readonly drafts: Drafts;
  /** «Обращения», kept while other things are looked at. */
  readonly finder: Finder;
  readonly outbox: Outbox;
  readonly presence: Presence;
  /** The search field of the top bar. */
  readonly palette: Finder;
  readonly queue: Queue;
  readonly reveals: Reveals;
  readonly route: Route;
  readonly seen: Seen;
  readonly session: SessionState;
  readonly settings: Settings;
  readonly toasts: Toasts;
  readonly view: View;
}

/** The line's own news should have come by then. */
const echoDue = 1500;

export const createConsole = (): Console => {
  const store = createStore(() => localStorage);
  const settings = createSettings(store);
  const clock = createClock();
  const toasts = createToasts();
  const view = createView();
  const route = createRoute();
  const drafts = createDrafts(store);
  const seen = createSeen(store);
  const connection = createConnection();
  const session = createSession(connection);
  const directory = createDirectory(connection, clock);
  const attachments = createAttachments({ connection, directory, drafts });
  const queue = createQueue(connection, session);
  const finder = createFinder({ connection, session, listsAll: true });
  const palette = createFinder({ connection, session, listsAll: false });
  const conversation = createConversation({ connection, queue, route, session });
  const outbox = createOutbox({
    connection,
    store,
    onSent: (entry, seq) => {
      seen.markOwn(entry.number, seq);
      const only = new Set([entry.clientId]);
      if (entry.number !== conversation.number.peek() || entry.kind === 'solve') return outbox.confirm(only);
      setTimeout(() => {
        // Confirmed but not echoed: the news was lost on the way.
        if (!outbox.entries.peek().includes(entry)) return;
        void conversation.sync().then(() => outbox.confirm(only));
      }, echoDue);
      return undefined;
    },
    onFailed: (_entry, answer) => toasts.show(failureText(answer.error, answer.by), { tone: 'trouble' }),
    onSignedOut: () => session.ended(),
  });
  const deeds = createDeeds({ connection, conversation, outbox, queue, route, session, toasts });
  const reveals = createReveals(connection, ({ error, by }) => {
    if (error === 'signed-out') return session.ended();
    return toasts.show(error === 'not-found' ? personal.gone : failureText(error, by), { tone: 'trouble' });
  });
  const presence = createPresence({ connection, queue, session, toasts });
  const attention = createAttention({
    clock,
    connection,
    queue,
    conversation,
    presence,
    route,
    seen,
    session,
    settings,
  });

  const canned = createCanned(connection);
  const company = createCompany(connection, conversation);

  const parts = {
    attention,
    canned,
    company,
    clock,
    connection,
    conversation,
    deeds,
    directory,
    attachments,
    drafts,
    finder,
    outbox,
    palette,
    queue,
  };
  const made: Console = { ...parts, presence, reveals, route, seen, session, settings, toasts, view };
  tie(made);
  return made;
};

const tie = ({ attachments, conversation, drafts, outbox, reveals, seen, session, view }: Console): void => {
  effect(() => {
    const now = session.current.value;
    const owner = now.kind === 'in' ? now.me.id : null;
    untracked(() => {
      drafts.use(owner);
      attachments.use(owner);
      seen.use(owner);
      outbox.use(owner);
      reveals.hideAll();
    });
  });

  effect(() => {
    const ids = conversation.messages.value.map((message) => message.clientId).filter((id) => id !== null);
    untracked(() => outbox.confirm(new Set(ids)));
  });

  const markSeen = (): void => {
    const last = conversation.messages.peek().at(-1);
    const number = conversation.number.peek();
    if (number !== null && last && !document.hidden) seen.mark(number, last.seq);
  };
  conversation.messages.subscribe(markSeen);
  document.addEventListener('visibilitychange', markSeen);

  let left: string | null = null;
  conversation.number.subscribe((number) => {
    if (left !== null) outbox.hurry(left);
    left = number;
    view.cardOpen.value = false;
    view.noteOpen.value = false;
    view.dialog.value = null;
    reveals.hideAll();
  });
};
