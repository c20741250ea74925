/** What the emulator of the Bot API is made of: lines of a chat, calls and their answers. */
import type { Call as PlatformCall, Calls as PlatformCalls, Knob as PlatformKnob } from '../platform.ts';

export interface InlineButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}

/** [A] KeyboardButton: its text is sent when it is pressed, or the own contact. */
export interface ReplyButton {
  readonly text: string;
  readonly request_contact?: boolean;
}

/** [A] ReplyKeyboardMarkup: stands under the field until another one or ReplyKeyboardRemove comes. */
export interface ReplyKeyboard {
  readonly rows: readonly (readonly ReplyButton[])[];
  readonly oneTime: boolean;
}

/** A line as the person's phone shows it. */
export interface ChatMessage {
  readonly messageId: number;
  readonly from: 'bot' | 'person';
  readonly text: string;
  readonly keyboard: readonly (readonly InlineButton[])[];
  readonly at: number;
  readonly edited: boolean;
  /** The message as an update tells of it, without its envelope: `{ text }`, `{ photo, caption }`. */
  readonly content: object;
}

export interface ApiAnswer {
  readonly status: number;
  /** Sent as JSON, bytes as they are. */
  readonly body: unknown;
}

export type Payload = Readonly<Record<string, unknown>>;
export type Method = (payload: Payload) => ApiAnswer | Promise<ApiAnswer>;
export type Call = PlatformCall<Payload>;
export type Calls = PlatformCalls<Payload, ApiAnswer>;
export type Knob = PlatformKnob<Payload, ApiAnswer>;

export const ok = (result: unknown): ApiAnswer => ({ status: 200, body: { ok: true, result } });

export const failure = (code: number, description: string, parameters?: object): ApiAnswer => ({
  status: code,
  body: { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) },
});

/** [S] the limit of the HTTP server, 50 MB. */
export const tooLarge = (): ApiAnswer => failure(413, 'Request Entity Too Large');

export const tooMany = (seconds: number): ApiAnswer =>
  failure(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
