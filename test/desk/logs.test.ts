import { pino } from 'pino';
import { eventually, openCitizen, openOperator, signIn, startProduct } from '../support/product.ts';

const canary = 'СНИЛС-112-233-445-95-канарейка';

test('no word of a conversation, no token and no password is ever logged, in failures too', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  let broken = false;
  const fault = (point: string): void => {
    if (broken && point === 'turn:stepped') throw new Error('the store went away');
  };
  const product = await startProduct({ log, fault });
  const elena = await openCitizen(product.url);
  const marina = await openOperator(product, 'marina');
  await elena.send(`не могу войти ${canary}`);
  await elena.send('оператор');
  const number = await eventually(() => elena.view().number);
  await marina.act('ticket:claim', number);
  await marina.act('message:send', number, { text: `Вижу ${canary}`, asks: false });
  await signIn(product.url, 'marina', `${canary}-пароль`);
  broken = true;
  expect(await elena.send(`ещё раз ${canary}`)).toMatchObject({ ok: false });
  expect(await marina.act('note:add', number, { text: canary })).toMatchObject({ ok: false, error: 'failed' });
  broken = false;
  const all = lines.join('\n');
  expect(all).toContain('the store went away');
  for (const secret of [canary, elena.token(), marina.cookie.split('=')[1] ?? '-', product.password('marina')]) {
    expect(all).not.toContain(secret);
  }
  elena.close();
  marina.close();
  await product.end();
});

test('an event that fails three times becomes a dead letter, and the next one flows', async () => {
  let poison = true;
  const fault = (point: string): void => {
    if (poison && point === 'turn:stepped') throw new Error('poison');
  };
  poison = false;
  const product = await startProduct({ fault });
  const elena = await openCitizen(product.url);
  poison = true;
  const answers = [];
  for (let i = 0; i < 3; i += 1) answers.push(await elena.send('ядовитое', 'poison-event'));
  expect(answers.map((answer) => answer.ok)).toEqual([false, false, true]);
  poison = false;
  expect(await elena.send('забыл пароль')).toMatchObject({ ok: true });
  await eventually(() => elena.view().number);
  elena.close();
  await product.end();
});
