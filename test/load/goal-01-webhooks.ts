/**
 * Goals 1 and 2: events a second through a saturated webhook, against a bot written in one file (the floor) and against
 * telegraf's own webhook over the floor's storage. Telegram: from the POST to the reply in the chat, the pace lifted. VK
 * lets nobody send more than 20 replies a second, so there it is to the acknowledgement, replies going at that pace.
 */
import { interleave, type Bench, type Goal, type Rounds } from './figure.ts';
import { openArm, type Arm, type ArmName } from './webhooks/arm.ts';
import type { Platform } from './webhooks/events.ts';

interface Race {
  readonly name: string;
  readonly platform: Platform;
  readonly against: ArmName;
  readonly goal: Goal;
}

const toFloor: Goal = { wants: 'more', must: 0.7, aim: 1.5 };
const races: readonly Race[] = [
  { name: 'telegram: webhook to reply, the floor', platform: 'telegram', against: 'floor', goal: toFloor },
  {
    name: 'telegram: webhook to reply, telegraf’s own webhook',
    platform: 'telegram',
    against: 'telegraf',
    goal: { wants: 'more', must: 1.1, aim: 2.5 },
  },
  { name: 'vk: webhook to acknowledgement, the floor', platform: 'vk', against: 'floor', goal: toFloor },
];

export const measure = async (bench: Bench): Promise<void> => {
  const rounds: Rounds = bench.quick ? { rounds: 3, warmUp: 1 } : { rounds: 9, warmUp: 2 };
  const count = bench.quick ? 1_500 : 3_000;
  for (const { name, platform, against, goal } of races) {
    const isPaced = platform === 'vk';
    const speed = (arm: Arm): Promise<number> => (isPaced ? arm.acknowledged(count) : arm.turns(count));
    const ours = await openArm('ours', platform, isPaced);
    const other = await openArm(against, platform, isPaced);
    try {
      const pair = await interleave(
        rounds,
        () => speed(ours),
        () => speed(other),
      );
      bench.report(name, 'turns/s', pair, goal);
    } finally {
      await other.close();
      await ours.close();
    }
  }
};
