/** The same races as screens run them: real sockets, many at once. */
import { openStore } from '../../core/storage/sqlite/open.ts';
import { systemClock } from '../../core/system-clock.ts';
import { createSessions } from '../../operator-console/server/session.ts';
import { anOperator } from '../support/builders.ts';
import { startProduct } from '../support/product.ts';
import { openConsole } from './console.ts';
import { createField, newFolder } from './field.ts';

test('of 50 consoles that take one ticket over real sockets one gets it, the others read who', async () => {
  const dataDir = newFolder();
  const store = openStore({ dataDir, clock: systemClock });
  const sessions = createSessions({ signIns: store.signIns, clock: systemClock, secure: false });
  const operators = Array.from({ length: 50 }, (_, index) =>
    anOperator({ name: `Оператор ${index + 1}`, role: 'supervisor', departments: [], capacity: 100_000 }),
  );
  const cookies = await Promise.all(
    operators.map(async (operator) => {
      await store.people.save(operator, null);
      return (await sessions.open(operator)).split(';')[0] ?? '';
    }),
  );
  await store.close();
  const product = await startProduct({ dataDir });
  const url = async (): Promise<string> => product.url;
  const field = createField({ dataDir, url, seed: 3 });
  const { history, staff, citizens } = field;
  const consoles = await Promise.all(
    operators.map(({ id, name }, index) => openConsole({ url, history, name, id, cookie: cookies[index] ?? '' })),
  );
  try {
    const citizen = await citizens.arrive();
    await citizens.say(citizen);
    await citizens.handoff(citizen);
    const sent = await Promise.all(consoles.map((by) => staff.claim(by, citizen)));
    const winners = consoles.filter((_, index) => sent[index]?.reply.ok);
    expect(winners).toHaveLength(1);
    const refusals = sent.flatMap(({ reply }) => (reply.ok ? [] : [`${reply.error} ${reply.by}`]));
    expect(new Set(refusals)).toEqual(new Set([`taken ${winners[0]?.name}`]));
    await field.verify();
  } finally {
    for (const each of consoles) each.close();
    citizens.leave();
    await product.end();
  }
});

test('one message that comes 100 times at once over two sockets is one message', async () => {
  const product = await startProduct();
  const field = createField({ dataDir: product.dataDir, url: async () => product.url, seed: 4 });
  try {
    const citizen = await field.citizens.arrive();
    const tab = await field.citizens.tab(citizen);
    const token = field.random.token();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        (index % 2 === 0 ? citizen : tab).widget.send(token, `Вопрос ${token}`),
      ),
    );
    // More than a person can type is slowed down, not stored.
    const kinds = new Set(answers.map((answer) => (answer.ok ? answer.seq : answer.error)));
    expect(kinds).toEqual(new Set([2, 'throttled']));
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(20);
    await field.verify();
  } finally {
    field.citizens.leave();
    await product.end();
  }
});
