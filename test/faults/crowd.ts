/** Who takes part in a round, and one thing that may be done. */
import type { Citizen } from './citizens.ts';
import type { Console } from './console.ts';

export interface Crowd {
  readonly consoles: readonly [Console, Console];
  /** At the widget. */
  readonly citizens: Citizen[];
  readonly departments: readonly string[];
}

export interface Deed {
  readonly name: string;
  readonly does: () => Promise<unknown>;
}
