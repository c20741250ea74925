/** Positive controls of the messengers: each rule broken on purpose turns the checker red; nothing broken leaves it green. */
import { failure, tooMany } from '../../bots/sandbox/telegram/types.ts';
import { testConfig } from '../support/product.ts';
import { breaks, type Break } from './breaks.ts';
import type { Promised } from './checker.ts';
import { startDoctored, type Changes } from './doctored.ts';
import { createFastClock } from '../support/fast-clock.ts';
import { createField, newFolder, removeFolder, type Field } from './field.ts';
import { pause } from './link.ts';
import type { PhoneCitizen, Phones } from './phones.ts';
import { openPlatforms, type Platforms } from './platforms.ts';
import { startService } from './service.ts';

const seed = 5;
/** Slow machines and the pace of platforms. */
const patienceMs = 15_000;

interface Scene {
  readonly platforms: Platforms;
  readonly phones: Phones;
  /** In Telegram. */
  readonly elena: PhoneCitizen;
  /** In VK. */
  readonly ivan: PhoneCitizen;
}

const sends = new Set(['sendMessage', 'messages.send']);

/** The first call to send something ends so. */
const once = ({ telegram, vk }: Platforms, carriedOut: boolean): void => {
  for (const knob of [telegram.knob, vk.knob]) {
    let left = 1;
    knob(({ method }: { readonly method: string }) => {
      if (!sends.has(method) || left === 0) return null;
      left -= 1;
      return { kind: 'garbage', status: 502, body: '<html>502 Bad Gateway</html>', carriedOut };
    });
  }
};

const bothWrite = async ({ phones, elena, ivan }: Scene): Promise<void> => {
  phones.say(elena, 'Не могу войти в личный кабинет');
  phones.say(ivan, 'Не могу войти в личный кабинет');
};

/** It arrived, and the bot does not learn it. */
const uncertain = async (scene: Scene): Promise<void> => {
  once(scene.platforms, true);
  await bothWrite(scene);
};

/** It did not arrive, and the bot does not learn it. */
const lost = async (scene: Scene): Promise<void> => {
  once(scene.platforms, false);
  await bothWrite(scene);
};

const comingAgain = async ({ phones, elena, ivan }: Scene): Promise<void> => {
  for (const citizen of [elena, ivan]) phones.say(citizen, 'Где моё заявление', 3);
};

/** Whatever is said first to Elena is put off, what is said after it is not. */
const hasty = async (scene: Scene): Promise<void> => {
  let first: unknown = null;
  let left = 2;
  scene.platforms.telegram.knob(({ method, params }) => {
    if (method !== 'sendMessage') return null;
    first ??= params['text'];
    if (params['text'] !== first || left === 0) return null;
    left -= 1;
    return { kind: 'answer', answer: left === 1 ? tooMany(2) : failure(500, 'Internal Server Error') };
  });
  await bothWrite(scene);
  await scene.phones.taken();
  scene.phones.say(scene.elena, 'Не приходит код из СМС');
};

/** What is broken once everything has settled; or at the first look at which the expected is. */
const saidOf = async (field: Field, expected: Promised | null): Promise<ReadonlySet<Promised>> => {
  const look = async (ms: number, isSettled: boolean): Promise<ReadonlySet<Promised>> =>
    new Set((await field.verdict(ms, isSettled)).map(({ promise }) => promise));
  if (expected === null) return look(patienceMs, true);
  const until = performance.now() + patienceMs;
  for (;;) {
    const said = await look(0, false);
    if (said.has(expected) || performance.now() > until) return said;
    await pause(20);
  }
};

const playedOn = async (
  changes: Changes,
  play: (scene: Scene) => Promise<void>,
  expected: Promised | null,
): Promise<ReadonlySet<Promised>> => {
  const platforms = await openPlatforms('pushed');
  const dataDir = newFolder();
  const clock = createFastClock(platforms.haste);
  const running = await startDoctored(testConfig(dataDir, platforms.env), changes, () => {}, clock);
  const field = createField({ dataDir, url: async () => running.url, seed, platforms });
  try {
    await platforms.settleIn();
    const { phones } = field;
    if (!phones) throw new Error('platforms are there');
    while (platforms.telegram.webhookUrl() === '') await pause(5);
    await play({ platforms, phones, elena: phones.arrive('telegram'), ivan: phones.arrive('vk') });
    await phones.taken();
    return await saidOf(field, expected);
  } finally {
    field.citizens.leave();
    await running.stop();
    await platforms.close();
    removeFolder(dataDir);
  }
};

const scenes: readonly (readonly [Break, Promised, (scene: Scene) => Promise<void>])[] = [
  ['random random id', 'P2', uncertain],
  ['uncertain call repeated blindly', 'P2', uncertain],
  ['told as sent before the answer', 'P6', lost],
  ['two lines of one chat at once', 'P3', hasty],
  ['no dedupe key', 'P2', comingAgain],
];

test('with nothing broken the same troubles leave the checker green', async () => {
  for (const play of new Set(scenes.map(([, , scene]) => scene)))
    expect(await playedOn({}, play, null)).toEqual(new Set());
});

test.each(scenes)('«%s» breaks %s, and the checker says so', async (name, promise, play) => {
  expect(await playedOn(breaks[name], play, promise)).toContain(promise);
});

/** Killed as soon as both platforms believe that the event was taken. */
const killedAfterAnswer = async (name: Break | null, expected: Promised | null): Promise<ReadonlySet<Promised>> => {
  const platforms = await openPlatforms('pushed');
  const { env, haste } = platforms;
  const service = await startService({ dataDir: newFolder(), env, haste, ...(name === null ? {} : { break: name }) });
  const field = createField({ dataDir: service.dataDir, url: service.up, seed, platforms, log: service.log });
  try {
    await platforms.settleIn();
    const { phones } = field;
    if (!phones) throw new Error('platforms are there');
    while (platforms.telegram.webhookUrl() === '') await pause(5);
    for (const channel of ['telegram', 'vk'] as const) {
      const citizen = phones.arrive(channel);
      phones.say(citizen);
      await phones.taken();
      phones.say(citizen);
    }
    await phones.taken();
    await service.kill();
    await service.up();
    return await saidOf(field, expected);
  } finally {
    field.citizens.leave();
    await service.stop();
    await platforms.close();
    removeFolder(service.dataDir);
  }
};

test.each([
  [null, null],
  ['acknowledged before the commit', 'P1'],
  ['words in the log', 'P9'],
] as const)('killed right after the platforms were answered, with «%s» broken: %s', async (name, promise) => {
  const said = await killedAfterAnswer(name, promise);
  if (promise === null) expect(said).toEqual(new Set());
  else expect(said).toContain(promise);
});
