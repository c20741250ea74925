/**
 * How parts of the product say how they are. Each part registers its own checks; who reads them belongs to `core/http`.
 * Words in `why` may be read by anybody: no names, no numbers of citizens, no paths. `detail` is for the engineer alone.
 */

/** From best to worst. `degraded`: works, and somebody should look. `failing`: cannot take what people write. */
export const healthLevels = ['ok', 'degraded', 'failing'] as const;
export type HealthLevel = (typeof healthLevels)[number];

export interface Finding {
  readonly level: HealthLevel;
  /** Short, in Russian; null when there is nothing to say. */
  readonly why: string | null;
  /** Figures and cures; still no personal data. */
  readonly detail: string | null;
}

export type Check = () => Finding | Promise<Finding>;

export interface HealthChecks {
  /** `name` is one lower-case English word or two, unique; it labels the check in metrics too. */
  add(name: string, check: Check): void;
}

export const fine = (detail: string | null = null): Finding => ({ level: 'ok', why: null, detail });
