/**
 * Many rounds of chance against one product with all three channels: citizens at the widget, in Telegram and in VK, two
 * operators, platforms and a house in bad weather, and a death in each round. One seed, one campaign.
 */
import { createField } from './field.ts';
import { buildHouse } from './house.ts';
import { openPlatforms } from './platforms.ts';
import { playRound } from './rounds.ts';
import { startService } from './service.ts';
import type { Crowd } from './crowd.ts';

export interface CampaignOptions {
  readonly seed: number;
  readonly rounds: number;
  /** Asked before each round: true ends it early, whole. */
  readonly isOver?: () => boolean;
  /** Hears what was done in each round. */
  readonly tell?: (round: number, what: string) => void;
}

export interface Campaign {
  readonly deaths: number;
  /** Things that citizens and operators did. */
  readonly deeds: number;
  /** Lines that phones were shown. */
  readonly shown: number;
}

const departments = ['technical', 'general', 'experts'];
/** So many rounds go by until everything must have come to its end. */
const settleEvery = 20;

/** @throws with the seed, the round and what broke which promise. */
export const runCampaign = async (options: CampaignOptions): Promise<Campaign> => {
  const { seed, rounds, isOver = () => false, tell = () => {} } = options;
  const platforms = await openPlatforms('pushed');
  const { env, haste } = platforms;
  const house = buildHouse();
  const service = await startService({ dataDir: house.dataDir, env, haste });
  await platforms.settleIn();
  const field = createField({ dataDir: service.dataDir, url: service.up, seed, platforms, log: service.log });
  const consoles = [await field.staff.signIn('marina'), await field.staff.signIn('oleg')] as const;
  const crowd: Crowd = { consoles, citizens: [], departments };
  const log: string[] = [];
  try {
    for (let round = 1; round <= rounds && !isOver(); round += 1) {
      try {
        const what = await playRound(field, service, crowd, { platforms, house });
        log.push(what);
        if (round % settleEvery === 0) await field.verifySettled();
        tell(round, what);
      } catch (error) {
        const after = log.slice(-3).join('; ');
        throw new Error(`SEED=${seed} ROUNDS=${round}, after: ${after}`, { cause: error });
      }
    }
    await field.verifySettled();
    const shown = field.phones?.all.flatMap((citizen) => citizen.received()).length ?? 0;
    return { deaths: service.deaths(), deeds: field.history.ops.length, shown };
  } finally {
    field.citizens.leave();
    for (const each of consoles) each.close();
    await service.stop();
    await platforms.close();
    house.remove();
  }
};
