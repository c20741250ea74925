/** Published versions of the scenarios: YAML texts with their comments, by content hash. The truth at run time. */

export interface ScenarioFile {
  /** Path inside `scenarios/`, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface PublishedVersion {
  readonly hash: string;
  /** When these texts were published first. */
  readonly publishedAt: number;
  readonly files: readonly ScenarioFile[];
}

/** A version became the active one. */
export interface Publication {
  readonly hash: string;
  readonly at: number;
  /** `folder`, `push`, `rollback`, or who did it in the console. */
  readonly by: string;
  /** When the folder published: the version of its own texts, from which this one may differ by edits made elsewhere. */
  readonly folder: string | null;
}

export interface ScenarioStore {
  /**
   * Makes the version the active one, and writes it into the audit. What is active already changes nothing.
   * `folder`: the folder's own texts, kept beside.
   */
  publish(version: PublishedVersion, by: string, folder?: PublishedVersion): Promise<void>;
  active(): Promise<PublishedVersion | null>;
  /** Cheap enough to be asked every few seconds: another process may have published. */
  activeHash(): Promise<string | null>;
  load(hash: string): Promise<PublishedVersion | null>;
  /** Newest first. */
  history(limit: number): Promise<readonly Publication[]>;
}
