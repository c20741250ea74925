/**
 * One place that looks for tickets: what is typed, the filters, what was found. One question at a time is on its way;
 * what was typed meanwhile is asked when it is answered, so a slow answer never covers a later one.
 */
import { batch, signal, type ReadonlySignal } from '@preact/signals';
import type { FoundTicket, TicketQuestion } from '../../contract.ts';
import type { Connection } from '../connection.ts';
import type { SessionState } from './session.ts';

export type FinderFilter = TicketQuestion['filter'];

export const anyTicket: FinderFilter = {
  status: null,
  category: null,
  department: null,
  channel: null,
  owner: null,
  from: null,
  to: null,
};

export interface Finder {
  readonly text: ReadonlySignal<string>;
  readonly filter: ReadonlySignal<FinderFilter>;
  /** `none`: nothing is asked for. */
  readonly phase: ReadonlySignal<'none' | 'loading' | 'ready' | 'failed'>;
  /** Of the last answer, also while the next one is on its way. */
  readonly found: ReadonlySignal<readonly FoundTicket[]>;
  readonly more: ReadonlySignal<boolean>;
  readonly loadingMore: ReadonlySignal<boolean>;
  /** Asked for after a moment, when the typing pauses. */
  type(text: string): void;
  change(filter: Partial<FinderFilter>): void;
  /** Asks at once. */
  ask(): void;
  loadMore(): Promise<void>;
  clear(): void;
}

interface Deps {
  readonly connection: Connection;
  readonly session: SessionState;
  /** An empty field finds every ticket, not nothing. */
  readonly listsAll: boolean;
}

const pauseMs = 180;
/** The server answers `busy` when it has too much to find, and an empty page when it has not looked at everything yet. */
const againMs = 700;
const tries = 8;

export const createFinder = ({ connection, session, listsAll }: Deps): Finder => {
  const text = signal('');
  const filter = signal<FinderFilter>(anyTicket);
  const phase = signal<'none' | 'loading' | 'ready' | 'failed'>('none');
  const found = signal<readonly FoundTicket[]>([]);
  const cursor = signal<string | null>(null);
  const more = signal(false);
  const loadingMore = signal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  let round = 0;

  const clear = (): void => {
    clearTimeout(timer);
    round += 1;
    batch(() => {
      text.value = '';
      found.value = [];
      cursor.value = null;
      more.value = false;
      phase.value = 'none';
    });
  };

  const request = async (from: string | null) => {
    const mine = round;
    let at = from;
    for (let left = tries; ; left -= 1) {
      const answer = await connection.request('ticket:find', {
        text: text.peek(),
        filter: filter.peek(),
        cursor: at,
      });
      if (left <= 1 || mine !== round) return answer;
      if (answer.ok && (answer.found.length > 0 || answer.cursor === null)) return answer;
      if (answer.ok) at = answer.cursor;
      else if (answer.error !== 'busy') return answer;
      else await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  };

  const ask = (): void => {
    clearTimeout(timer);
    round += 1;
    if (text.peek().trim() === '' && !listsAll) return clear();
    phase.value = 'loading';
    if (!asking) void run();
    return undefined;
  };

  const run = async (): Promise<void> => {
    asking = true;
    const mine = round;
    const answer = await request(null);
    asking = false;
    if (mine !== round) {
      if (phase.peek() === 'loading') void run();
      return;
    }
    if (!answer.ok) {
      if (answer.error === 'signed-out') session.ended();
      phase.value = 'failed';
      return;
    }
    batch(() => {
      found.value = answer.found;
      cursor.value = answer.cursor;
      more.value = answer.cursor !== null;
      phase.value = 'ready';
    });
  };

  const loadMore = async (): Promise<void> => {
    const from = cursor.peek();
    if (from === null || loadingMore.peek() || phase.peek() !== 'ready') return;
    const mine = round;
    loadingMore.value = true;
    const answer = await request(from);
    batch(() => {
      loadingMore.value = false;
      if (mine !== round) return;
      if (!answer.ok) {
        phase.value = 'failed';
        return;
      }
      // A ticket with older fitting lines comes again on later pages.
      const known = new Set(found.peek().map(({ row }) => row.number));
      found.value = [...found.peek(), ...answer.found.filter(({ row }) => !known.has(row.number))];
      cursor.value = answer.cursor;
      more.value = answer.cursor !== null;
    });
  };

  session.current.subscribe((now) => {
    if (now.kind === 'in') return;
    clear();
    filter.value = anyTicket;
  });

  return {
    text,
    filter,
    phase,
    found,
    more,
    loadingMore,
    ask,
    loadMore,
    clear,
    type: (typed) => {
      text.value = typed;
      clearTimeout(timer);
      if (typed.trim() === '' && !listsAll) clear();
      else timer = setTimeout(ask, pauseMs);
    },
    change: (changed) => {
      filter.value = { ...filter.peek(), ...changed };
      ask();
    },
  };
};
