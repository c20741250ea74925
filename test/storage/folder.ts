/** Data folders for tests of the embedded store, and the store in one of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../core/ports/clock.ts';
import { openStore } from '../../core/storage/sqlite/open.ts';
import type { SqliteStoreOptions } from '../../core/storage/sqlite/open.ts';
import type { StoreUnderTest } from '../contract/store.ts';

export const realClock: Clock = {
  now: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'desk-store-'));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

export const storeIn = (dataDir: string, over: Partial<SqliteStoreOptions> = {}) =>
  openStore({ dataDir, clock: realClock, ...over });

/** The embedded store as the contract suites want it. */
export const sqliteUnderTest = async (
  over: Partial<SqliteStoreOptions> = {},
  folder = newFolder(),
): Promise<StoreUnderTest> => {
  const store = storeIn(folder, over);
  return {
    ...store,
    reopen: async () => {
      await store.close();
      return sqliteUnderTest(over, folder);
    },
    close: async () => {
      await store.close();
      removeFolder(folder);
    },
  };
};
