/** What the sandbox's page and its server say to each other. Types only. */
import type { Note } from './journal.ts';

export type Platform = 'telegram' | 'vk';

export interface SandboxCitizen {
  readonly id: number;
  readonly name: string;
}

/** What a message holds besides words; `file` is the address of its bytes. */
export type ShownPart =
  | { readonly kind: 'photo'; readonly file: string; readonly name: string }
  | { readonly kind: 'file'; readonly file: string; readonly name: string; readonly size: number }
  | { readonly kind: 'voice'; readonly file: string; readonly seconds: number }
  | { readonly kind: 'sticker'; readonly emoji: string }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'contact'; readonly name: string; readonly phone: string };

export interface ShownButton {
  readonly label: string;
  /** Null: it is pressed; otherwise where it leads. */
  readonly link: string | null;
}

export interface ShownLine {
  readonly id: number;
  readonly mine: boolean;
  readonly text: string;
  readonly at: number;
  readonly edited: boolean;
  /** Words of the line that this one answers. */
  readonly answers: string | null;
  /** Somebody else's message that is passed on, whole or with words of one's own. */
  readonly passed: { readonly from: string; readonly text: string } | null;
  readonly parts: readonly ShownPart[];
  readonly buttons: readonly (readonly ShownButton[])[];
}

/** What one citizen's phone shows. */
export interface ShownChat {
  readonly platform: Platform;
  readonly citizen: number;
  readonly lines: readonly ShownLine[];
  readonly typing: boolean;
  readonly blocked: boolean;
  /** Under the field. */
  readonly keyboard: readonly (readonly ShownButton[])[];
}

export type KnobName = 'duplicates' | 'shuffle' | 'storm' | 'hang' | 'lost' | 'html' | 'forbidden' | 'revoked';

export interface PlatformState {
  readonly platform: Platform;
  /** How events reach the bot. */
  readonly how: 'webhook' | 'polling';
  readonly knobs: readonly KnobName[];
  /** It restarts, and nobody can reach it. */
  readonly down: boolean;
}

export interface LogLine {
  readonly n: number;
  readonly at: number;
  readonly platform: Platform;
  readonly note: Note;
}

/** Told over one stream of events; `world` first, whenever a page connects. */
export type SandboxNews =
  | {
      readonly kind: 'world';
      readonly platforms: readonly PlatformState[];
      readonly citizens: readonly SandboxCitizen[];
      readonly chats: readonly ShownChat[];
      readonly log: readonly LogLine[];
    }
  | { readonly kind: 'platforms'; readonly platforms: readonly PlatformState[] }
  | { readonly kind: 'citizens'; readonly citizens: readonly SandboxCitizen[] }
  | { readonly kind: 'chat'; readonly chat: ShownChat }
  | { readonly kind: 'log'; readonly line: LogLine };

/** What a citizen does on their phone. */
export type PhoneDeed =
  | { readonly do: 'say'; readonly text: string }
  | { readonly do: 'press'; readonly line: number; readonly row: number; readonly column: number }
  | { readonly do: 'press-below'; readonly label: string }
  | { readonly do: 'edit' | 'reply'; readonly line: number; readonly text: string }
  /** A message of somebody else is passed on. */
  | { readonly do: 'forward'; readonly text: string }
  | { readonly do: 'block'; readonly blocked: boolean }
  | { readonly do: 'sticker' | 'location' | 'contact' }
  /** Uploaded before; several photos or documents are an album. */
  | {
      readonly do: 'send';
      readonly as: 'photo' | 'document' | 'voice';
      readonly files: readonly string[];
      readonly caption: string;
    };

export type SandboxRequest =
  | { readonly to: 'phone'; readonly platform: Platform; readonly citizen: number; readonly deed: PhoneDeed }
  | { readonly to: 'platform'; readonly platform: Platform; readonly knob: KnobName; readonly on: boolean }
  | { readonly to: 'platform'; readonly platform: Platform; readonly restart: true }
  /** One more citizen. */
  | { readonly to: 'citizens' };
