/** What the emulator of the VK API is made of: lines of a dialogue, calls and their answers. */
import type { Call as PlatformCall, Calls as PlatformCalls, Knob as PlatformKnob } from '../platform.ts';

export interface VkButton {
  readonly label: string;
  readonly type: 'text' | 'callback' | 'open_link';
  /** JSON text, as it stands in the keyboard. */
  readonly payload: string;
  /** Where an `open_link` leads. */
  readonly link: string | null;
}

/** An inline one stands under its message, an ordinary one under the field until the next. */
export interface VkKeyboard {
  readonly inline: boolean;
  readonly oneTime: boolean;
  readonly rows: readonly (readonly VkButton[])[];
}

/** A line as the person's phone shows it. */
export interface DialogueMessage {
  readonly number: number;
  readonly from: 'community' | 'person';
  readonly text: string;
  readonly keyboard: readonly (readonly VkButton[])[];
  readonly at: number;
  readonly edited: boolean;
  /** What the message holds, as events tell of it: `{ text }`, `{ attachments }`. */
  readonly content: object;
}

export type ApiAnswer =
  | { readonly response: unknown }
  | { readonly error: { readonly error_code: number } }
  /** Not of the API: a file as it is. */
  | { readonly bytes: Uint8Array };

export type Params = Readonly<Record<string, string>>;
export type Call = PlatformCall<Params>;
export type Calls = PlatformCalls<Params, ApiAnswer>;
export type Knob = PlatformKnob<Params, ApiAnswer>;

/** https://dev.vk.com/ru/reference/errors */
const messages: Readonly<Record<number, string>> = {
  1: 'Unknown error occurred',
  3: 'Unknown method passed',
  5: 'User authorization failed: invalid access_token (4).',
  6: 'Too many requests per second',
  9: 'Flood control',
  10: 'Internal server error',
  14: 'Captcha needed',
  15: 'Access denied',
  18: 'User was deleted or banned',
  29: 'Rate limit reached',
  100: 'One of the parameters specified was missing or invalid',
  900: "Can't send messages for users from blacklist",
  901: "Can't send messages for users without permission",
  902: "Can't send messages to this user due to their privacy settings",
  911: 'Keyboard format is invalid',
  914: 'Message is too long',
};

export const failure = (code: number, why?: string): ApiAnswer =>
  ({ error: { error_code: code, error_msg: why ?? messages[code] ?? 'Error' } }) as ApiAnswer;
