/**
 * What a backup consists of: one tar file with the database, the attachments and a list of their checksums at its end.
 * Keys (`secrets.json`, the environment) are never in it: who finds a backup shall not be able to read what is sealed.
 */
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { readTar, TarBroken, type TarEntry } from './tar.ts';

export const databaseName = 'desk.db';
export const attachmentsFolder = 'files';
export const manifestName = 'manifest.json';

const manifestSchema = z.strictObject({
  format: z.literal(1),
  /** ISO moment of the database's picture. */
  takenAt: z.string(),
  /** Version of the tables. */
  tables: z.int(),
  entries: z.record(z.string(), z.strictObject({ size: z.int(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Why a backup cannot be made or used, with the cure, in words for the engineer. */
export class BackupRefused extends Error {}

const attachment = /^files\/(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/u;
const isOurs = (name: string): boolean => name === databaseName || name === manifestName || attachment.test(name);

export async function* hashed(content: AsyncIterable<Buffer>, done: (sha256: string) => void): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
  done(hash.digest('hex'));
}

const textOf = async (entry: TarEntry): Promise<string> => {
  if (entry.size > 2 ** 30) throw new TarBroken('список файлов слишком велик');
  const chunks: Buffer[] = [];
  for await (const chunk of entry.content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

const passOver = async (content: AsyncIterable<Buffer>): Promise<void> => {
  for await (const _ of content);
};

const read = async (file: FileHandle, take: (name: string, content: AsyncIterable<Buffer>) => Promise<void>) => {
  const seen: Manifest['entries'] = {};
  let manifest: Manifest | null = null;
  for await (const entry of readTar(file)) {
    if (!isOurs(entry.name) || Object.hasOwn(seen, entry.name)) throw new TarBroken(`лишнее в архиве: ${entry.name}`);
    if (entry.name === manifestName) manifest = manifestSchema.parse(JSON.parse(await textOf(entry)));
    else {
      let sha256 = '';
      await take(
        entry.name,
        hashed(entry.content, (hash) => (sha256 = hash)),
      );
      seen[entry.name] = { size: entry.size, sha256 };
    }
  }
  if (!manifest) throw new TarBroken('нет списка файлов');
  const names = new Set([...Object.keys(manifest.entries), ...Object.keys(seen)]);
  for (const name of names) {
    if (manifest.entries[name]?.sha256 !== seen[name]?.sha256) throw new TarBroken(`«${name}» не такой, каким был`);
  }
  if (!seen[databaseName]) throw new TarBroken('нет базы данных');
  return manifest;
};

/**
 * Reads the whole archive, gives each file to `take`, and says at the end whether all is as it was written.
 * @throws BackupRefused
 */
export const readArchive = async (
  path: string,
  take: (name: string, content: AsyncIterable<Buffer>) => Promise<void> = (_, content) => passOver(content),
): Promise<Manifest> => {
  let file: FileHandle | null = null;
  try {
    file = await open(path, 'r');
    return await read(file, take);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new BackupRefused(`Нет файла «${path}».`);
    const damaged = error instanceof TarBroken || error instanceof SyntaxError || error instanceof z.ZodError;
    if (!damaged) throw error;
    const why = error instanceof TarBroken ? error.message : 'список файлов не читается';
    throw new BackupRefused(`Копия «${path}» не годится: ${why}. Возьмите другую.`);
  } finally {
    await file?.close();
  }
};
