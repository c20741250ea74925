/**
 * `npm run soak -- 5m | 1h`: campaigns under fresh seeds until the time is over or a promise is broken.
 *
 *   SEED=7 npm run soak -- 5m      begins with this seed
 *   ROUNDS=40 npm run soak -- 1h   campaigns of so many rounds
 */
import { randomInt } from 'node:crypto';
import { inspect } from 'node:util';
import { runCampaign } from './campaign.ts';

const units = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

const lengthOf = (word: string | undefined): number => {
  const [, count, unit] = /^(\d+)([smh])$/u.exec(word ?? '') ?? [];
  if (count === undefined) {
    process.stderr.write('Сколько времени? Например: npm run soak -- 5m или npm run soak -- 1h\n');
    process.exit(2);
  }
  return Number(count) * units[unit as keyof typeof units];
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const rounds = Number(process.env['ROUNDS'] ?? 100);
const began = Date.now();
const until = began + lengthOf(process.argv[2]);
const elapsed = (): string => new Date(Date.now() - began).toISOString().slice(11, 19);
const seeds: number[] = [];
const total = { rounds: 0, deaths: 0, deeds: 0, shown: 0 };

while (Date.now() < until) {
  const given = seeds.length === 0 ? process.env['SEED'] : undefined;
  const seed = given === undefined ? randomInt(2 ** 31) : Number(given);
  seeds.push(seed);
  try {
    const { deaths, deeds, shown } = await runCampaign({
      seed,
      rounds,
      isOver: () => Date.now() >= until,
      tell: (round, what) => {
        total.rounds += 1;
        say(`${elapsed()} SEED=${seed} ${round}/${rounds} ${what}`);
      },
    });
    total.deaths += deaths;
    total.deeds += deeds;
    total.shown += shown;
  } catch (error) {
    say(
      `\nОбещание нарушено. Повторить: SEED=${seed} ROUNDS=… npm test -- test/faults/rounds.test.ts\n${inspect(error)}`,
    );
    process.exit(1);
  }
}
say(
  `\n${elapsed()}: ${total.rounds} rounds, ${total.deaths} deaths, ${total.deeds} deeds, ${total.shown} lines on phones;`,
);
say(`every promise held. Seeds: ${seeds.join(', ')}`);
process.exit(0);
