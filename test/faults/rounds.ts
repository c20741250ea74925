/**
 * One random round: something is done, perhaps other things beside it, and the product dies somewhere on the way.
 * Which deeds are possible is read from what the screens show, so a round never depends on the one before.
 */
import type { Citizen } from './citizens.ts';
import type { Console } from './console.ts';
import type { Crowd, Deed } from './crowd.ts';
import type { Field } from './field.ts';
import type { House } from './house.ts';
import { deedsOfPhone } from './phone-deeds.ts';
import type { Phones } from './phones.ts';
import type { Platforms } from './platforms.ts';
import { sendPoints, turnPoints, type Kill } from './protocol.ts';
import type { Random } from './random.ts';
import type { Service } from './service.ts';
import { changeWeather } from './weather.ts';

/** How many talk at the same time; with the next newcomer the oldest leaves. */
const crowdSize = 6;

const whileBot = ({ citizens, random }: Field, citizen: Citizen): readonly Deed[] => {
  const options = citizen.widget.options().filter(({ kind }) => kind !== 'operator');
  const deeds: Deed[] = [
    { name: 'text', does: () => citizens.say(citizen) },
    { name: 'burst', does: () => citizens.burst(citizen) },
    { name: 'text sent again', does: () => citizens.repeat(citizen) },
    { name: 'handoff', does: () => citizens.handoff(citizen) },
    { name: 'handoff', does: () => citizens.handoff(citizen) },
  ];
  if (options.length > 0) deeds.push({ name: 'press', does: () => citizens.press(citizen, random.pick(options)) });
  return deeds;
};

const whileQueued = ({ citizens, staff, random }: Field, citizen: Citizen, crowd: Crowd): readonly Deed[] => {
  const [withdraw] = citizen.widget.options();
  const claim = { name: 'claim', does: () => staff.claim(random.pick(crowd.consoles), citizen) };
  return [
    { name: 'text in the queue', does: () => citizens.say(citizen) },
    claim,
    claim,
    { name: 'two claims', does: () => Promise.all(crowd.consoles.map((by) => staff.claim(by, citizen))) },
    ...(withdraw ? [{ name: 'withdraw', does: () => citizens.press(citizen, withdraw) }] : []),
  ];
};

const whileLive = (field: Field, citizen: Citizen, crowd: Crowd): readonly Deed[] => {
  const { citizens, staff, random } = field;
  const number = citizen.number();
  const owner = crowd.consoles.find((one) => one.id === one.row(number)?.owner?.id) ?? crowd.consoles[0];
  const other = crowd.consoles.find((one) => one !== owner) ?? crowd.consoles[1];
  const department = { kind: 'department', id: random.pick(crowd.departments) } as const;
  return [
    { name: 'text to the operator', does: () => citizens.say(citizen) },
    { name: 'reply', does: () => staff.reply(owner, citizen) },
    { name: 'question', does: () => staff.reply(owner, citizen, true) },
    { name: 'note', does: () => staff.note(random.pick(crowd.consoles), citizen) },
    { name: 'reply of another', does: () => staff.reply(other, citizen) },
    { name: 'late claim', does: () => staff.claim(other, citizen) },
    { name: 'transfer', does: () => staff.transfer(owner, citizen, { kind: 'operator', id: other.id }) },
    { name: 'transfer away', does: () => staff.transfer(owner, citizen, department) },
    { name: 'solve', does: () => staff.solve(owner, citizen, random.chance(0.5)) },
    { name: 'hand back', does: () => staff.handBack(owner, citizen) },
    { name: 'both write', does: () => Promise.all([citizens.burst(citizen), staff.reply(owner, citizen)]) },
    { name: 'solve and text', does: () => Promise.all([staff.solve(owner, citizen), citizens.burst(citizen)]) },
    { name: 'pass on and reply', does: () => passAndReply(field, citizen, owner, other) },
  ];
};

const passAndReply = ({ staff }: Field, citizen: Citizen, owner: Console, other: Console): Promise<unknown> =>
  Promise.all([staff.transfer(owner, citizen, { kind: 'operator', id: other.id }), staff.reply(owner, citizen)]);

