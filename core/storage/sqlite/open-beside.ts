/** The store of a data folder beside a running server: no folder lock, short writes that wait their turn. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreBroken } from './errors.ts';
import { createWriter, type Writer } from './group.ts';
import { migrations, storedVersion } from './migrations.ts';

export interface Beside {
  readonly db: DatabaseSync;
  readonly writer: Writer;
  close(): Promise<void>;
}

/** @throws StoreBroken when there is no store yet, or one of another version. */
export const openBeside = (dataDir: string): Beside => {
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
    db,
    writer,
    close: async () => {
      await writer.drain();
      db.close();
    },
  };
};
