import { rmSync } from 'node:fs';
import { pino } from 'pino';
import type { JobTable } from '../../core/desk/jobs/job.ts';
import { createJobRunner } from '../../core/desk/run-jobs.ts';
import { Refusal } from '../../core/domain/refusal.ts';
import { openStore, type SqliteStore } from '../../core/storage/sqlite/open.ts';
import { aJob, dayOne } from '../support/builders.ts';
import { createSimulatedClock } from '../support/clock.ts';
import { tempDir } from '../support/product.ts';

const minute = 60_000;
const log = pino({ level: 'silent' });

let dataDir: string;
let store: SqliteStore;
const clock = createSimulatedClock(dayOne);

beforeEach(() => {
  dataDir = tempDir();
  store = openStore({ dataDir, clock });
});
afterEach(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const runner = (table: JobTable) => createJobRunner({ jobs: store.jobs, table, clock, log });

test('what is done regularly comes again at the moment it names, also after a restart', async () => {
  const done: number[] = [];
  const table: JobTable = {
    hourly: async () => {
      done.push(clock.now());
      return clock.now() + 60 * minute;
    },
  };
  const first = clock.now();
  await store.jobs.ensure(aJob({ key: 'hourly', kind: 'hourly', due: first }));
  expect(await runner(table).runDue()).toBe(1);
  clock.advance(59 * minute);
  expect(await runner(table).runDue()).toBe(0);
  await store.close();
  store = openStore({ dataDir, clock });
  clock.advance(minute);
  expect(await runner(table).runDue()).toBe(1);
  expect(done).toEqual([first, first + 60 * minute]);
});

test('a job that fails comes again later and later; one whose subject is gone ends', async () => {
  let failure: Error = new Error('the disk is full');
  const tries: number[] = [];
  const table: JobTable = {
    fragile: async () => {
      tries.push(clock.now());
      throw failure;
    },
  };
  const due = clock.now();
  await store.jobs.ensure(aJob({ key: 'fragile', kind: 'fragile', due }));
  await runner(table).runDue();
  expect(await store.jobs.nextDue()).toBe(due + 2000);
  clock.advance(2000);
  await runner(table).runDue();
  expect(await store.jobs.nextDue()).toBe(due + 6000);
  failure = new Refusal('not-found');
  clock.advance(4000);
  await runner(table).runDue();
  expect(tries).toHaveLength(3);
  expect(await store.jobs.nextDue()).toBeNull();
});

test('a job of an unknown kind is dropped and blocks nobody', async () => {
  await store.jobs.ensure(aJob({ key: 'strange', kind: 'strange', due: clock.now() }));
  expect(await runner({}).runDue()).toBe(1);
  expect(await store.jobs.nextDue()).toBeNull();
});
