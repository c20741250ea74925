/**
 * How long one question may look. SQL asks `going_on` for each row it comes to; a question that nobody waits for any
 * more ends there, one whose time is over gives what it has found and where it stands.
 */
export interface Looking {
  /** What SQL calls. @throws when the question shall end */
  goingOn(row: unknown): number;
  /** From now on for so long. */
  begin(ms: number): void;
  end(): void;
  /** The row at which the time was over; null while it is not. */
  stoppedAt(): number | null;
}

export const createLooking = (isAbandoned: () => boolean): Looking => {
  let until = Infinity;
  let looked = 0;
  let stopped: number | null = null;
  return {
    goingOn: (row) => {
      looked += 1;
      // At least one row is looked at, so the next question begins further on.
      if (looked > 1 && performance.now() > until) stopped = Number(row);
      if (stopped !== null || isAbandoned()) throw new Error('stopped');
      return 1;
    },
    begin: (ms) => {
      until = performance.now() + ms;
      looked = 0;
      stopped = null;
    },
    end: () => {
      until = Infinity;
      stopped = null;
    },
    stoppedAt: () => stopped,
  };
};
