/**
 * One thread with one citizen: its addresses, its engine state, its counters.
 * The engine's state is data written and read by `engine/step.ts` alone; it is typed here so that
 * it can be stored with the conversation without the store knowing the engine.
 */
import type { Consent } from './consent.ts';
import type { OptionKind } from './message.ts';
import type { Masked } from './personal.ts';
import type { ConversationId } from './ticket.ts';
import type { TicketNumber } from './ticket-number.ts';

export type ChannelId = 'web' | 'telegram' | 'vk';

/** Where a reply goes: a channel and the peer's id in it. */
export interface Address {
  readonly channel: ChannelId;
  readonly peer: string;
}

export const addressKey = ({ channel, peer }: Address): string => `${channel}:${peer}`;

export const sameAddress = (one: Address, other: Address): boolean => addressKey(one) === addressKey(other);

/** A scene of a scenario. */
export interface Place {
  readonly scenario: string;
  readonly scene: string;
}

/** Who answers now. `resume` is where the bot takes up again. */
export type Mode =
  | { readonly kind: 'scripted' }
  /** «Помогло?» stands open; `by` tells who gave the answer. */
  | { readonly kind: 'confirming'; readonly by: 'bot' | 'operator' }
  /** Back after a long break in the middle of a form: «Продолжить или заново?» */
  | { readonly kind: 'returning' }
  /** Asked for consent before the personal question at `at`. */
  | { readonly kind: 'consenting' }
  /** The personal question at `at` may not be asked where the citizen writes from. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'queued' }
  | { readonly kind: 'live' };

/** What a button shown to the citizen does when pressed. */
export interface Offered {
  readonly kind: OptionKind;
  readonly label: string;
  readonly does:
    | { readonly act: 'go'; readonly to: Place }
    | { readonly act: 'value'; readonly value: string }
    | { readonly act: 'back' }
    | { readonly act: 'home' }
    | { readonly act: 'cancel' }
    | { readonly act: 'operator' }
    | { readonly act: 'helped' }
    | { readonly act: 'not-helped' }
    | { readonly act: 'withdraw' }
    | { readonly act: 'continue' }
    | { readonly act: 'again' }
    | { readonly act: 'send' }
    /** `from`: how many fields have been shown already. */
    | { readonly act: 'fix'; readonly from?: number }
    | { readonly act: 'skip' }
    | { readonly act: 'edit'; readonly slot: string }
    | { readonly act: 'status' }
    | { readonly act: 'remind' }
    | { readonly act: 'escalate' }
    | { readonly act: 'complain' }
    | { readonly act: 'consent'; readonly given: boolean }
    | { readonly act: 'policy' }
    | { readonly act: 'take-back' }
    /** A link into the protected chat. */
    | { readonly act: 'link' }
    /** On without what may not be asked here. */
    | { readonly act: 'without' };
}

export interface SlotValue {
  readonly label: string;
  /** Normalised, as the operator reads it. */
  readonly value: string;
  /** Values whose masks stand in it. */
  readonly masked?: readonly Masked[];
}

/** A scene passed on the way; kept for «Назад» and for the dossier. */
export interface Step {
  readonly place: Place;
  readonly title: string;
  readonly at: number;
  /** Return points of sub-scenarios as they were in this scene. */
  readonly calls: readonly Place[];
}

export interface EngineState {
  readonly mode: Mode;
  /** Version of the scenarios this conversation walks; pinned from the first question until the ticket closes. */
  readonly version: string | null;
  readonly at: Place;
  readonly calls: readonly Place[];
  readonly trail: readonly Step[];
  readonly slots: Readonly<Record<string, SlotValue>>;
  readonly tried: readonly string[];
  /** The words in which the citizen first put this question. */
  readonly question: string | null;
  readonly offered: readonly Offered[];
  /** Wrong answers to the present question in a row. */
  readonly wrong: number;
  /** Free texts not understood in a row. */
  readonly misses: number;
  /** Moments of tries with numbers that are not the citizen's own, newest last. */
  readonly numberTries: readonly number[];
  /** The notice that a chat is not an обращение under 59-ФЗ has been given for this ticket. */
  readonly noticed: boolean;
  /** Slot being corrected from the summary; after it the summary comes again. */
  readonly editing: string | null;
  /** What was decided about personal data; absent: nothing yet. */
  readonly consent?: Consent | null;
  /** Parts of the present answer that are there already: series and number of a passport, and not yet its date. */
  readonly parts?: readonly Masked[];
  /** Moments of links given into the protected chat, newest last; absent: none. */
  readonly links?: readonly number[];
  /** The form goes on without what may not be asked here. */
  readonly withoutPersonal?: boolean;
  /** When the citizen was last heard. */
  readonly lastAt: number;
}

/** What a screen told about itself; shown to the operator, never trusted. */
export interface Origin {
  readonly page: string | null;
  readonly title: string | null;
  readonly device: string | null;
}

/** `parts`: under lock, as they came; null: the album has been said. */
export interface Album {
  readonly id: string;
  readonly parts: readonly string[] | null;
}

export interface Conversation {
  readonly id: ConversationId;
  /** Grows by one with each committed turn. */
  readonly version: number;
  /** Seq of the newest message; 0 when there is none. */
  readonly lastSeq: number;
  readonly addresses: readonly Address[];
  /** The address used last: where replies go. */
  readonly replyTo: Address;
  readonly citizen: { readonly name: string | null; readonly origin: Origin | null };
  readonly engine: EngineState;
  /** Seq of the message whose buttons are alive; null when none are. */
  readonly offerSeq: number | null;
  /** The payload pressed last: pressed again it is a double tap, not an outdated menu. */
  readonly pressed: string | null;
  /** Albums of which parts came; the last one that was said stays, for a part that comes late. Absent: none. */
  readonly albums?: readonly Album[];
  readonly ticket: TicketNumber | null;
  /** The newest ticket that is over; the next one is linked to it. */
  readonly lastTicket: TicketNumber | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}
