/**
 * What the console keeps in the browser: drafts, unsent lines, what has been seen, settings.
 * Where the browser refuses storage everything goes on in memory. Leaves the meaning of keys to their owners.
 */

export interface Store {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  remove(key: string): void;
  has(key: string): boolean;
  /** Keys that start with `prefix`, in no order. */
  keys(prefix: string): readonly string[];
  /** Another tab of the same browser changed a key. */
  onForeignChange(listener: (key: string) => void): void;
}

const root = 'desk/';

export const createStore = (open: () => Storage): Store => {
  const memory = new Map<string, string>();
  let disk: Storage | null = null;
  try {
    disk = open();
  } catch {
    // Storage is switched off: the memory below serves this tab.
  }

  const read = (key: string): string | null => memory.get(key) ?? disk?.getItem(root + key) ?? null;

  return {
    get: (key) => {
      const raw = read(key);
      if (raw === null) return null;
      try {
        return JSON.parse(raw) as unknown;
      } catch {
        return null;
      }
    },
    set: (key, value) => {
      const raw = JSON.stringify(value);
      try {
        if (!disk) throw new Error('no storage');
        disk.setItem(root + key, raw);
        memory.delete(key);
      } catch {
        memory.set(key, raw);
      }
    },
    remove: (key) => {
      memory.delete(key);
      disk?.removeItem(root + key);
    },
    has: (key) => read(key) !== null,
    keys: (prefix) => {
      const found = new Set([...memory.keys()].filter((key) => key.startsWith(prefix)));
      for (const key of Object.keys(disk ?? {})) {
        if (key.startsWith(root + prefix)) found.add(key.slice(root.length));
      }
      return [...found];
    },
    onForeignChange: (listener) => {
      window.addEventListener('storage', (event) => {
        if (event.storageArea === disk && event.key?.startsWith(root)) listener(event.key.slice(root.length));
      });
    },
  };
};
