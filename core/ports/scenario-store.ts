/** Published versions of the scenarios: YAML texts with their comments, by content hash. */

export interface ScenarioFile {
  /** Path inside `scenarios/`, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface PublishedVersion {
  readonly hash: string;
  readonly publishedAt: number;
  readonly files: readonly ScenarioFile[];
}

export interface ScenarioStore {
  /** Makes the version the active one; publishing a known hash again only makes it active. */
  publish(version: PublishedVersion): Promise<void>;
  active(): Promise<PublishedVersion | null>;
  load(hash: string): Promise<PublishedVersion | null>;
}
