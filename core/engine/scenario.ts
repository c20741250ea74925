/** A published scenario after loading: every target resolved, every text known to fit. */
import type { Place } from '../domain/conversation.ts';
import type { PersonalQuestion } from '../domain/screening/answer.ts';
import type { CategoryId, DepartmentId, Priority } from '../domain/ticket.ts';

/** What a topic about one's own request asks: the engine answers it while people have the ticket, its scenes otherwise. */
export const ownKinds = ['status', 'wait', 'repeat', 'escalation', 'complaint'] as const;
export type Own = (typeof ownKinds)[number];

export type SlotKind = 'text' | 'choice' | 'datetime' | 'ticket-number' | PersonalQuestion;

export interface Button {
  readonly label: string;
  readonly to: Place;
}

export type Condition =
  | { readonly slot: string; readonly is: string }
  | { readonly slot: string; readonly filled: boolean }
  | { readonly fact: string; readonly is: boolean };

interface SceneCommon {
  readonly id: string;
  /** Short name for the path the operator reads. */
  readonly title: string;
  /** What was suggested to the citizen here; goes into the dossier. */
  readonly tried: string | null;
  /** Its text has values to be filled in; any other is said as it stands. */
  readonly hasMarks: boolean;
}

export type Scene = SceneCommon &
  (
    | { readonly kind: 'say'; readonly text: string; readonly buttons: readonly Button[] }
    | {
        readonly kind: 'ask';
        readonly text: string;
        readonly slot: string;
        readonly label: string;
        readonly slotKind: SlotKind;
        readonly choices: readonly string[];
        readonly example: string;
        readonly optional: boolean;
        readonly next: Place;
      }
    | {
        readonly kind: 'branch';
        readonly cases: readonly { readonly when: Condition; readonly to: Place }[];
        readonly otherwise: Place;
      }
    | { readonly kind: 'call'; readonly to: Place; readonly next: Place }
    | { readonly kind: 'return' }
    | { readonly kind: 'summary'; readonly text: string; readonly slots: readonly string[]; readonly next: Place }
    | {
        readonly kind: 'handoff';
        readonly text: string | null;
        readonly department: DepartmentId | null;
        readonly priority: Priority;
      }
    /** The answer is given: «Помогло?» */
    | { readonly kind: 'end'; readonly text: string }
  );

export interface Topic {
  readonly id: string;
  readonly title: string;
  readonly examples: readonly string[];
  readonly start: Place;
}

export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly category: CategoryId | null;
  /** False for what is asked about tickets, not of support (their status): it opens none. */
  readonly opensTicket: boolean;
  readonly own: Own | null;
  /** Scenes that a question may name: beginnings of words, all of one group in the text. */
  readonly shortcuts: readonly { readonly words: readonly (readonly string[])[]; readonly to: Place }[];
  readonly start: string;
  readonly scenes: ReadonlyMap<string, Scene>;
}

export interface Scenarios {
  /** Hash of the published texts. */
  readonly version: string;
  /** First screen: greeting and topics. */
  readonly menu: Place;
  readonly byId: ReadonlyMap<string, Scenario>;
  /** A topic has the id of the scenario that answers it. */
  readonly topics: ReadonlyMap<string, Topic>;
}