const whileAnswered = ({ citizens, staff, random }: Field, citizen: Citizen, crowd: Crowd): readonly Deed[] => [
  { name: 'helped', does: () => citizens.judge(citizen, true) },
  { name: 'not helped', does: () => citizens.judge(citizen, false) },
  { name: 'reopen', does: () => staff.reopen(random.pick(crowd.consoles), citizen) },
];

const deedsOf = (field: Field, citizen: Citizen, crowd: Crowd): readonly Deed[] => {
  switch (citizen.widget.view().who.kind) {
    case 'queue':
      return whileQueued(field, citizen, crowd);
    case 'operator':
      return whileLive(field, citizen, crowd);
    default:
      return citizen.widget.view().status === 'answered' && citizen.widget.options().length > 1
        ? whileAnswered(field, citizen, crowd)
        : whileBot(field, citizen);
  }
};

const newcomer = ({ citizens }: Field, crowd: Crowd): Deed => ({
  name: 'newcomer',
  does: async () => {
    const fresh = await citizens.arrive();
    await citizens.say(fresh);
    crowd.citizens.push(fresh);
  },
});

const twoTabs = ({ citizens }: Field, citizen: Citizen): Deed => ({
  name: 'one message from two tabs',
  does: async () => {
    const tab = await citizens.tab(citizen);
    await citizens.twice(citizen, tab);
    tab.widget.close();
  },
});

const chooseKill = (random: Random): Kill => ({
  point: random.pick([...turnPoints, ...sendPoints]),
  // Most deeds pass a point once or twice; a point that is not reached is a death from outside.
  count: random.chance(0.7) ? 1 : 2 + random.below(2),
  aimed: random.chance(0.5),
});

/** What somebody at the widget does, one or two of them. */
const atWidgets = (field: Field, crowd: Crowd): readonly Deed[] => {
  const { random } = field;
  while (crowd.citizens.length > crowdSize) crowd.citizens.shift()?.widget.close();
  const others = [...crowd.citizens];
  const deeds: Deed[] = [];
  if (others.length < 2 || random.chance(0.12)) deeds.push(newcomer(field, crowd));
  for (let more = 1 + random.below(2); more > 0 && others.length > 0; more -= 1) {
    const [citizen] = others.splice(random.below(others.length), 1);
    if (!citizen) break;
    const own = deedsOf(field, citizen, crowd);
    deeds.push(random.chance(0.07) ? twoTabs(field, citizen) : random.pick(own));
  }
  return deeds;
};

const inChannel = (channel: string, { name, does }: Deed): Deed => ({ name: `${channel}: ${name}`, does });

/** One in Telegram and one in VK, sometimes somebody new. */
const onPhones = (field: Field, phones: Phones, crowd: Crowd): readonly Deed[] => {
  const { random } = field;
  return (['telegram', 'vk'] as const).map((channel) => {
    const known = phones.all.filter((citizen) => citizen.channel === channel).slice(-crowdSize / 2);
    if (known.length < 2 || random.chance(0.12)) {
      return inChannel(channel, { name: 'newcomer', does: async () => phones.say(phones.arrive(channel)) });
    }
    const citizen = random.pick(known);
    return inChannel(channel, random.pick(deedsOfPhone(field, phones, citizen, crowd)));
  });
};

/** Where the weather comes from. */
export interface Around {
  readonly platforms: Platforms;
  readonly house: House;
}

/** Plays one round; what was done in it, for the log. */
export const playRound = async (
  field: Field,
  service: Service,
  crowd: Crowd,
  { platforms, house }: Around,
): Promise<string> => {
  const { random, phones } = field;
  const deeds = [...atWidgets(field, crowd), ...(phones ? onPhones(field, phones, crowd) : [])];
  const kill = chooseKill(random);
  const weather = changeWeather(platforms, house, random);
  service.onDeath(weather.atDeath ?? null);
  const before = service.deaths();
  await service.arm(kill);
  await Promise.all(deeds.map(({ does }) => does()));
  await service.arm(null);
  const where = service.deaths() > before ? `${kill.point} × ${kill.count}` : 'from outside';
  if (service.deaths() === before) await service.kill();
  await service.up();
  await Promise.all([
    ...crowd.citizens.map(({ widget }) => widget.ready()),
    ...crowd.consoles.map((one) => one.ready()),
  ]);
  weather.clear();
  await phones?.taken();
  await field.verify();
  return `${deeds.map(({ name }) => name).join(' + ')}, ${weather.name}, killed at ${where}`;
};
