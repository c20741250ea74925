/** Positive controls: each rule broken on purpose turns the checker red; nothing broken leaves it green. */
import { breaks, type Break } from './breaks.ts';
import type { Promised, Violation } from './checker.ts';
import type { Citizen } from './citizens.ts';
import type { Console } from './console.ts';
import { openDesks } from './desks.ts';
import { startDoctored, type Changes } from './doctored.ts';
import { createField, newFolder, removeFolder, type Field } from './field.ts';
import { pause } from './link.ts';
import { startService } from './service.ts';
import { testConfig } from '../support/product.ts';

const seed = 5;

const promises = (violations: readonly Violation[]): readonly Promised[] => [
  ...new Set(violations.map(({ promise }) => promise)),
];

interface Scene {
  readonly field: Field;
  readonly elena: Citizen;
  readonly ivan: Citizen;
  readonly marina: Console;
}

/** Elena asks, calls a person, is answered, noted about and writes back; Ivan asks the bot. */
const daily = async ({ field: { citizens, staff }, elena, ivan, marina }: Scene): Promise<void> => {
  await citizens.say(elena);
  await citizens.say(ivan);
  await citizens.handoff(elena);
  await staff.claim(marina, elena);
  await pause(5);
  await staff.reply(marina, elena);
  await staff.note(marina, elena);
  await citizens.say(elena);
  await pause(5);
  await staff.reply(marina, elena);
};

const repeating = async ({ field: { citizens }, elena }: Scene): Promise<void> => {
  await citizens.repeat(elena);
};

/** What the checker says after the scene was played on a product with these changes. */
const playedOn = async (changes: Changes, play: (scene: Scene) => Promise<void>): Promise<readonly Promised[]> => {
  const dataDir = newFolder();
  const running = await startDoctored(testConfig(dataDir), changes);
  const field = createField({ dataDir, url: async () => running.url, seed });
  try {
    const marina = await field.staff.signIn('marina');
    const scene = { field, elena: await field.citizens.arrive(), ivan: await field.citizens.arrive(), marina };
    await play(scene);
    const said = promises(await field.verdict(1000));
    marina.close();
    return said;
  } finally {
    field.citizens.leave();
    await running.stop();
    removeFolder(dataDir);
  }
};

test('with nothing broken the same scenes leave the checker green', async () => {
  expect(await playedOn({}, daily)).toEqual([]);
  expect(await playedOn({}, repeating)).toEqual([]);
});

const overSockets: readonly (readonly [Break, Promised, (scene: Scene) => Promise<void>])[] = [
  ['no dedupe key', 'P2', repeating],
  ['number given again', 'P4', daily],
  ['line lost in the store', 'P3', daily],
  ['news lost', 'P3', daily],
  ['bot speaks while an operator owns', 'P7', daily],
  ['note sent to the widget', 'P7', daily],
  ['news sent to a stranger', 'P7', daily],
];

test.each(overSockets)('«%s» breaks %s, and the checker says so', async (name, promise, play) => {
  expect(await playedOn(breaks[name], play)).toContain(promise);
});

const killedAfterAnswer = async (name: Break | undefined): Promise<readonly Promised[]> => {
  const service = await startService({ dataDir: newFolder(), ...(name === undefined ? {} : { break: name }) });
  const field = createField({ dataDir: service.dataDir, url: service.up, seed });
  try {
    const citizen = await field.citizens.arrive();
    const token = field.random.token();
    const { name: lane, peer, widget } = citizen;
    const op = { kind: 'text', token, by: 'citizen', peer, number: null, text: `Вопрос ${token}`, lane } as const;
    const sent = await field.operations.run({ ...op, line: 'must', expectsBot: true }, () =>
      widget.send(token, op.text),
    );
    expect(sent.reply.ok).toBe(true);
    await service.kill();
    await service.up();
    return promises(await field.verdict(500));
  } finally {
    field.citizens.leave();
    await service.stop();
    removeFolder(service.dataDir);
  }
};

test.each([
  ['acknowledged before the commit', 'P1'],
  [undefined, null],
] as const)('killed right after an acknowledgement with «%s»: broken is %s', async (name, promise) => {
  const said = await killedAfterAnswer(name);
  if (promise === null) expect(said).toEqual([]);
  else expect(said).toContain(promise);
});

/** Two processes on one database, without and with the rule that keeps them apart. */
const firstQuestions = async (changes: Changes): Promise<readonly Promised[]> => {
  const two = await openDesks(2, changes);
  const [one, other] = two.desks;
  if (!one || !other) throw new Error('two desks are wanted');
  for (let round = 0; round < 5; round += 1) {
    const peer = `peer-${round}`;
    await two.say(one, peer, 'Здравствуйте');
    await Promise.all([two.say(one, peer, 'Не могу войти'), two.say(other, peer, 'Не приходит код из СМС')]);
  }
  const said = promises(two.verdict());
  await two.end();
  return said;
};

const rivalClaims = async (changes: Changes): Promise<readonly Promised[]> => {
  const two = await openDesks(2, changes);
  const operators = await two.hire(2);
  for (let round = 0; round < 5; round += 1) {
    const peer = `peer-${round}`;
    const ticket = await two.waiting(two.desks[0] ?? fail(), peer);
    await Promise.all(
      operators.map((operator, index) => two.act(two.desks[index] ?? fail(), 'claim', peer, { operator, ticket })),
    );
  }
  const said = promises(two.verdict());
  await two.end();
  return said;
};

const fail = (): never => {
  throw new Error('two desks are wanted');
};

test('two processes open one ticket for two first questions, thanks to the version check', async () => {
  expect(await firstQuestions({})).toEqual([]);
  expect(await firstQuestions(breaks['no version check'])).toContain('P2');
});

test('two processes give a ticket to one operator, thanks to the condition in the store', async () => {
  expect(await rivalClaims({})).toEqual([]);
  expect(await rivalClaims(breaks['claim without condition'])).toContain('P5');
});
