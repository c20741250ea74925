import { getEventListeners } from 'node:events';
import { pause } from '../../bots/messenger/watch.ts';
import { dayOne } from '../support/builders.ts';
import { createSimulatedClock } from '../support/clock.ts';

test('a wait ends with its time or with the channel, and leaves nothing behind at a channel that goes on', async () => {
  const clock = createSimulatedClock(dayOne);
  const ending = new AbortController();
  const waits = [pause(clock, 1_000, ending.signal), pause(clock, 2_000, ending.signal)];
  clock.advance(1_000);
  await waits[0];
  expect(getEventListeners(ending.signal, 'abort')).toHaveLength(1);
  ending.abort();
  await waits[1];
  expect(getEventListeners(ending.signal, 'abort')).toEqual([]);
  await pause(clock, 1_000, ending.signal);
});
