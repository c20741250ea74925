/** What the emulator of the Bot API is made of: lines of a chat, calls and their answers. */
import type { Call as PlatformCall, Calls as PlatformCalls, Knob as PlatformKnob } from '../platform.ts';

export interface InlineButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}

/** A line as the person's phone shows it. */
export interface ChatMessage {
  readonly messageId: number;
  readonly from: 'bot' | 'person';
  readonly text: string;
  readonly keyboard: readonly (readonly InlineButton[])[];
  readonly at: number;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

export type Payload = Readonly<Record<string, unknown>>;
export type Call = PlatformCall<Payload>;
export type Calls = PlatformCalls<Payload, ApiAnswer>;
export type Knob = PlatformKnob<Payload, ApiAnswer>;

export const failure = (code: number, description: string, parameters?: object): ApiAnswer => ({
  status: code,
  body: { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) },
});

export const tooMany = (seconds: number): ApiAnswer =>
  failure(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
