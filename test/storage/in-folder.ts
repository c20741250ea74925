/** A data folder for each test of a file, the stores and processes opened in it, all ended afterwards. */
import { join } from 'node:path';
import type { SqliteStore, SqliteStoreOptions } from '../../core/storage/sqlite/open.ts';
import { aMessage, aTurn } from '../support/builders.ts';
import { newFolder, removeFolder, storeIn } from './folder.ts';
import type { Running } from './process.ts';

export interface InFolder {
  folder(): string;
  /** The database in it. */
  file(): string;
  open(over?: Partial<SqliteStoreOptions>): SqliteStore;
  /** Ends the process with the test. */
  running(process: Running): Running;
  /** Leaves one citizen of two hundred lines in it, closed; returns the conversation's id. */
  use(): Promise<string>;
}

export const inFolder = (): InFolder => {
  let folder = '';
  let endings: (() => Promise<void>)[] = [];
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(async () => {
    for (const end of endings) await end();
    endings = [];
    removeFolder(folder);
  });
  return {
    folder: () => folder,
    file: () => join(folder, 'desk.db'),
    open: (over = {}) => {
      const store = storeIn(folder, over);
      endings.push(() => store.close());
      return store;
    },
    running: (process) => {
      endings.push(() => process.kill());
      return process;
    },
    use: async () => {
      const store = storeIn(folder);
      const turn = aTurn({ messages: Array.from({ length: 200 }, (_, index) => aMessage({ seq: index + 1 })) });
      await store.turns.commit(turn);
      await store.close();
      return turn.conversation.id;
    },
  };
};
