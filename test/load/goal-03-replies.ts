/**
 * Goal 3: how long a citizen waits. p99 from the moment an event was to be posted to the reply in the chat, in an open
 * loop: at 500 a second against the floor, at 2000 a second by itself (the floor cannot carry that much).
 */
import { interleave, median, type Bench, type Rounds } from './figure.ts';
import { openArm } from './webhooks/arm.ts';

/** ms at 2000 a second. */
const bound = 25;

export const measure = async (bench: Bench): Promise<void> => {
  const rounds: Rounds = bench.quick ? { rounds: 3, warmUp: 1 } : { rounds: 9, warmUp: 1 };
  const seconds = bench.quick ? 1 : 2;
  for (const platform of ['telegram', 'vk'] as const) {
    const ours = await openArm('ours', platform);
    const floor = await openArm('floor', platform);
    try {
      const pair = await interleave(
        rounds,
        () => ours.replyP99(500, seconds),
        () => floor.replyP99(500, seconds),
      );
      bench.report(`${platform}: p99 of a reply at 500/s, the floor`, 'ms', pair, { wants: 'less', must: 1.5, aim: 1 });
      // The client of VK makes a call a millisecond at the most.
      if (platform === 'vk') continue;
      const fast: number[] = [];
      for (let round = 0; round < rounds.rounds; round += 1) fast.push(await ours.replyP99(2_000, seconds));
      const value = median(fast);
      bench.report(
        `${platform}: p99 of a reply at 2000/s, the bound`,
        'ms',
        { value, baseline: bound, ratio: value / bound },
        { wants: 'less', must: 4, aim: 1 },
      );
    } finally {
      await floor.close();
      await ours.close();
    }
  }
};
