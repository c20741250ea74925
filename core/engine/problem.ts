/** Something wrong in the scenario files, in words for their author. */
export interface Problem {
  /** Path inside `scenarios/`. */
  readonly file: string;
  /** 1 for the first line. */
  readonly line: number;
  readonly what: string;
  readonly cure: string;
}
