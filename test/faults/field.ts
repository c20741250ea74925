/** Everything a fault test needs around one running product: who acts, what was recorded, and the verdict. */
import { rmSync } from 'node:fs';
import { hiredFolder } from '../support/hired.ts';
import { check, type Violation } from './checker.ts';
import { createCitizens, type Citizens } from './citizens.ts';
import { createHistory, tell, type History } from './history.ts';
import { pause } from './link.ts';
import { createOperations, type Operations } from './operations.ts';
import { createPhones, type Phones } from './phones.ts';
import { secrets, type Platforms } from './platforms.ts';
import { createRandom, type Random } from './random.ts';
import { createStaff, type Staff } from './staff.ts';
import { readStored } from './stored.ts';

export const newFolder = (): string => hiredFolder();
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

export interface Field {
  readonly history: History;
  readonly random: Random;
  readonly operations: Operations;
  readonly citizens: Citizens;
  readonly staff: Staff;
  /** Citizens in messengers; null when there are no platforms. */
  readonly phones: Phones | null;
  /** What is wrong now; screens that follow are given `patienceMs` to catch up. */
  verdict(patienceMs?: number, isSettled?: boolean): Promise<readonly Violation[]>;
  /** @throws with the history of whatever broke a promise. */
  verify(): Promise<void>;
  /** The same once nothing disturbs the platforms any more: every event is taken, every line has found its end. */
  verifySettled(): Promise<void>;
}

export interface FieldDeps {
  readonly dataDir: string;
  readonly url: () => Promise<string>;
  readonly seed: number;
  readonly platforms?: Platforms;
  /** What the product has told the engineer so far. */
  readonly log?: () => string;
}

/** Met at once as a rule; a machine with much else to do is no broken promise. */
const catchUpMs = 15_000;
/** Lines of one chat go one after another, at the pace of its platform. */
const settleMs = 30_000;

const describeViolation = (history: History, { promise, what, peer, token }: Violation): string =>
  `${promise}: ${what}\n${tell(history.ops, peer, token)}`;

export const createField = ({ dataDir, url, seed, platforms, log = () => '' }: FieldDeps): Field => {
  const history = createHistory();
  const random = createRandom(seed);
  const operations = createOperations(history);
  const shared = { url, history, operations, random };
  const citizens = createCitizens(shared);
  const phones = platforms ? createPhones({ platforms, history, random }) : null;

  const verdict = async (patienceMs = catchUpMs, isSettled = false): Promise<readonly Violation[]> => {
    const until = performance.now() + patienceMs;
    for (;;) {
      const seen = phones?.seen() ?? [];
      const { sightings } = history;
      const stored = readStored(dataDir);
      const violations = check({ ...history, sightings, phones: seen, isSettled, stored, log: log(), secrets });
      if (violations.length === 0 || performance.now() > until) return violations;
      await pause(20);
    }
  };

  const mustBeWhole = async (patienceMs: number, isSettled: boolean): Promise<void> => {
    const violations = await verdict(patienceMs, isSettled);
    if (violations.length === 0) return;
    const told = violations.slice(0, 5).map((violation) => describeViolation(history, violation));
    throw new Error(`seed ${seed}: ${violations.length} promises broken\n${told.join('\n')}`);
  };

  return {
    history,
    random,
    operations,
    citizens,
    verdict,
    staff: createStaff({ ...shared, dataDir }),
    phones,
    verify: () => mustBeWhole(catchUpMs, false),
    verifySettled: async () => {
      await phones?.taken();
      await mustBeWhole(settleMs, true);
    },
  };
};
