/** Bytes of files that people and the bot have sent, as the platform keeps them: under ids that tell nothing. */
import { randomUUID } from 'node:crypto';

export interface GivenFile {
  readonly name: string;
  /** As the sender names it, `image/jpeg`. */
  readonly type: string;
  readonly bytes: Buffer;
}

export interface KeptFile extends GivenFile {
  readonly id: string;
}

export interface Shelf {
  add(file: GivenFile): KeptFile;
  get(id: string): KeptFile | null;
}

/** Of one platform; the oldest go when there are more. */
const maxBytes = 200 * 1024 * 1024;

export const createShelf = (): Shelf => {
  const files = new Map<string, KeptFile>();
  let size = 0;
  return {
    add: (file) => {
      const kept = { ...file, id: randomUUID().replaceAll('-', '') };
      files.set(kept.id, kept);
      size += file.bytes.length;
      for (const [id, { bytes }] of files) {
        if (size <= maxBytes || id === kept.id) break;
        files.delete(id);
        size -= bytes.length;
      }
      return kept;
    },
    get: (id) => files.get(id) ?? null,
  };
};
