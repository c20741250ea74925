/** What may be asked of the reading thread: by name, what is asked and what is answered. Both are plain data. */
import type { SearchPage, SearchQuery, SearchState } from '../../../ports/search.ts';

export interface ReaderTasks {
  readonly find: { readonly asked: SearchQuery; readonly answered: SearchPage };
  /** One batch of the index. `mark`: what `fresh_lines` still has up to here is done with. */
  readonly index: {
    readonly asked: null;
    readonly answered: { readonly more: boolean; readonly mark: number };
  };
  readonly rebuild: { readonly asked: null; readonly answered: null };
  readonly state: { readonly asked: null; readonly answered: SearchState };
  /** What SQLite finds wrong with the desk's database; empty when it is whole. */
  readonly check: { readonly asked: null; readonly answered: readonly string[] };
}

export type TaskName = keyof ReaderTasks;

/** Between the threads. One request at a time. */
export interface Asked {
  readonly id: number;
  readonly task: TaskName;
  readonly request: unknown;
}

/** Never the words of an error: SQLite repeats in them what was asked for. */
export type Answered =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly id: number; readonly ok: false; readonly error: 'stopped' }
  | { readonly id: number; readonly ok: false; readonly error: 'invalid' }
  | {
      readonly id: number;
      readonly ok: false;
      readonly error: 'failed';
      readonly code: number;
      readonly where: string;
    };

export interface ThreadData {
  readonly desk: string;
  readonly index: string;
  /** The id of the request that is to stop, set while it runs. */
  readonly stop: Int32Array;
  /** How long one search may look before it gives what it has found. */
  readonly rationMs: number;
}
