/** Backups that the server makes by itself. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArchive } from '../../core/backup/archive.ts';
import { scheduleBackups, superfluous } from '../../core/backup/schedule.ts';
import { createSimulatedClock } from '../support/clock.ts';
import { dayOne } from '../support/builders.ts';
import { startProduct, tempDir } from '../support/product.ts';

const hour = 3_600_000;
const nameAt = (at: number): string => `desk-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}.tar`;

test('a day is kept hour by hour, two weeks day by day, foreign files are left alone', () => {
  const names = Array.from({ length: 24 * 40 }, (_, age) => nameAt(dayOne - age * hour));
  const gone = new Set(superfluous([...names, 'notes.txt', 'desk.tar']));
  const kept = names.filter((name) => !gone.has(name));
  expect(kept.slice(0, 24)).toEqual(names.slice(0, 24));
  expect(new Set(kept.map((name) => name.slice(5, 15))).size).toBe(14);
  expect(kept.length).toBeLessThan(24 + 14);
  expect(gone.has('notes.txt') || gone.has('desk.tar')).toBe(false);
  expect(superfluous(kept)).toEqual([]);
});

test('one an hour is made beside the working server, and it is said when none are', async () => {
  const product = await startProduct();
  const folder = tempDir();
  writeFileSync(join(folder, nameAt(dayOne - 60 * 24 * hour)), 'old');
  const failures: object[] = [];
  const clock = createSimulatedClock(dayOne);
  const log = { info: () => {}, error: (fields: object) => failures.push(fields) };
  const schedule = scheduleBackups({ folder, dataDir: product.dataDir, clock, log });
  expect(schedule.check().level).toBe('ok');
  await schedule.run();
  expect(failures).toEqual([]);
  const made = nameAt(dayOne);
  expect(readdirSync(folder)).toContain(made);
  await readArchive(join(folder, made));
  clock.advance(4 * hour);
  rmSync(join(folder, made), { force: true });
  for (const name of readdirSync(folder)) if (name > made) rmSync(join(folder, name));
  expect(schedule.check()).toMatchObject({ level: 'degraded', why: 'резервные копии не делаются' });
  schedule.stop();
  await product.end();
  await schedule.run();
  expect(failures).toHaveLength(1);
  expect(schedule.check().level).toBe('degraded');
  rmSync(folder, { recursive: true, force: true });
});
