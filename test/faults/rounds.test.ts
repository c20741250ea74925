/**
 * P8 by chance: every promise holds after every one of many deaths. The seed is always the same here; `npm run soak` tries others.
 *
 *   SEED=7 ROUNDS=1000 npm test -- test/faults/rounds.test.ts
 */
import { runCampaign } from './campaign.ts';

const seed = Number(process.env['SEED'] ?? 20_260_301);
const rounds = Number(process.env['ROUNDS'] ?? 46);
const roundMs = 6_000;

test(
  `${rounds} rounds of chance (SEED=${seed}) in three channels, a death in each: every promise holds after every one`,
  async () => {
    const { deaths, deeds, shown } = await runCampaign({ seed, rounds });
    expect(deaths).toBeGreaterThanOrEqual(rounds);
    expect(deeds).toBeGreaterThan(rounds);
    expect(shown).toBeGreaterThan(rounds);
  },
  rounds * roundMs,
);
