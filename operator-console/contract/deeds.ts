/** The part of the console's contract that is about what an operator does to a ticket. */
import type { FileId } from '../../core/domain/attachment.ts';
import type { PersonalValue, RevealReason } from '../../core/domain/personal.ts';
import type { Answer } from './answer.ts';

export interface TicketRef {
  readonly number: string;
  /** 8–64 of [A-Za-z0-9_-], the same on every retry. */
  readonly clientId: string;
}

/** Words, files staged for this ticket (at most `Directory.files.files`), or both. */
export interface Written {
  readonly text: string;
  readonly files?: readonly FileId[];
}

type Done = (answer: Answer<{ readonly seq: number }>) => void;

export interface DeedRequests {
  'ticket:claim': (request: TicketRef, ack: Done) => void;
  'message:send': (request: TicketRef & Written & { readonly asks: boolean }, ack: Done) => void;
  'note:add': (request: TicketRef & Written, ack: Done) => void;
  'ticket:transfer': (
    request: TicketRef & {
      readonly to: { readonly kind: 'operator' | 'department'; readonly id: string };
      readonly reason: string;
    },
    ack: Done,
  ) => void;
  'ticket:solve': (
    request: TicketRef & { readonly text: string | null; readonly files?: readonly FileId[] },
    ack: Done,
  ) => void;
  'ticket:hand-back': (request: TicketRef, ack: Done) => void;
  'ticket:reject': (request: TicketRef & { readonly reason: string }, ack: Done) => void;
  'ticket:reopen': (request: TicketRef, ack: Done) => void;
  /** Another category: the department follows, number and clocks stay. */
  'ticket:categorise': (request: TicketRef & { readonly category: string }, ack: Done) => void;
  /** A one-time link into the protected chat, to the messenger the citizen writes from. `throttled`: six an hour. */
  'citizen:invite': (request: TicketRef, ack: Done) => void;
  /** The value behind a mask. `words`: the reason in the operator's own, or null. Each look is in the audit. */
  'personal:reveal': (
    request: TicketRef & { readonly ref: string; readonly reason: RevealReason; readonly words: string | null },
    ack: (answer: Answer<Pick<PersonalValue, 'kind' | 'value'>>) => void,
  ) => void;
  /** Has a line tried again that did not arrive, or whose arrival is not known. */
  'message:retry': (
    request: { readonly number: string; readonly seq: number },
    ack: (answer: Answer<object>) => void,
  ) => void;
}
