/**
 * One thing at a time per key, in the order of asking; different keys run side by side.
 * This is order inside one process; between processes the store's version check decides.
 */
export interface Serial {
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is running or waiting. */
  idle(): Promise<void>;
}

export const createSerial = (): Serial => {
  const tails = new Map<string, Promise<unknown>>();

  const run = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = tails.get(key);
    const mine = before ? before.then(work, work) : work();
    tails.set(key, mine);
    const forget = (): void => {
      if (tails.get(key) === mine) tails.delete(key);
    };
    mine.then(forget, forget);
    return mine;
  };

  const idle = async (): Promise<void> => {
    while (tails.size > 0) await Promise.allSettled(tails.values());
  };

  return { run, idle };
};
