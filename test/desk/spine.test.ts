import { formatTicketNumber } from '../../core/domain/ticket-number.ts';
import {
  openCitizen,
  openOperator,
  eventually,
  startProduct,
  type CitizenScreen,
  type OperatorScreen,
  type Product,
} from '../support/product.ts';

let product: Product;
const screens: { close(): void }[] = [];

const citizen = async (token: string | null = null): Promise<CitizenScreen> => {
  const screen = await openCitizen(product.url, token, 'http://localhost:8080');
  screens.push(screen);
  return screen;
};

const operator = async (login: string): Promise<OperatorScreen> => {
  const screen = await openOperator(product, login);
  screens.push(screen);
  return screen;
};

beforeAll(async () => {
  product = await startProduct();
});
afterEach(() => {
  for (const screen of screens.splice(0)) screen.close();
});
afterAll(() => product.end());

const number = (screen: CitizenScreen): string => screen.view().number ?? '';

/** A citizen who asked, was led, was not helped and called a person. */
const handedOver = async (question = 'не приходит код для входа'): Promise<CitizenScreen> => {
  const screen = await citizen();
  await screen.send(question);
  await screen.press('Перейти к оператору');
  await eventually(() => screen.view().status === 'queued');
  return screen;
};

test('opening the chat and a greeting give no number; the first question does, in its first answer', async () => {
  const elena = await citizen();
  expect(elena.texts()).toHaveLength(1);
  expect(elena.texts()[0]).toMatch(/бот/iu);
  await elena.send('Здравствуйте');
  expect(elena.view().number).toBeNull();
  const sent = await elena.send('не могу войти в личный кабинет');
  const answer = await eventually(() => elena.messages.get((sent.ok ? sent.seq : 0) + 1));
  await eventually(() => elena.view().number);
  expect(number(elena)).toMatch(/^\d{2}-\d{6}-\d$/u);
  expect(answer.text.replace(/[\s\u00a0]/gu, ' ')).toContain(`Обращение № ${number(elena)}`);
});

test('the whole way: bot, operator, «Нет», the same operator, «Да», all under one number', async () => {
  const elena = await handedOver();
  const its = number(elena);
  const marina = await operator('marina');
  const listed = await marina.ask<{ rows: { number: string }[] }>('queue:list', { tab: 'queue' });
  expect(listed.ok && listed.rows.map((row) => row.number)).toContain(its);

  await marina.open(its);
  expect(marina.card()?.dossier?.wants).toContain('не приходит код');
  expect([...marina.messages.values()].some((message) => message.text === 'не приходит код для входа')).toBe(true);
  expect([...marina.messages.values()].some((message) => message.text === 'Перейти к оператору')).toBe(true);

  expect(await marina.act('ticket:claim', its)).toMatchObject({ ok: true });
  await eventually(() => elena.view().who.kind === 'operator');
  expect(elena.view()).toMatchObject({ number: its, status: 'active', who: { kind: 'operator', name: 'Марина' } });

  await marina.act('note:add', its, { text: 'Заметка: проверить номер телефона' });
  await marina.act('message:send', its, { text: 'Здравствуйте! Какой у вас телефон?', asks: true });
  await eventually(() => elena.texts().includes('Здравствуйте! Какой у вас телефон?'));
  await eventually(() => elena.view().status === 'waiting');
  expect(elena.texts().join()).not.toContain('Заметка');

  const before = elena.messages.size;
  await elena.send('оператор, телефон Android');
  await eventually(() => [...marina.messages.values()].some((message) => message.text.includes('Android')));
  await eventually(() => elena.view().status === 'active');
  expect(elena.messages.size).toBe(before + 1);

  await marina.act('ticket:solve', its, { text: 'Готово: вы вошли по почте.' });
  await eventually(() => elena.view().status === 'answered');
  await elena.press('Нет, не помогло');
  await eventually(() => elena.view().status === 'active');
  expect(elena.view()).toMatchObject({ number: its, who: { kind: 'operator', name: 'Марина' } });

  await marina.act('ticket:solve', its, { text: null });
  await eventually(() => elena.view().status === 'answered');
  await elena.press('Да, помогло');
  await eventually(() => elena.view().status === 'closed');
  expect(number(elena)).toBe(its);

  const again = await citizen(elena.token());
  expect(again.texts()).toEqual(elena.texts());
  expect(again.view()).toMatchObject({ number: its, status: 'closed' });
});

