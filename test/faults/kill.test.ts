/** P8: kill -9 at every fault point of a turn, restart, replay as a screen would. */
import type { Citizen } from './citizens.ts';
import type { Console } from './console.ts';
import { createField, newFolder, removeFolder, type Field } from './field.ts';
import { turnPoints, type TurnPoint } from './protocol.ts';
import { startService, type Service } from './service.ts';

const seed = 20_260_301;

let service: Service;
let field: Field;
let marina: Console;

beforeAll(async () => {
  service = await startService({ dataDir: newFolder() });
  field = createField({ dataDir: service.dataDir, url: service.up, seed });
  marina = await field.staff.signIn('marina');
});

afterAll(async () => {
  field.citizens.leave();
  marina.close();
  await service.stop();
  removeFolder(service.dataDir);
});

const asked = async (): Promise<Citizen> => {
  const citizen = await field.citizens.arrive();
  await field.citizens.say(citizen);
  return citizen;
};
const waiting = async (): Promise<Citizen> => {
  const citizen = await asked();
  await field.citizens.handoff(citizen);
  return citizen;
};
const taken = async (): Promise<Citizen> => {
  const citizen = await waiting();
  await field.staff.claim(marina, citizen);
  return citizen;
};

interface Moment {
  readonly name: string;
  readonly before: () => Promise<Citizen | null>;
  readonly act: (citizen: Citizen) => Promise<unknown>;
  readonly byCitizen: boolean;
}

const moments: readonly Moment[] = [
  {
    name: 'a new citizen opens the chat and asks',
    before: async () => null,
    act: asked,
    byCitizen: true,
  },
  {
    name: 'a citizen writes the first message',
    before: () => field.citizens.arrive(),
    act: (citizen) => field.citizens.say(citizen),
    byCitizen: true,
  },
  {
    name: 'a citizen writes in the middle of a dialogue',
    before: asked,
    act: (citizen) => field.citizens.say(citizen),
    byCitizen: true,
  },
  {
    name: 'a citizen presses «Перейти к оператору»',
    before: asked,
    act: (citizen) => field.citizens.handoff(citizen),
    byCitizen: true,
  },
  {
    name: 'an operator takes the ticket',
    before: waiting,
    act: (citizen) => field.staff.claim(marina, citizen),
    byCitizen: false,
  },
  {
    name: 'an operator answers',
    before: taken,
    act: (citizen) => field.staff.reply(marina, citizen),
    byCitizen: false,
  },
  {
    name: 'an operator solves with a last word',
    before: taken,
    act: (citizen) => field.staff.solve(marina, citizen, true),
    byCitizen: false,
  },
];

/** Operators' acts are parsed by the console before the desk hears of them. */
const pointsOf = ({ byCitizen }: Moment): readonly TurnPoint[] =>
  turnPoints.filter((point) => byCitizen || point !== 'event:parsed');

describe.each(moments)('killed while $name', (moment) => {
  test.each(pointsOf(moment))('at %s: restarted and replayed, nothing is lost and nothing doubled', async (point) => {
    const citizen = await moment.before();
    const before = service.deaths();
    expect(await service.arm({ point, count: 1, aimed: true })).toBe(true);
    await moment.act(citizen as Citizen);
    expect(service.deaths()).toBe(before + 1);
    await field.verify();
    expect(field.history.ops.filter(({ outcome }) => outcome.kind === 'fail')).toEqual([]);
    citizen?.widget.close();
  });
});
