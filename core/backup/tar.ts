/**
 * The little of the tar format (POSIX ustar) that a backup needs: plain files, one after the other, so that any `tar`
 * can open it. Owns the bytes; which files, and whether they are right, belongs to the callers.
 */
import type { FileHandle } from 'node:fs/promises';

const block = 512;
const chunkSize = 1 << 20;
const maxOctal = 8 ** 11;

const padding = (size: number): number => (block - (size % block)) % block;

/** Sizes beyond eight gigabytes are written in base 256, as GNU tar does. */
const sizeField = (size: number): Buffer => {
  if (size < maxOctal) return Buffer.from(`${size.toString(8).padStart(11, '0')}\0`);
  const field = Buffer.alloc(12);
  field.writeBigUInt64BE(BigInt(size), 4);
  field[0] = 0x80;
  return field;
};

const sizeOf = (field: Buffer): number =>
  (field[0] ?? 0) & 0x80 ? Number(field.readBigUInt64BE(4)) : Number.parseInt(field.toString('latin1'), 8);

const checksum = (header: Buffer): number => header.reduce((sum, byte) => sum + byte, 0);

const headerOf = (name: string, size: number, seconds: number): Buffer => {
  const header = Buffer.alloc(block);
  if (header.write(name, 0, 'utf8') > 100) throw new RangeError(`too long a name for a backup: ${name}`);
  header.write('0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  sizeField(size).copy(header, 124);
  header.write(`${seconds.toString(8).padStart(11, '0')}\0`, 136);
  header.write('        0', 148);
  header.write('ustar\u000000', 257);
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148);
  return header;
};

export interface TarWriter {
  add(name: string, size: number, content: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void>;
  end(): Promise<void>;
}

export const tarInto = (file: FileHandle, seconds: number): TarWriter => ({
  add: async (name, size, content) => {
    await file.write(headerOf(name, size, seconds));
    let written = 0;
    for await (const chunk of content) {
      written += chunk.length;
      await file.write(chunk);
    }
    if (written !== size) throw new Error(`${name} changed while it was read`);
    await file.write(Buffer.alloc(padding(size)));
  },
  end: async () => {
    await file.write(Buffer.alloc(2 * block));
    await file.sync();
  },
});

/** Not an archive of ours, or one that is cut short or changed. */
export class TarBroken extends Error {}

export interface TarEntry {
  readonly name: string;
  readonly size: number;
  /** To be read to its end before the next entry is asked for. */
  readonly content: AsyncIterable<Buffer>;
}

export async function* readTar(file: FileHandle): AsyncGenerator<TarEntry> {
  let at = 0;
  const take = async (length: number): Promise<Buffer> => {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, at);
    if (bytesRead !== length) throw new TarBroken('файл обрывается');
    at += length;
    return buffer;
  };
  for (;;) {
    const header = await take(block);
    if (header.every((byte) => byte === 0)) return;
    const told = Number.parseInt(header.toString('latin1', 148, 156), 8);
    header.fill(' ', 148, 156);
    if (told !== checksum(header) || header.toString('latin1', 257, 262) !== 'ustar') {
      throw new TarBroken('это не архив');
    }
    const name = header.toString('utf8', 0, 100).replace(/\0.*$/su, '');
    const size = sizeOf(header.subarray(124, 136));
    const next = at + size + padding(size);
    const content = async function* (): AsyncGenerator<Buffer> {
      for (let left = size; left > 0; left -= Math.min(left, chunkSize)) yield await take(Math.min(left, chunkSize));
    };
    yield { name, size, content: content() };
    at = next;
  }
}
