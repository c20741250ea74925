import { pino } from 'pino';
import { keepHouse } from '../core/housekeeping.ts';
import { sqliteUnderTest } from './storage/folder.ts';
import { aTurn, dayOne } from './support/builders.ts';
import { createSimulatedClock } from './support/clock.ts';

const hour = 3_600_000;

test('F31 an event is known again for 48 hours and more, though the house is kept every hour, and not for ever', async () => {
  const store = await sqliteUnderTest();
  const log = pino({ level: 'silent' });
  const event = aTurn({ at: dayOne });
  await store.turns.commit(event);
  /** How many keys a round of so many hours later has forgotten. */
  const forgotten = async (hours: number): Promise<number> => {
    const clock = createSimulatedClock(dayOne + (hours - 1) * hour);
    const round = Promise.withResolvers<number>();
    const turns = {
      forget: async (before: number) => {
        const gone = await store.turns.forget(before);
        round.resolve(gone);
        return gone;
      },
    };
    const end = keepHouse({ ...store, turns, files: { sweep: async () => 0 }, clock, log });
    clock.advance(hour);
    end();
    return round.promise;
  };
  expect(await forgotten(24)).toBe(0);
  expect(await forgotten(49)).toBe(0);
  expect(await store.turns.commit(event)).toBe('duplicate');
  expect(await forgotten(24 * 30)).toBe(1);
  await store.close();
});
