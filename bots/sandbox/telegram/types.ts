/** What the emulator of the Bot API is made of: chats, updates, calls, knobs. */

export interface Person {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string;
}

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

/** Every call of the bot, as it came. */
export interface Call {
  readonly n: number;
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly at: number;
  /** What was answered: `ok`, an error code, or what a knob did instead of answering. */
  outcome: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What a knob does with a call instead of what the platform would do. */
export type Twist =
  | { readonly kind: 'answer'; readonly answer: ApiAnswer }
  /** Carried out, or not, and never answered. */
  | { readonly kind: 'hang'; readonly carriedOut: boolean }
  /** Carried out, or not, and the connection breaks. */
  | { readonly kind: 'reset'; readonly carriedOut: boolean }
  /** Carried out, and answered by something that is not JSON. */
  | { readonly kind: 'garbage'; readonly status: number; readonly body: string; readonly carriedOut: boolean };

export type Knob = (call: Call) => Twist | null;

export const failure = (code: number, description: string, parameters?: object): ApiAnswer => ({
  status: code,
  body: { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) },
});

export const tooMany = (seconds: number): ApiAnswer =>
  failure(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
