/** What may be done in a dialogue of a messenger, read from what its phone shows and from the consoles. */
import type { Crowd, Deed } from './crowd.ts';
import type { Field } from './field.ts';
import type { PhoneCitizen, Phones } from './phones.ts';

const whileBot = (phones: Phones, citizen: PhoneCitizen, { random }: Field): readonly Deed[] => {
  const labels = citizen.labels();
  const say = (copies?: number) => async () => phones.say(citizen, undefined, copies);
  const deeds: Deed[] = [
    { name: 'text', does: say() },
    { name: 'text that comes again', does: say(3) },
    { name: 'burst', does: async () => [0, 1, 2].forEach(() => phones.say(citizen)) },
    { name: 'edit', does: async () => phones.edit(citizen) },
    { name: 'handoff', does: async () => phones.handoff(citizen) },
    { name: 'handoff', does: async () => phones.handoff(citizen) },
  ];
  if (labels.length === 0) return deeds;
  const label = random.pick(labels);
  return [...deeds, { name: 'press', does: async () => phones.press(citizen, label, random.pick([1, 1, 3])) }];
};

const whileLive = (field: Field, phones: Phones, citizen: PhoneCitizen, crowd: Crowd): readonly Deed[] => {
  const { staff, random } = field;
  const [one, two] = crowd.consoles;
  const owner = [one, two].find(({ id, row }) => row(citizen.number())?.owner?.id === id) ?? one;
  const other = owner === one ? two : one;
  return [
    { name: 'text to the operator', does: async () => phones.say(citizen) },
    { name: 'edit and text to the operator', does: async () => [phones.edit(citizen), phones.say(citizen)] },
    { name: 'reply', does: () => staff.reply(owner, citizen) },
    { name: 'question', does: () => staff.reply(owner, citizen, true) },
    { name: 'note', does: () => staff.note(random.pick(crowd.consoles), citizen) },
    { name: 'reply of another', does: () => staff.reply(other, citizen) },
    { name: 'transfer', does: () => staff.transfer(owner, citizen, { kind: 'operator', id: other.id }) },
    { name: 'solve', does: () => staff.solve(owner, citizen, random.chance(0.5)) },
    { name: 'hand back', does: () => staff.handBack(owner, citizen) },
    {
      name: 'both write',
      does: async () => {
        phones.say(citizen);
        await staff.reply(owner, citizen);
        phones.say(citizen);
        await staff.reply(owner, citizen);
      },
    },
    {
      name: 'reply to one who has forbidden messages',
      does: async () => {
        citizen.block(true);
        await staff.reply(owner, citizen);
      },
    },
  ];
};

export const deedsOfPhone = (field: Field, phones: Phones, citizen: PhoneCitizen, crowd: Crowd): readonly Deed[] => {
  const { staff, random } = field;
  const status = citizen.hasNumber() ? crowd.consoles[0].row(citizen.number())?.status : undefined;
  const claim = { name: 'claim', does: () => staff.claim(random.pick(crowd.consoles), citizen) };
  switch (status) {
    case 'queued':
      return [
        claim,
        claim,
        { name: 'two claims', does: () => Promise.all(crowd.consoles.map((by) => staff.claim(by, citizen))) },
        { name: 'text in the queue', does: async () => phones.say(citizen) },
        { name: 'edit in the queue', does: async () => phones.edit(citizen) },
      ];
    case 'active':
    case 'waiting':
      return whileLive(field, phones, citizen, crowd);
    case 'answered':
      return [
        { name: 'helped', does: async () => phones.say(citizen, 'Да, помогло') },
        { name: 'not helped', does: async () => phones.say(citizen, 'Нет, не помогло') },
        { name: 'reopen', does: () => staff.reopen(random.pick(crowd.consoles), citizen) },
      ];
    default:
      return whileBot(phones, citizen, field);
  }
};
