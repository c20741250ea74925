/**
 * Gathers the checks that parts of the product have registered into one report. Owns how often they run and how long
 * they may take; what is checked belongs to the parts, who may read the details to the routes.
 */
import type { Logger } from 'pino';
import { healthLevels, type Check, type Finding, type HealthChecks, type HealthLevel } from '../ports/health.ts';

export interface NamedFinding extends Finding {
  readonly name: string;
}

export interface Health {
  readonly status: HealthLevel | 'stopping';
  /** What is wrong, in words for anybody; null when nothing is. */
  readonly why: string | null;
  readonly checks: readonly NamedFinding[];
}

export interface HealthRegistry extends HealthChecks {
  /** At most one round of checks a second, however many ask. */
  read(): Promise<Health>;
  /** From now on the product says that it is stopping. */
  stop(): void;
}

const freshMs = 1_000;
const patienceMs = 2_000;

const worst = (findings: readonly Finding[]): HealthLevel =>
  healthLevels[Math.max(0, ...findings.map(({ level }) => healthLevels.indexOf(level)))] ?? 'failing';

const late: Finding = { level: 'failing', why: 'проверка не отвечает', detail: `дольше ${patienceMs / 1000} с` };
const broken: Finding = { level: 'failing', why: 'проверка не удалась', detail: 'причина в журнале' };

export const createHealth = (log: Logger): HealthRegistry => {
  const checks = new Map<string, Check>();
  let stopping = false;
  let last: { readonly at: number; readonly round: Promise<readonly NamedFinding[]> } | null = null;

  const run = async (name: string, check: Check): Promise<NamedFinding> => {
    const waited = Promise.withResolvers<Finding>();
    const timer = setTimeout(() => waited.resolve(late), patienceMs);
    try {
      return { name, ...(await Promise.race([check(), waited.promise])) };
    } catch (error) {
      log.error({ err: error, check: name }, 'a health check failed');
      return { name, ...broken };
    } finally {
      clearTimeout(timer);
    }
  };

  const round = (): Promise<readonly NamedFinding[]> => {
    const now = performance.now();
    if (!last || now - last.at > freshMs) {
      last = { at: now, round: Promise.all([...checks].map(([name, check]) => run(name, check))) };
    }
    return last.round;
  };

  return {
    add: (name, check) => {
      if (checks.has(name)) throw new Error(`there is a health check «${name}» already`);
      checks.set(name, check);
    },
    stop: () => {
      stopping = true;
    },
    read: async () => {
      if (stopping) return { status: 'stopping', why: 'останавливается', checks: [] };
      const findings = await round();
      const why = findings.filter(({ level }) => level !== 'ok').map((finding) => finding.why ?? finding.name);
      return { status: worst(findings), why: why.length > 0 ? why.join('; ') : null, checks: findings };
    },
  };
};