test('after the close a new question gets a new number that is linked to the old one', async () => {
  const elena = await handedOver();
  const first = number(elena);
  const marina = await operator('marina');
  await marina.act('ticket:claim', first);
  await marina.act('ticket:solve', first, { text: 'Готово' });
  await eventually(() => elena.view().status === 'answered');
  await elena.press('Да, помогло');
  await eventually(() => elena.view().status === 'closed');
  await elena.send('какие файлы можно приложить');
  await eventually(() => number(elena) !== first);
  await elena.press('Перейти к оператору');
  const row = await eventually(() => marina.rows.get(number(elena)));
  expect(row.status).toBe('queued');
  await marina.open(number(elena));
  expect(marina.card()?.others.map((other) => other.number)).toContain(first);
});

test('two operators take the same ticket: one has it, the other reads who', async () => {
  const elena = await handedOver();
  const [marina, oleg] = [await operator('marina'), await operator('oleg')];
  const answers = await Promise.all([
    marina.act('ticket:claim', number(elena)),
    oleg.act('ticket:claim', number(elena)),
  ]);
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  const loser = answers.find((answer) => !answer.ok);
  expect(loser).toMatchObject({ error: 'taken', by: answers[0].ok ? 'Марина Соколова' : 'Олег Ким' });
});

test('«Взять из очереди» gives the one who waits longest, and asked again after a lost answer gives the same', async () => {
  const own = await startProduct();
  const waiting = [];
  for (const text of ['первый', 'второй']) {
    const one = await openCitizen(own.url);
    screens.push(one);
    await one.send(`не могу войти, ${text}`);
    await one.send('оператор');
    waiting.push(await eventually(() => one.view().number));
  }
  const marina = await openOperator(own, 'marina');
  screens.push(marina);
  const take = (clientId: string) => marina.ask<{ number: string }>('queue:take', { clientId });
  expect(await take('take-once')).toEqual({ ok: true, number: waiting[0] });
  expect(await take('take-once')).toEqual({ ok: true, number: waiting[0] });
  expect(await take('take-more')).toEqual({ ok: true, number: waiting[1] });
  expect(await take('take-last')).toMatchObject({ ok: false, error: 'empty' });
  await own.end();
});

test('only the owner writes to the citizen; a transfer takes the right away', async () => {
  const elena = await handedOver();
  const [marina, oleg] = [await operator('marina'), await operator('oleg')];
  await marina.act('ticket:claim', number(elena));
  const refused = await oleg.act('message:send', number(elena), { text: 'И я отвечу', asks: false });
  expect(refused).toMatchObject({ ok: false, error: 'not-owner', by: 'Марина Соколова' });
  const directory = await marina.ask<{ directory: { colleagues: { id: string; name: string }[] } }>(
    'directory:get',
    {},
  );
  const id = directory.ok ? directory.directory.colleagues.find((one) => one.name === 'Олег Ким')?.id : '';
  const moved = await marina.act('ticket:transfer', number(elena), {
    to: { kind: 'operator', id },
    reason: 'Он знает эту услугу',
  });
  expect(moved).toMatchObject({ ok: true });
  await eventually(() => elena.view().who.kind === 'operator' && elena.texts().some((text) => text.includes('Олег')));
  expect(elena.texts().join()).not.toContain('Он знает эту услугу');
  const late = await marina.act('message:send', number(elena), { text: 'Ещё слово', asks: false });
  expect(late).toMatchObject({ ok: false, error: 'not-owner', by: 'Олег Ким' });
  expect(await oleg.act('message:send', number(elena), { text: 'Здравствуйте', asks: false })).toMatchObject({
    ok: true,
  });
});

test('a transfer to experts shows the status and a due date, and it comes back from them answered', async () => {
  const elena = await handedOver();
  const marina = await operator('marina');
  await marina.act('ticket:claim', number(elena));
  const directory = await marina.ask<{ directory: { departments: { id: string; expert: boolean }[] } }>(
    'directory:get',
    {},
  );
  const expert = directory.ok ? directory.directory.departments.find((one) => one.expert)?.id : '';
  await marina.act('ticket:transfer', number(elena), {
    to: { kind: 'department', id: expert },
    reason: 'Нужен эксперт',
  });
  await eventually(() => elena.view().statusText === 'На экспертизе');
  const oleg = await operator('oleg');
  await oleg.open(number(elena));
  expect(oleg.card()?.dueAt).toBeGreaterThan(Date.now());
  expect(await oleg.act('ticket:claim', number(elena))).toMatchObject({ ok: true });
  await oleg.act('ticket:solve', number(elena), { text: 'Проверили, всё исправлено.' });
  await eventually(() => elena.view().statusText === 'Ответ готов');
});

