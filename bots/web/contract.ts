/**
 * The widget's socket contract (namespace `/citizen`). Types only: the schemas sit on the server.
 * Requests are `noun:verb` with an acknowledgement, news are `noun:past`.
 */
import type { Attachment, FileId, FileLimits } from '../../core/domain/attachment.ts';
import type { ChannelId } from '../../core/domain/conversation.ts';
import type { OptionKind } from '../../core/domain/message.ts';
import type { TicketStatus } from '../../core/domain/ticket.ts';

export interface WidgetOption {
  /** Sent back as it is when pressed. */
  readonly payload: string;
  readonly label: string;
  readonly kind: OptionKind;
}

export interface WidgetMessage {
  readonly seq: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly from: 'citizen' | 'bot' | 'operator' | 'system';
  /** First name of the operator; null for everybody else. */
  readonly name: string | null;
  readonly text: string;
  readonly options: readonly WidgetOption[];
  readonly files: readonly Attachment[];
  /** The id this or another tab of the citizen gave the line. */
  readonly clientId: string | null;
  /** A one-time link went out with it to the messenger; it is shown nowhere else. */
  readonly link?: true;
}

export interface WidgetPlace {
  readonly ahead: number;
  readonly minutes: number | null;
}

/** The state of the talk. A view with a lower `version` than the one shown is old news. */
export interface WidgetView {
  readonly version: number;
  /** `26-004817-1`, null before a ticket is open. */
  readonly number: string | null;
  readonly status: TicketStatus | null;
  /** The status in words, as the bot says it. */
  readonly statusText: string | null;
  /** Who answers now. */
  readonly who:
    { readonly kind: 'bot' } | { readonly kind: 'queue' } | { readonly kind: 'operator'; readonly name: string };
  /** Where the request stands in the queue; `minutes` null: too little is known to say. Null: it does not stand there. */
  readonly queue: WidgetPlace | null;
  /** Seq of the only message whose buttons still work. */
  readonly offerSeq: number | null;
  readonly lastSeq: number;
}

/** `shut`: the conversation that a link let in to is closed to this browser. */
export type WidgetError = 'invalid' | 'empty' | 'file-gone' | 'too-long' | 'busy' | 'throttled' | 'failed' | 'shut';

export type Answer<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly error: WidgetError };

export interface OpenedConversation {
  /** Keep it; a rotated one replaces the one sent. */
  readonly token: string;
  readonly view: WidgetView;
  /** Seq > `after`, oldest first; when `after` is 0, the newest page. */
  readonly messages: readonly WidgetMessage[];
  /** Earlier messages exist before the first of these. */
  readonly earlier: boolean;
  /** More messages exist after the last of these: ask again with its seq. */
  readonly later: boolean;
}

/** Handshake: `io('/citizen', { auth })`. `origin` is the page that embeds the panel (`location.origin` of the host page). */
export interface WidgetAuth {
  readonly token: string | null;
  readonly origin: string;
}

export interface WidgetRequests {
  'conversation:open': (
    request: { readonly after: number; readonly page: string | null; readonly title: string | null },
    ack: (answer: Answer<OpenedConversation>) => void,
  ) => void;
  'messages:earlier': (
    request: { readonly before: number },
    ack: (answer: Answer<{ readonly messages: readonly WidgetMessage[]; readonly earlier: boolean }>) => void,
  ) => void;
  /** `clientId`: 8–64 of [A-Za-z0-9_-], the same on every retry. `files`: staged before; then the text may be empty. */
  'message:send': (
    request: { readonly clientId: string; readonly text: string; readonly files?: readonly FileId[] },
    ack: (answer: Answer<{ readonly seq: number }>) => void,
  ) => void;
  'button:press': (
    request: { readonly clientId: string; readonly payload: string },
    ack: (answer: Answer<{ readonly seq: number }>) => void,
  ) => void;
}

export interface WidgetNews {
  'message:added': (message: WidgetMessage) => void;
  /** A line that was there before is now different: a file of it has come. */
  'message:changed': (message: WidgetMessage) => void;
  'view:changed': (view: WidgetView) => void;
  /** The queue moved; the rest of the view is as it was. */
  'queue:changed': (place: WidgetPlace & { readonly number: string }) => void;
  /** The operator writes; told again every few seconds while it goes on. */
  'operator:typed': () => void;
  /** The conversation is closed to this browser, as after `shut`; the server ends the connection. */
  'access:closed': () => void;
}

/** What the server writes into the panel's page as JSON in `<meta name="support" content="…">`. */
export interface PanelFacts {
  readonly portal: string;
  /** Shown when the chat does not load. */
  readonly phone: string | null;
  /** Contacts are demonstration data that nobody has checked. */
  readonly demo: boolean;
  /** Longest message, characters. */
  readonly maxText: number;
  readonly files: FileLimits;
}

/** What a one-time link from a messenger is good for. */
export type LinkState = 'open' | 'used' | 'expired' | 'unknown';

type LinkOver = { readonly state: Exclude<LinkState, 'open'> };

/** `POST /api/citizen/link/look` `{ token }`: spends nothing. `number` and `from` are told to whoever holds the link in time. */
export type LinkLooked =
  { readonly state: 'open'; readonly number: string; readonly from: ChannelId; readonly until: number } | LinkOver;

/** `POST /api/citizen/link/enter` `{ token, clientId }`: spends it; `token` is the visitor's. The same press again has the same answer. */
export type LinkEntered = { readonly state: 'entered'; readonly token: string } | LinkOver;
