/** What channels and the console may ask of the desk. Every method that changes something is one turn. */
import type { FileId } from '../domain/attachment.ts';
import type { Address, ChannelId, Conversation } from '../domain/conversation.ts';
import type { Inbound } from '../domain/inbound.ts';
import type { Operator } from '../domain/operator.ts';
import type { PresenceState } from '../domain/presence.ts';
import type { Interval, LineId } from '../domain/organisation.ts';
import type { OperatorId } from '../domain/message.ts';
import type { PersonalValue, RevealReason } from '../domain/personal.ts';
import type { CategoryId, DepartmentId, Ticket, ConversationId } from '../domain/ticket.ts';
import type { TicketNumber } from '../domain/ticket-number.ts';

export interface Receipt {
  readonly outcome: 'committed' | 'duplicate' | 'buried';
  readonly conversation: ConversationId;
  /** Seq of the sender's own line (or the newest line, when the event left none). */
  readonly seq: number;
}

export interface CitizenDesk {
  /**
   * One event of a citizen. Resolves only after its turn is committed; a repeated event resolves with the first one's receipt.
   * @throws Refusal `busy` when the store cannot take it: acknowledge nothing, the event will come again.
   */
  receive(inbound: Inbound): Promise<Receipt>;
  conversation(
    address: Address,
  ): Promise<{ readonly conversation: Conversation; readonly ticket: Ticket | null } | null>;
}

/** Who acts, on which ticket, under which id of their screen (a repeated id changes nothing). */
export interface Act {
  readonly operator: Operator;
  readonly ticket: TicketNumber;
  readonly clientId: string;
}

export type TransferTarget =
  { readonly kind: 'operator'; readonly id: OperatorId } | { readonly kind: 'department'; readonly id: DepartmentId };

/** Where an operator is and how much they have on their hands. */
export interface Standing {
  readonly state: PresenceState;
  readonly since: number;
  readonly held: number;
  readonly capacity: number;
}

/** Coming, pausing, leaving. What is noticed (`opened`, `closed`, `active`, `missed`) never refuses. */
export interface ShiftDesk {
  standing(operator: Operator): Promise<Standing>;
  /** @throws Refusal `forbidden`. */
  set(operator: Operator, state: PresenceState): Promise<Standing>;
  /** Signed in: a shift begins. */
  arrived(operator: Operator): Promise<void>;
  /** The first console of the operator opened; the last one closed. */
  opened(operator: Operator): Promise<void>;
  closed(operator: Operator): Promise<void>;
  /** The person did something in a console. */
  active(operator: OperatorId): Promise<void>;
  /** Nothing was done for long (`idle`), or no console came back (`gone`). */
  missed(operator: OperatorId, how: 'idle' | 'gone'): Promise<void>;
  /** Whatever is still held goes on without them, then they are off line. `clientId` makes it one deed. */
  endShift(operator: Operator, clientId: string): Promise<{ readonly moved: number }>;
}

/** What an operator writes: words, files staged by them for this conversation, or both. */
export interface Written {
  readonly text: string;
  readonly files?: readonly FileId[];
}

/** @throws Refusal from each method: `not-found`, `forbidden`, `taken`, `not-owner`, `wrong-status`, `busy`… */
export interface OperatorDesk {
  /** At most one operator wins; the others get `taken` with the winner's name. */
  claim(act: Act): Promise<Receipt>;
  /** `asks`: the operator waits for the citizen's answer. */
  reply(act: Act & Written & { readonly asks: boolean }): Promise<Receipt>;
  note(act: Act & Written): Promise<Receipt>;
  transfer(act: Act & { readonly to: TransferTarget; readonly reason: string }): Promise<Receipt>;
  /** The answer is given; the citizen is asked «Помогло?». */
  solve(act: Act & { readonly text: string | null; readonly files?: readonly FileId[] }): Promise<Receipt>;
  handBack(act: Act): Promise<Receipt>;
  reject(act: Act & { readonly reason: string }): Promise<Receipt>;
  reopen(act: Act): Promise<Receipt>;
}

/** What a one-time link is good for; `number` and `from` are told to whoever holds it in time. */
export type LinkLook =
  | { readonly kind: 'open'; readonly number: TicketNumber; readonly from: ChannelId; readonly until: number }
  | { readonly kind: 'used' | 'expired' | 'unknown' };

/** `peer`: the address in the web chat that is now of the conversation. */
export type LinkEntry = { readonly kind: 'entered'; readonly peer: string } | Exclude<LinkLook, { kind: 'open' }>;

/** One-time links from a messenger into the protected chat. */
export interface LinkDesk {
  /** Spends nothing. */
  look(token: string): Promise<LinkLook>;
  /** Spends the link. The same press again (`clientId`) has the same answer; anybody else's gets `used`. @throws Refusal `busy`. */
  enter(token: string, clientId: string): Promise<LinkEntry>;
  /** Whoever came by a link goes out by themselves; anybody else's address stays. */
  leave(address: Address): Promise<void>;
  /** The operator sends a link to the messenger the citizen writes from. @throws Refusal like the others, `throttled`. */
  invite(act: Act): Promise<Receipt>;
}

/** Hours of a line changed at once. @throws Refusal `forbidden` unless one leads, `invalid`. */
export interface LineDesk {
  /** Until the moment the line is open at these hours every day; none: closed. */
  change(
    operator: Operator,
    wish: { readonly line: LineId; readonly intervals: readonly Interval[]; readonly until: number },
  ): Promise<void>;
  /** Back to the usual hours. */
  restore(operator: Operator, line: LineId): Promise<void>;
}

/** Putting right what the bot took a request for. @throws Refusal like the others. */
export interface SortingDesk {
  categorise(act: Act & { readonly category: CategoryId }): Promise<Receipt>;
}

/** What goes out to citizens, as far as an operator may touch it. */
export interface DeliveryDesk {
  /** Has a line tried again that failed or whose end is unknown. @throws Refusal `not-found`, `forbidden`, `wrong-status`. */
  retry(operator: Operator, ticket: TicketNumber, seq: number): Promise<void>;
  /** The owner writes to the citizen, who is shown it now and then while this is said again. Never refuses. */
  writes(operator: Operator, ticket: TicketNumber): void;
}

export interface PersonalDesk {
  /**
   * The value behind a mask, after the look is committed to the audit.
   * @throws Refusal `not-found` (also when it is gone), `forbidden`, `empty` without a reason in words where one is needed.
   */
  reveal(
    act: Act & { readonly ref: string; readonly reason: RevealReason; readonly words: string | null },
  ): Promise<Pick<PersonalValue, 'kind' | 'value'>>;
}

/** «Не поняли»: what the bot is taught from. @throws Refusal `not-found` when a colleague has settled the text. */
export interface Teaching {
  /** Topics that have examples; `asked`: questions, the others are small talk and what is none of our business. */
  topics(): readonly { readonly id: string; readonly title: string; readonly asked: boolean }[];
  /** The text becomes an example: published and learnt when it resolves. `invalid`: the scenarios have problems. */
  teach(operator: Operator, id: number, topic: string): Promise<void>;
  dismiss(operator: Operator, id: number): Promise<void>;
}
