/**
 * What the engine takes and gives. `step(script, state, event, moment) → { state, effects }` is pure:
 * no clock, no ids, no I/O; everything it must know comes in, everything it wants done goes out as data.
 */
import type { Calendar } from '../domain/calendar.ts';
import type { EngineState } from '../domain/conversation.ts';
import type { Consent } from '../domain/consent.ts';
import type { IdentifierProblem } from '../domain/identifiers/reading.ts';
import type { OtherKind } from '../domain/inbound.ts';
import type { Option } from '../domain/message.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { Ladder, Waits } from '../domain/ladder.ts';
import type { Masked } from '../domain/personal.ts';
import type { CategoryId, DepartmentId, Dossier, Priority, TicketEvent } from '../domain/ticket.ts';
import type { QueueFigures } from '../domain/queue.ts';
import type { TicketNumber } from '../domain/ticket-number.ts';
import type { Scenarios } from './scenario.ts';
import type { Guess, Understand } from './understanding/understanding.ts';

/** Everything a step reads besides the state: pinned scenes, and facts and phrases that never are. */
export interface Script {
  readonly scenarios: Scenarios;
  readonly organisation: Organisation;
  readonly phrases: Phrases;
  readonly understand: Understand;
  /** Of the organisation above. */
  readonly calendar: Calendar;
}

/** Russian sentences of the bot by key, from `scenarios/phrases.yml`; `{name}` marks a value. */
export type Phrases = Readonly<Record<string, string>>;

/** What a text comes to as the answer to a personal question: values in the vault, or why it is none. */
export interface PersonalAnswer {
  readonly parts: readonly Masked[];
  readonly problem: IdentifierProblem | null;
}

export interface HeardText {
  readonly kind: 'text';
  /** Screened: masks stand in the place of personal values. */
  readonly text: string;
  readonly masked?: readonly Masked[];
  /** How many files came with it; then the text may be empty. */
  readonly files?: number;
  /** What they are, when all of them are the same. */
  readonly brought?: 'photo' | 'voice' | 'file';
  /** There when a personal question stands open (`openQuestion`). */
  readonly answer?: PersonalAnswer;
  /** Something personal was in it, or came with it, and was not kept: it may not be where this was written. */
  readonly withheld?: boolean;
}

/** What comes from the citizen. */
export type Heard =
  /** The chat was opened for the first time, or «/start». `topic`: what a link names; anything may stand there. */
  | { readonly kind: 'start'; readonly topic?: string }
  | HeardText
  /** Index into `state.offered`. */
  | { readonly kind: 'press'; readonly index: number }
  /** A button of an older message. */
  | { readonly kind: 'stale' }
  /** Something that the bot can neither read nor keep. */
  | { readonly kind: 'other'; readonly what: OtherKind };

/** What each mode answers in its own way. */
export type Words = Exclude<Heard, { readonly kind: 'other' }>;

export type EngineEvent =
  | Heard
  /** An operator took the ticket: the bot falls silent. */
  | { readonly kind: 'taken' }
  /** The ticket went back to a queue. */
  | { readonly kind: 'released' }
  /** The ticket went to people who need their time: the bot goes on. */
  | { readonly kind: 'parked' }
  /** An operator sends a link into the protected chat. */
  | { readonly kind: 'invited'; readonly name: string }
  /** The citizen came into the protected chat by a link. */
  | { readonly kind: 'joined' }
  /** An operator handed the citizen back to the bot. */
  | { readonly kind: 'handed-back' }
  /** An operator gave the answer: «Помогло?» */
  | { readonly kind: 'solved' }
  /** The ticket is over: closed by silence, or rejected (`reason` for the citizen). */
  | { readonly kind: 'over'; readonly how: 'silence' | 'rejected'; readonly reason: string | null };

/** A ticket of this citizen, as much as the bot may say of it. */
export interface OwnTicket extends Waits {
  readonly number: TicketNumber;
  readonly title: string;
  /** A person has had it. */
  readonly handled: boolean;
  /** Whose queue it stands in; null before the first handoff. */
  readonly department?: DepartmentId | null;
}

export interface Moment {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Number to be used if this step opens a ticket. */
  readonly freshNumber: TicketNumber;
  /** The citizen's active ticket, if any. */
  readonly active: OwnTicket | null;
  /** All tickets of this conversation, newest first, the active one included. */
  readonly own: readonly OwnTicket[];
  /** Absent: nothing is known of the queue. */
  readonly queue?: QueueFigures;
  /** Personal data may not be asked where replies go now. */
  readonly noPersonal?: boolean;
  /** Where the protected chat is; absent: replies go there already, or nobody could get there. */
  readonly site?: string;
  /** Somebody has come into this conversation by a link. */
  readonly isJoined?: boolean;
}

export type Effect =
  /** `link`: with a link into the protected chat, about this ticket. */
  | { readonly kind: 'say'; readonly text: string; readonly options: readonly Option[]; readonly link?: TicketNumber }
  /** Opens a ticket under `moment.freshNumber`. */
  | { readonly kind: 'open'; readonly title: string; readonly category: CategoryId | null }
  /** The active ticket is now known to be about this. */
  | { readonly kind: 'about'; readonly title: string; readonly category: CategoryId | null }
  /** `on`: another ticket of the citizen than the active one. */
  | { readonly kind: 'ticket'; readonly event: TicketEvent; readonly on?: TicketNumber }
  /** The active ticket waits in its queue; the conversation goes on without it. */
  | { readonly kind: 'park' }
  | {
      readonly kind: 'handoff';
      readonly department: DepartmentId;
      readonly priority: Priority;
      readonly dossier: Dossier;
    }
  /** The citizen asked for more on the ticket, which may wait beside the conversation; `ladder` is how it stands now. */
  | {
      readonly kind: 'climb';
      readonly step: 'remind' | 'escalate' | 'complain';
      readonly ladder: Ladder;
      readonly on: TicketNumber;
    }
  /** Said in the name of the service, where the bot is silent. */
  | {
      readonly kind: 'notice';
      readonly text: string;
      readonly options?: readonly Option[];
      readonly link?: TicketNumber;
    }
  /** Whoever came by a link goes out, and links that are not spent end. */
  | { readonly kind: 'close-access' }
  /** A decision about personal data; a withdrawn one empties the vault of this conversation. */
  | { readonly kind: 'consent'; readonly consent: Consent; readonly action: string; readonly text: string }
  /** `after` in milliseconds from now; a job of the same name for the active ticket is replaced. */
  | { readonly kind: 'schedule'; readonly job: TicketJob; readonly after: number }
  | { readonly kind: 'cancel'; readonly job: TicketJob }
  /** The bot was unsure of what was just written; `guesses`: topics it thought of, likeliest first. */
  | { readonly kind: 'unclear'; readonly guesses: readonly Guess[] };

/** Jobs about the active ticket. `silence`: the citizen has not said whether it helped. */
export type TicketJob = 'silence';

export interface Stepped {
  readonly state: EngineState;
  readonly effects: readonly Effect[];
}