test('handed back to the bot the citizen lands in the menu, and may call a person again under the same number', async () => {
  const elena = await handedOver();
  const its = number(elena);
  const marina = await operator('marina');
  await marina.act('ticket:claim', its);
  await marina.act('ticket:hand-back', its);
  await eventually(() => elena.view().status === 'bot');
  await elena.press('Не получается войти');
  await elena.press('Перейти к оператору');
  await eventually(() => elena.view().status !== 'bot');
  expect(number(elena)).toBe(its);
});

test('a rejection needs a reason, which the citizen reads; it can be reopened', async () => {
  const elena = await handedOver();
  const its = number(elena);
  const marina = await operator('marina');
  await marina.act('ticket:claim', its);
  expect(await marina.act('ticket:reject', its, { reason: '  ' })).toMatchObject({ ok: false, error: 'empty' });
  await marina.act('ticket:reject', its, { reason: 'Вопрос не о портале' });
  await eventually(() => elena.view().status === 'rejected');
  expect(elena.texts().join()).toContain('Вопрос не о портале');
  expect(await marina.act('ticket:reopen', its)).toMatchObject({ ok: true });
  await eventually(() => elena.view().status === 'active');
});

test('a citizen who does not want to wait goes on with the bot', async () => {
  const elena = await handedOver();
  await elena.press('Не ждать, вернуться к боту');
  await eventually(() => elena.view().status === 'bot');
  await elena.send('статус');
  await eventually(() => elena.texts().at(-1)?.includes(number(elena)));
});

test('the same message sent again, over two tabs at once too, is one message and one answer', async () => {
  const elena = await citizen();
  const tab = await citizen(elena.token());
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => (i % 2 ? elena : tab).send('как позвонить в поддержку', 'one-and-the-same')),
  );
  const seqs = new Set(answers.map((answer) => (answer.ok ? answer.seq : answer.error)));
  expect(seqs.size).toBe(1);
  await eventually(() => elena.view().number);
  expect(elena.texts().filter((text) => text === 'как позвонить в поддержку')).toHaveLength(1);
  expect(elena.texts()).toEqual(tab.texts());
});

test('twenty presses of one button are one transition, and an old button is answered sensibly', async () => {
  const elena = await citizen();
  const menu = elena.view().offerSeq ?? 0;
  await Promise.all(Array.from({ length: 20 }, () => elena.pressPayload(`${menu}.0`)));
  await eventually(() => elena.view().number);
  const lines = elena.texts().length;
  expect(elena.texts().filter((text) => text === 'Не получается войти')).toHaveLength(1);
  await elena.pressPayload(`${menu}.1`);
  await eventually(() => elena.texts().length > lines);
  expect(elena.texts().join()).toContain('устарело');
  for (const forged of ['1.999', '999999.0', '0.0', 'x', '1', '-1.0', `${'9'.repeat(40)}.1`]) {
    expect(await elena.pressPayload(forged)).toMatchObject({ ok: true });
  }
});

test('another browser sees nothing, and a foreign number opens nothing', async () => {
  const elena = await handedOver();
  const stranger = await citizen();
  const answers = [number(elena), formatTicketNumber(2026, 999_999)].map(async (asked) => {
    const sent = await stranger.send(asked);
    return eventually(() => stranger.messages.get((sent.ok ? sent.seq : 0) + 1)?.text);
  });
  const [foreign, unknown] = await Promise.all(answers);
  expect(foreign).toBe(unknown);
  expect(stranger.texts().join()).not.toContain('код для входа');
});

test('everything is still there after a restart, and the talk goes on under the same number', async () => {
  const elena = await handedOver();
  const token = elena.token();
  const texts = elena.texts();
  const its = number(elena);
  elena.close();
  product = await product.restart();
  const again = await citizen(token);
  expect(again.texts()).toEqual(texts);
  const marina = await operator('marina');
  expect(await marina.act('ticket:claim', its)).toMatchObject({ ok: true });
  await eventually(() => again.view().status === 'active');
});
