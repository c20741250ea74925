/** The part of the console's contract that is about a shift: who is there, hours of the lines, the end of work. */
import type { PresenceState } from '../../core/domain/presence.ts';
import type { Answer } from './answer.ts';

/** A line with its hours in words, as the citizen reads them. */
export interface LineView {
  readonly id: string;
  readonly title: string;
  readonly hours: string;
  readonly open: boolean;
  /** Other hours hold until then; null: the usual ones. */
  readonly changedUntil: number | null;
}

/** Where the operator is, and how many of their slots are taken. */
export interface Standing {
  readonly state: PresenceState;
  /** Since when, server's clock. */
  readonly since: number;
  readonly held: number;
  readonly capacity: number;
}

export interface ShiftRequests {
  'lines:get': (
    request: Record<string, never>,
    ack: (answer: Answer<{ readonly lines: readonly LineView[] }>) => void,
  ) => void;
  /** At once, every day until the end of `until` (`YYYY-MM-DD`); `open` empty: closed. */
  'line:change': (
    request: { readonly line: string; readonly open: readonly string[]; readonly until: string },
    ack: (answer: Answer<{ readonly lines: readonly LineView[] }>) => void,
  ) => void;
  'line:restore': (
    request: { readonly line: string },
    ack: (answer: Answer<{ readonly lines: readonly LineView[] }>) => void,
  ) => void;
  'presence:get': (
    request: Record<string, never>,
    ack: (answer: Answer<{ readonly standing: Standing }>) => void,
  ) => void;
  'presence:set': (
    request: { readonly state: PresenceState },
    ack: (answer: Answer<{ readonly standing: Standing }>) => void,
  ) => void;
  /** The person moves or types: at most once a minute. */
  'presence:active': (request: Record<string, never>, ack: (answer: Answer<object>) => void) => void;
  /** Passes on what is held (`to` null: each to its own department), then the operator is off line. */
  'shift:end': (
    request: {
      readonly clientId: string;
      readonly to: { readonly kind: 'operator' | 'department'; readonly id: string } | null;
      readonly reason: string;
    },
    ack: (answer: Answer<{ readonly standing: Standing; readonly moved: number }>) => void,
  ) => void;
}
