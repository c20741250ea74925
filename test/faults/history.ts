/**
 * What was asked of the product and what screens saw of it: the history that the checker holds against the store.
 * An operation ends `ok`, `fail` (refused for good) or stays `info`: sent, but nobody knows whether it took effect.
 */
import type { ChannelId } from '../../core/domain/conversation.ts';

export type OpKind =
  'text' | 'press' | 'claim' | 'reply' | 'note' | 'transfer' | 'solve' | 'hand-back' | 'reject' | 'reopen';

export type Outcome =
  | { readonly kind: 'info' }
  /** `seq` null: whoever asked is told none, as platforms are. */
  | { readonly kind: 'ok'; readonly seq: number | null }
  | { readonly kind: 'fail'; readonly error: string };

export interface NewOp {
  readonly kind: OpKind;
  /** Unique; it is the client id of the operation, and part of its text when it has one. */
  readonly token: string;
  /** `citizen`, or the operator's id. */
  readonly by: string;
  /** The visitor in whose conversation it happens. */
  readonly peer: string;
  /** The ticket it is about; null for what citizens do. */
  readonly number: string | null;
  /** The line it must leave, word for word; null when its words are not known beforehand. */
  readonly text: string | null;
  /** Does an acknowledged operation leave a line of its own? */
  readonly line: 'must' | 'may' | 'none';
  /** The bot must answer it in the very next line. */
  readonly expectsBot: boolean;
  /** Operations of one lane were sent one after the other over one socket. */
  readonly lane: string;
}

export interface Op extends NewOp {
  /** Order of sending over the whole history. */
  readonly n: number;
  readonly invokedAt: number;
  readonly endedAt: number | null;
  readonly outcome: Outcome;
  /** How often it was sent. */
  readonly tries: number;
  /** What its line was changed to afterwards. `taken`: the platform believes that we know of it. */
  readonly edit: { readonly text: string; readonly taken: boolean } | null;
}

/** One message as a screen got it. */
export interface Seen {
  /** Grows with every connection of the screen. */
  readonly session: number;
  readonly via: 'page' | 'live';
  readonly seq: number;
  /** Kind of author; in the widget an operator is an operator, and there is no word for a note. */
  readonly from: 'citizen' | 'bot' | 'operator' | 'note' | 'system';
  readonly text: string;
  readonly clientId: string | null;
}

export type Target =
  { readonly kind: 'peer'; readonly peer: string } | { readonly kind: 'ticket'; readonly number: string };

/** A screen that follows one conversation by seq. */
export interface Follow {
  readonly screen: string;
  readonly kind: 'widget' | 'console';
  readonly target: Target;
  /** It follows everything after this seq. */
  readonly from: number;
  /** It is connected and was given the time to catch up: it must have everything that is stored. */
  readonly caughtUp: boolean;
  readonly seen: readonly Seen[];
}

/** What a citizen's phone shows of us in a messenger, oldest first. */
export interface Phone {
  readonly channel: ChannelId;
  readonly peer: string;
  readonly received: readonly string[];
}

/** A ticket number that somebody was shown for a conversation. */
export interface Sighting {
  readonly peer: string;
  readonly where: 'view' | 'text' | 'row' | 'card';
  readonly number: string;
}

/** A mutable follow: screens push what they get. */
export interface OpenFollow extends Follow {
  from: number;
  caughtUp: boolean;
  readonly seen: Seen[];
}

export interface History {
  /** Notes that an operation is sent for the first time. */
  invoke(op: NewOp): number;
  /** It is sent once more. */
  again(n: number): void;
  end(n: number, outcome: Outcome): void;
  edit(n: number, edit: NonNullable<Op['edit']>): void;
  follow(follow: Pick<Follow, 'screen' | 'kind' | 'target' | 'from'>): OpenFollow;
  sight(sighting: Sighting): void;
  readonly ops: readonly Op[];
  readonly follows: readonly OpenFollow[];
  readonly sightings: readonly Sighting[];
}

export const createHistory = (): History => {
  const ops: Op[] = [];
  const follows: OpenFollow[] = [];
  const sightings = new Map<string, Sighting>();

  const change = (n: number, part: Partial<Op>): void => {
    const op = ops[n];
    if (!op) throw new Error(`no operation ${n}`);
    ops[n] = { ...op, ...part };
  };

  return {
    invoke: (op) => {
      const n = ops.length;
      const fresh = { n, invokedAt: performance.now(), endedAt: null, tries: 1, edit: null } as const;
      ops.push({ ...op, ...fresh, outcome: { kind: 'info' } });
      return n;
    },
    again: (n) => change(n, { tries: (ops[n]?.tries ?? 0) + 1 }),
    end: (n, outcome) => change(n, { outcome, endedAt: performance.now() }),
    edit: (n, edit) => change(n, { edit }),
    follow: (fresh) => {
      const follow: OpenFollow = { ...fresh, caughtUp: false, seen: [] };
      follows.push(follow);
      return follow;
    },
    sight: (sighting) => {
      sightings.set(`${sighting.peer} ${sighting.where} ${sighting.number}`, sighting);
    },
    ops,
    follows,
    get sightings() {
      return [...sightings.values()];
    },
  };
};

/** Everything the history knows of one token or one conversation, for a person to read after a failure. */
export const tell = (ops: readonly Op[], peer: string | null, token: string | null): string =>
  ops
    .filter((op) => (token !== null && op.token === token) || (token === null && peer !== null && op.peer === peer))
    .slice(-12)
    .map((op) => {
      const end = op.outcome.kind === 'ok' ? `ok ${op.outcome.seq}` : op.outcome.kind;
      const error = op.outcome.kind === 'fail' ? ` ${op.outcome.error}` : '';
      const times = `${op.invokedAt.toFixed(0)}…${op.endedAt?.toFixed(0) ?? ''}`;
      return `  #${op.n} ${op.kind} ${op.token} by ${op.by} ${op.number ?? ''} ${times} tries ${op.tries}: ${end}${error}`;
    })
    .join('\n');
