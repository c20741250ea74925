/**
 * Where the panel keeps the token, the draft and unsent messages, always under the embedding origin:
 * its own localStorage; where that throws (third-party storage refused), the host page's, through the launcher;
 * where that throws too, memory. A write that fails (storage full) lives on in memory until the tab ends.
 */
import type { Embedding } from './embedding.ts';
import type { Kept, ToLauncher } from './frame-protocol.ts';
import { prefixOf } from './linked.ts';

export interface Store {
  readonly read: (name: string) => Promise<string | null>;
  readonly write: (name: string, value: string | null) => void;
  /** Entries whose name starts with `prefix`; names come without the origin. */
  readonly list: (prefix: string) => Promise<readonly (readonly [name: string, value: string])[]>;
}

interface Shelf {
  /** Null: nothing can be kept here. */
  readonly load: () => readonly (readonly [string, string])[] | null;
  readonly save: (key: string, value: string | null) => void;
}

/** Throws where the browser refuses storage to the frame. */
const ownShelf = (storage: Storage): Shelf => ({
  load: () => Object.entries(storage),
  save: (key, value) => (value === null ? storage.removeItem(key) : storage.setItem(key, value)),
});

/** What the page kept came with its greeting; from then on this tab's own writes are the newest it knows. */
const hostShelf = (port: MessagePort, kept: NonNullable<Kept>): Shelf => {
  const entries = new Map(kept);
  return {
    load: () => [...entries],
    save: (key, value) => {
      if (value === null) entries.delete(key);
      else entries.set(key, value);
      port.postMessage(['keep', key, value] satisfies ToLauncher);
    },
  };
};

const noShelf: Shelf = { load: () => null, save: () => undefined };

const findShelf = (owner: Window, { port, kept }: Embedding): Shelf => {
  try {
    return ownShelf(owner.localStorage);
  } catch {
    return port && kept ? hostShelf(port, kept) : noShelf;
  }
};

export const openStore = (owner: Window, embedding: Embedding): Store => {
  const prefix = prefixOf(owner, embedding.origin);
  const shelf = findShelf(owner, embedding);
  const written = new Map<string, string>();
  const refused = new Set<string>();
  const all = (): Map<string, string> => {
    const kept = shelf.load();
    if (kept === null) return written;
    const entries = new Map<string, string>();
    for (const [key, value] of kept) if (key.startsWith(prefix)) entries.set(key.slice(prefix.length), value);
    for (const name of refused) entries.set(name, written.get(name) ?? '');
    return entries;
  };
  return {
    read: (name) => Promise.resolve(all().get(name) ?? null),
    write: (name, value) => {
      refused.delete(name);
      if (value === null) written.delete(name);
      else written.set(name, value);
      try {
        shelf.save(prefix + name, value);
      } catch {
        if (value !== null) refused.add(name);
      }
    },
    list: (start) => Promise.resolve([...all()].filter(([name]) => name.startsWith(start))),
  };
};

/** A store that may be used before it is known where it is; writes keep their order. */
export const laterStore = (opened: Promise<Store>): Store => ({
  read: async (name) => (await opened).read(name),
  write: (name, value) => void opened.then((store) => store.write(name, value)),
  list: async (prefix) => (await opened).list(prefix),
});
