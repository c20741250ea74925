/**
 * P8 in messengers: kill -9 at every fault point of a turn and on the way of a line to a phone, whether events are
 * pushed to the product or fetched by it. The platform tells again what was not taken; nothing is lost or doubled.
 */
import type { Console } from './console.ts';
import { createField, newFolder, removeFolder, type Field } from './field.ts';
import { pause } from './link.ts';
import type { PhoneCitizen, Phones } from './phones.ts';
import { openPlatforms, type Platforms } from './platforms.ts';
import { sendPoints, turnPoints, type FaultPoint } from './protocol.ts';
import { startService, type Service } from './service.ts';

const seed = 20_260_302;

const channels = ['telegram', 'vk'] as const;

describe.each(['pushed', 'polled'] as const)('events are %s', (how) => {
  let platforms: Platforms;
  let service: Service;
  let field: Field;
  let phones: Phones;
  let marina: Console;

  beforeAll(async () => {
    platforms = await openPlatforms(how);
    const { env, haste } = platforms;
    service = await startService({ dataDir: newFolder(), env, haste });
    await platforms.settleIn();
    field = createField({ dataDir: service.dataDir, url: service.up, seed, platforms, log: service.log });
    if (!field.phones) throw new Error('platforms are there');
    phones = field.phones;
    marina = await field.staff.signIn('marina');
  });

  afterAll(async () => {
    marina.close();
    await service.stop();
    await platforms.close();
    removeFolder(service.dataDir);
  });

  const died = async (before: number): Promise<void> => {
    while (service.deaths() === before) await pause(5);
    await service.up();
  };

  const killedAt = async (point: FaultPoint, act: () => Promise<unknown>): Promise<void> => {
    const before = service.deaths();
    expect(await service.arm({ point, count: 1, aimed: true })).toBe(true);
    await act();
    await died(before);
    await field.verifySettled();
    expect(service.deaths()).toBe(before + 1);
    expect(field.history.ops.filter(({ outcome }) => outcome.kind !== 'ok')).toEqual([]);
  };

  const asked = async (channel: (typeof channels)[number]): Promise<PhoneCitizen> => {
    const citizen = phones.arrive(channel);
    phones.say(citizen);
    await field.verifySettled();
    return citizen;
  };

  test.each(turnPoints)('killed at %s while two write, in Telegram and in VK', async (point) => {
    const crowd = channels.map((channel) => phones.arrive(channel));
    await killedAt(point, async () => crowd.forEach((citizen) => phones.say(citizen)));
  });

  // How lines go out does not depend on how events come in.
  if (how === 'polled') return;

  const ways = channels.flatMap((channel) => sendPoints.map((point) => [channel, point] as const));

  test.each(ways)(
    '%s: killed at %s as the bot answers, what arrived is told as sent or as unknown',
    async (channel, point) => {
      const citizen = await asked(channel);
      await killedAt(point, async () => phones.say(citizen));
    },
  );

  test.each(ways)('%s: killed at %s as an operator answers', async (channel, point) => {
    const citizen = await asked(channel);
    phones.handoff(citizen);
    await field.verifySettled();
    await field.staff.claim(marina, citizen);
    await field.verifySettled();
    const shown = citizen.received().length;
    await killedAt(point, () => field.staff.reply(marina, citizen));
    const { length } = citizen.received();
    // Telegram cannot be asked whether a call took effect: a line in doubt is told so and not repeated blindly.
    expect(length - shown).toBeLessThanOrEqual(1);
    if (channel === 'vk' || point === 'send:settled') expect(length - shown).toBe(1);
  });
});
