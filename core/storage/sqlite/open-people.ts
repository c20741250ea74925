/** Opens only the people of a data folder, beside a running server: no folder lock, short writes that wait their turn. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { People, SignIns } from '../../ports/people.ts';
import { StoreBroken } from './errors.ts';
import { createWriter } from './group.ts';
import { migrations, storedVersion } from './migrations.ts';
import { createPeople } from './people.ts';
import { createSignIns } from './sign-ins.ts';

export interface PeopleStore {
  readonly people: People;
  readonly signIns: SignIns;
  close(): Promise<void>;
}

/** @throws StoreBroken when there is no store yet, or one of another version. */
export const openPeople = (dataDir: string): PeopleStore => {
  const path = join(dataDir, 'desk.db');
  if (!existsSync(path)) {
    throw new StoreBroken(path, 'её ещё нет', 'Запустите сервер хотя бы раз: npm start.');
  }
  const db = new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: true });
  if (storedVersion(db) !== migrations.length) {
    db.close();
    throw new StoreBroken(path, 'она другой версии', 'Запустите сервер этой версии хотя бы раз: npm start.');
  }
  const writer = createWriter({ db, fault: () => {}, warn: () => {} });
  return {
    people: createPeople({ db, writer }),
    signIns: createSignIns({ db, writer }),
    close: async () => {
      await writer.drain();
      db.close();
    },
  };
};
