/** Everything a fault test needs around one running product: who acts, what was recorded, and the verdict. */
import { rmSync } from 'node:fs';
import { hiredFolder } from '../support/hired.ts';
import { check, type Violation } from './checker.ts';
import { createCitizens, type Citizens } from './citizens.ts';
import { createHistory, tell, type History } from './history.ts';
import { pause } from './link.ts';
import { createOperations, type Operations } from './operations.ts';
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
  /** What is wrong now; screens that follow are given `patienceMs` to catch up. */
  verdict(patienceMs?: number): Promise<readonly Violation[]>;
  /** @throws with the history of whatever broke a promise. */
  verify(): Promise<void>;
}

export interface FieldDeps {
  readonly dataDir: string;
  readonly url: () => Promise<string>;
  readonly seed: number;
}

const catchUpMs = 3000;

const describeViolation = (history: History, { promise, what, peer, token }: Violation): string =>
  `${promise}: ${what}\n${tell(history.ops, peer, token)}`;

export const createField = ({ dataDir, url, seed }: FieldDeps): Field => {
  const history = createHistory();
  const random = createRandom(seed);
  const operations = createOperations(history);
  const shared = { url, history, operations, random };
  const citizens = createCitizens(shared);

  const verdict = async (patienceMs = catchUpMs): Promise<readonly Violation[]> => {
    const until = performance.now() + patienceMs;
    for (;;) {
      const violations = check({ ...history, sightings: history.sightings, stored: readStored(dataDir) });
      if (violations.length === 0 || performance.now() > until) return violations;
      await pause(20);
    }
  };

  return {
    history,
    random,
    operations,
    citizens,
    verdict,
    staff: createStaff({ ...shared, dataDir, citizens }),
    verify: async () => {
      const violations = await verdict();
      if (violations.length === 0) return;
      const told = violations.slice(0, 5).map((violation) => describeViolation(history, violation));
      throw new Error(`seed ${seed}: ${violations.length} promises broken\n${told.join('\n')}`);
    },
  };
};
