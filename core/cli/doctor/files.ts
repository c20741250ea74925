/** Files of messages and of prepared answers: whether each that a row tells of lies on the disk, whole. What no row tells of, a job of the server removes. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pathOn } from '../../files/disk/shelf.ts';
import type { StoredFile } from '../../storage/sqlite/read-only.ts';
import { bad, well, type Diagnosis } from './diagnosis.ts';

const sizeOf = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.size ?? null;

const cure =
  'Верните их из копии (npm run backup -- restore в другую папку) в папку files. Строки сообщений и шаблоны целы.';

export const files = (dataDir: string, rows: readonly StoredFile[]): readonly Diagnosis[] => {
  const folder = join(dataDir, 'files');
  const found = rows.map(({ id, size }) => ({ size, there: sizeOf(pathOn(folder, id)) }));
  const gone = found.filter(({ there }) => there === null).length;
  const other = found.filter(({ size, there }) => there !== null && there !== size).length;
  return [
    ...(gone > 0 ? [bad(`Файлов сообщений и шаблонов нет на диске: ${gone} из ${rows.length}`, cure)] : []),
    ...(other > 0 ? [bad(`Файлов сообщений и шаблонов не той длины: ${other} из ${rows.length}`, cure)] : []),
    ...(gone + other === 0 ? [well(`Файлы сообщений и шаблонов на месте: ${rows.length}`)] : []),
  ];
};
