/** What a contract suite asks of the store under test: its ports, and how to leave and come back to what it holds. */
import type { Audit } from '../../core/ports/audit.ts';
import type { CannedAnswers } from '../../core/ports/canned.ts';
import type { FileRows } from '../../core/ports/files.ts';
import type { Invites } from '../../core/ports/invites.ts';
import type { Jobs } from '../../core/ports/jobs.ts';
import type { Outbox } from '../../core/ports/outbox.ts';
import type { People, SignIns } from '../../core/ports/people.ts';
import type { Lines } from '../../core/ports/lines.ts';
import type { LineChanges } from '../../core/ports/line-changes.ts';
import type { Presences } from '../../core/ports/presence.ts';
import type { SealedRows } from '../../core/ports/personal.ts';
import type { QueueReads } from '../../core/ports/queue.ts';
import type { ScenarioStore } from '../../core/ports/scenario-store.ts';
import type { Search } from '../../core/ports/search.ts';
import type { Turns } from '../../core/ports/turns.ts';
import type { UnclearTexts } from '../../core/ports/unclear.ts';
import type { Upkeep } from '../../core/ports/upkeep.ts';
import type { Views } from '../../core/ports/views.ts';

export interface StoreUnderTest {
  readonly turns: Turns;
  readonly views: Views;
  readonly lines: Lines;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
  readonly fileRows: FileRows;
  readonly people: People;
  readonly presence: Presences;
  readonly queue: QueueReads;
  readonly lineChanges: LineChanges;
  readonly signIns: SignIns;
  readonly audit: Audit;
  readonly canned: CannedAnswers;
  readonly scenarios: ScenarioStore;
  readonly unclear: UnclearTexts;
  readonly invites: Invites;
  readonly upkeep: Upkeep;
  readonly search: Search;
  readonly sealed: SealedRows;
  /** Closes it and opens the same data again, as a restart does. */
  reopen(): Promise<StoreUnderTest>;
  /** Closes it and throws its data away. */
  close(): Promise<void>;
}

/** An empty store of its own for each test. */
export type MakeStore = () => Promise<StoreUnderTest>;

/** Gives each test of the enclosing `describe` a fresh store. */
export const freshStore = (make: MakeStore): { (): StoreUnderTest; restart(): Promise<void> } => {
  let store: StoreUnderTest | null = null;
  const current = (): StoreUnderTest => {
    if (store === null) throw new Error('the store is given to tests only');
    return store;
  };
  beforeEach(async () => {
    store = await make();
  });
  afterEach(async () => {
    await store?.close();
    store = null;
  });
  return Object.assign(current, {
    restart: async () => {
      store = await current().reopen();
    },
  });
};
