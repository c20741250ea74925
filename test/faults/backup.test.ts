/** F20: a backup taken while everybody is talking holds everything that was acknowledged before it began, whole. */
import { createBackup } from '../../core/backup/create.ts';
import { restoreBackup } from '../../core/backup/restore.ts';
import { join } from 'node:path';
import { check, nothingElse } from './checker.ts';
import type { Citizen } from './citizens.ts';
import { createField, newFolder, removeFolder } from './field.ts';
import { pause } from './link.ts';
import { startService } from './service.ts';
import { readStored } from './stored.ts';

const talkers = 10;
const copies = 4;

test('every copy passes the checker up to its moment, and numbers go on above all that were given', async () => {
  const service = await startService({ dataDir: newFolder() });
  const field = createField({ dataDir: service.dataDir, url: service.up, seed: 20 });
  const { citizens, history } = field;
  const target = newFolder();
  const marina = await field.staff.signIn('marina');
  try {
    const evening = { over: false };
    const talk = async (citizen: Citizen): Promise<void> => {
      await citizens.say(citizen);
      await citizens.handoff(citizen);
      while (!evening.over) await citizens.say(citizen);
    };
    const crowd = await Promise.all(Array.from({ length: talkers }, () => citizens.arrive()));
    const all = Promise.all(crowd.map(talk));
    const answered = (): number => history.ops.filter(({ endedAt }) => endedAt !== null).length;
    while (answered() < 5 * talkers) await pause(1);

    for (let copy = 1; copy <= copies; copy += 1) {
      const sightings = [...history.sightings];
      const began = performance.now();
      const before = answered();
      const { file } = await createBackup(service.dataDir, join(target, `${copy}.tar`), Date.now());
      const ended = performance.now();
      while (answered() <= before) await pause(1);
      const restored = join(target, `restored-${copy}`);
      await restoreBackup(file, restored, { force: false, now: Date.now() });
      const ops = history.ops
        .filter(({ invokedAt }) => invokedAt < ended)
        .map((op) => (op.endedAt !== null && op.endedAt < began ? op : { ...op, outcome: { kind: 'info' } as const }));
      expect(check({ ...nothingElse, ops, sightings, stored: readStored(restored) })).toEqual([]);
      expect(ops.filter(({ outcome }) => outcome.kind === 'ok').length).toBeGreaterThanOrEqual(before - talkers);
    }
    evening.over = true;
    await all;
    await field.verify();

    const given = readStored(service.dataDir).tickets.map(({ number }) => Number(number.split('-')[1]));
    const again = await startService({ dataDir: join(target, 'restored-1') });
    const later = createField({ dataDir: again.dataDir, url: again.up, seed: 21 });
    try {
      const fresh = await later.citizens.arrive();
      await later.citizens.say(fresh, 'не могу войти в личный кабинет');
      const numbers = readStored(again.dataDir).tickets.map(({ number }) => Number(number.split('-')[1]));
      expect(Math.max(...numbers)).toBeGreaterThan(Math.max(...given) + 9_000);
    } finally {
      later.citizens.leave();
      await again.stop();
    }
  } finally {
    citizens.leave();
    marina.close();
    await service.stop();
    removeFolder(service.dataDir);
    removeFolder(target);
  }
});
