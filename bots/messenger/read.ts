/** Reading what platforms send: a field that is null is a field that is not there, as some of their clients write it. Pure. */
import type { z } from 'zod';

/** Deeper than anything that is read of an event. */
const maxDepth = 8;

const withoutNulls = (value: unknown, depth = 0): unknown => {
  if (typeof value !== 'object' || value === null || depth > maxDepth) return value;
  if (Array.isArray(value)) return value.map((one) => withoutNulls(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null)
      .map(([key, one]) => [key, withoutNulls(one, depth + 1)]),
  );
};

const hasNulls = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).includes(null);

/** Null: it cannot be read. Events rarely hold nulls, so they are looked for only where they would be mistaken. */
export const read = <Shape extends z.ZodType>(shape: Shape, raw: unknown): z.output<Shape> | null => {
  const plain = hasNulls(raw) ? null : shape.safeParse(raw);
  if (plain?.success) return plain.data;
  return shape.safeParse(withoutNulls(raw)).data ?? null;
};
