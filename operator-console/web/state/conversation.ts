/**
 * The open ticket: its card and its messages, in order and without holes.
 * After a drop of the socket it asks for what came since the last seq it has. Leaves unsent lines to `outbox.ts`.
 */
import { batch, effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { Message } from '../../../core/domain/message.ts';
import type { Card } from '../../contract.ts';
import type { Connection, Failed } from '../connection.ts';
import { contiguousEnd, hasGap, mergeMessages, replaceMessages, settledEnd } from './merge.ts';
import type { Queue } from './queue.ts';
import type { Route } from './route.ts';
import type { SessionState } from './session.ts';

/** `missing`: no such ticket, or not this operator's to see. */
export type Phase = 'none' | 'loading' | 'ready' | 'failed' | 'missing';

export interface Conversation {
  readonly number: ReadonlySignal<string | null>;
  readonly phase: ReadonlySignal<Phase>;
  readonly card: ReadonlySignal<Card | null>;
  readonly messages: ReadonlySignal<readonly Message[]>;
  /** Older messages exist on the server. */
  readonly earlier: ReadonlySignal<boolean>;
  readonly loadingEarlier: ReadonlySignal<boolean>;
  loadEarlier(): Promise<void>;
  /** Asks for whatever is missing. */
  sync(): Promise<void>;
}

interface Snapshot {
  readonly card: Card;
  readonly messages: readonly Message[];
  readonly earlier: boolean;
}

const keptSnapshots = 20;
const retryAfter = 3000;

interface Deps {
  readonly connection: Connection;
  readonly queue: Queue;
  readonly route: Route;
  readonly session: SessionState;
}

export const createConversation = ({ connection, queue, route, session }: Deps): Conversation => {
  const number = signal<string | null>(null);
  const phase = signal<Phase>('none');
  const card = signal<Card | null>(null);
  const messages = signal<readonly Message[]>([]);
  const earlier = signal(false);
  const loadingEarlier = signal(false);
  /** Opened before: shown at once, then brought up to date. */
  const snapshots = new Map<string, Snapshot>();
  /** News that came before the first page. */
  let held: readonly Message[] = [];
  /** Older lines did not come; nobody asks again by itself before the socket comes back. */
  let stuck = false;
  let running: { readonly number: string; again: boolean } | null = null;

  const setCard = (next: Card): void => {
    queue.accept(next.row);
    const known = card.peek();
    if (known?.row.number === next.row.number && known.row.version > next.row.version) return;
    card.value = next;
  };

  const failed = (ticket: string, answer: Failed): void => {
    if (answer.error === 'signed-out') session.ended();
    else if (answer.error === 'not-found' || answer.error === 'forbidden') {
      snapshots.delete(ticket);
      batch(() => {
        phase.value = 'missing';
        card.value = null;
        messages.value = [];
      });
    } else if (connection.link.peek() !== 'up') {
      // The socket's return brings us here again.
    } else if (phase.peek() === 'ready') setTimeout(() => void sync(), retryAfter);
    else phase.value = 'failed';
  };

  /** One page. True when there may be more to fetch. */
  const fetchPage = async (ticket: string): Promise<boolean> => {
    const after = phase.peek() === 'ready' ? settledEnd(messages.peek()) : 0;
    const answer = await connection.request('ticket:open', { number: ticket, after });
    if (number.peek() !== ticket) return false;
    if (!answer.ok) {
      failed(ticket, answer);
      return false;
    }
    batch(() => {
      setCard(answer.card);
      messages.value = mergeMessages(
        replaceMessages(mergeMessages(messages.peek(), held), answer.edited),
        answer.messages,
      );
      held = [];
      if (after === 0) earlier.value = answer.earlier;
      phase.value = 'ready';
    });
    return answer.later && contiguousEnd(messages.peek()) > after;
  };

  const sync = async (): Promise<void> => {
    const ticket = number.peek();
    if (ticket === null) return;
    if (running?.number === ticket) {
      running.again = true;
      return;
    }
    const run = { number: ticket, again: false };
    running = run;
    if (phase.peek() === 'failed' || phase.peek() === 'missing') phase.value = 'loading';
    do {
      run.again = false;
      while (await fetchPage(ticket));
    } while (run.again && number.peek() === ticket);
    if (running === run) running = null;
  };

  const keep = (): void => {
    const ticket = number.peek();
    const known = card.peek();
    if (ticket === null || !known || phase.peek() !== 'ready') return;
    snapshots.delete(ticket);
    snapshots.set(ticket, { card: known, messages: messages.peek(), earlier: earlier.peek() });
    const oldest = snapshots.keys().next().value;
    if (snapshots.size > keptSnapshots && oldest !== undefined) snapshots.delete(oldest);
  };

  const open = (next: string | null): void => {
    const before = number.peek();
    if (before === next) return;
    keep();
    if (before !== null) void connection.request('ticket:leave', { number: before });
    const snapshot = next === null ? undefined : snapshots.get(next);
    held = [];
    stuck = false;
    batch(() => {
      number.value = next;
      card.value = snapshot?.card ?? null;
      messages.value = snapshot?.messages ?? [];
      earlier.value = snapshot?.earlier ?? false;
      loadingEarlier.value = false;
      phase.value = next === null ? 'none' : snapshot ? 'ready' : 'loading';
    });
    void sync();
  };

  effect(() => {
    const to = session.current.value.kind === 'in' ? route.number.value : null;
    if (session.current.value.kind === 'out') snapshots.clear();
    untracked(() => open(to));
  });
  const loadEarlier = async (): Promise<void> => {
    const ticket = number.peek();
    const first = messages.peek()[0];
    if (ticket === null || !first || loadingEarlier.peek() || !earlier.peek()) return;
    loadingEarlier.value = true;
    const answer = await connection.request('messages:earlier', { number: ticket, before: first.seq });
    if (number.peek() !== ticket) return;
    stuck = !answer.ok;
    batch(() => {
      loadingEarlier.value = false;
      if (!answer.ok) return;
      messages.value = mergeMessages(answer.messages, messages.peek());
      earlier.value = answer.earlier && answer.messages.length > 0;
    });
  };

  // A line that was looked for may lie many pages back.
  effect(() => {
    const line = route.line.value;
    const first = messages.value[0]?.seq ?? 0;
    if (line === null || phase.value !== 'ready' || first <= line || loadingEarlier.value || stuck) return;
    untracked(() => void loadEarlier());
  });
  connection.onUp(() => {
    stuck = false;
    void sync();
  });
  // Other rights: the server shows this screen nothing until it asks again.
  connection.on('me:changed', () => void sync());
  connection.on('message:added', (news) => {
    if (news.number !== number.peek()) return;
    if (phase.peek() !== 'ready') {
      held = [...held, news.message];
      return;
    }
    messages.value = mergeMessages(messages.peek(), [news.message]);
    if (hasGap(messages.peek())) void sync();
  });
  connection.on('message:changed', (news) => {
    if (news.number !== number.peek()) return;
    held = replaceMessages(held, [news.message]);
    messages.value = replaceMessages(messages.peek(), [news.message]);
  });
  connection.on('message:delivered', (news) => {
    if (news.number !== number.peek()) return;
    messages.value = messages
      .peek()
      .map((message) => (message.seq === news.seq ? { ...message, delivery: news.delivery } : message));
  });
  connection.on('card:changed', (next) => {
    if (next.row.number === number.peek() && phase.peek() === 'ready') setCard(next);
    else queue.accept(next.row);
  });
  // A link may be quicker than the handoff it points at: the ticket comes into sight a moment later.
  connection.on('row:changed', (row) => {
    if (row.number === number.peek() && phase.peek() === 'missing') void sync();
  });
  connection.on('row:removed', (gone) => {
    if (gone.number === number.peek()) void sync();
  });

  return {
    number,
    phase,
    card,
    messages,
    earlier,
    loadingEarlier,
    sync,
    loadEarlier,
  };
};
