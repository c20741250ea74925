/** Keeps in bounds what is remembered for some seconds under keys of which anybody may bring another. */

/** So few may stay: most often nothing has to be looked through. */
const few = 1_000;

/** To be called before one more is remembered: of many, those that are over are forgotten. */
export const sweep = <Kept>(remembered: Map<string, Kept>, isOver: (kept: Kept) => boolean): void => {
  if (remembered.size < few) return;
  for (const [key, kept] of remembered) if (isOver(kept)) remembered.delete(key);
};
