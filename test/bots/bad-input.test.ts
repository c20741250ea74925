/** What strangers send in a messenger, by the numbers of the list of bad input. Both platforms over real HTTP. */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { eventually, openOperator, type OperatorScreen } from '../support/product.ts';
import { calledBy, inTelegram, inVk, lineWith, type Written } from '../support/writers.ts';

const family = '👨‍👩‍👧‍👦';
const zalgo = `з${'\u0301\u0302'.repeat(250)}`;
const markup = '<b>&_*[`~>#+-=|{}.!\\](javascript:alert(1)) <script>alert(1)</script> {{7*7}} ${7*7} %s%n {name}';

/** What was sent, and how it stands in the dialogue. */
const kept: readonly (readonly [string, string, string])[] = [
  ['B22 twenty thousand letters', 'я'.repeat(20_000), 'я'.repeat(20_000)],
  ['B25 control characters', 'при\u0000вет\u001b[31m\u007f', 'привет[31m'],
  ['B27 five hundred marks on one letter', zalgo, zalgo.normalize('NFC')],
  ['B29 decomposed letters', 'и\u0306од', 'йод'],
  ['B30 half a character', '\ud800 конец', '\ufffd конец'],
  ['B31, B32, B33 markup and templates', markup, markup],
  ['B34 a line of a log', 'привет\n{"level":50,"msg":"ERROR"}', 'привет\n{"level":50,"msg":"ERROR"}'],
];

describe.each([
  ['Telegram', inTelegram],
  ['VK', inVk],
])('in %s', (name, open) => {
  let world: Written;
  let marina: OperatorScreen;
  beforeAll(async () => {
    world = await open();
    marina = await openOperator(world.product, 'marina');
  });
  afterAll(async () => {
    marina.close();
    await world.end();
  });
  const linesOf = (peer: number): number => {
    const db = new DatabaseSync(join(world.product.dataDir, 'desk.db'), { readOnly: true });
    const found = db
      .prepare(
        `SELECT count(*) AS n FROM messages m JOIN addresses a ON a.conversation = m.conversation
         WHERE a.peer = ? AND m.author = 0`,
      )
      .get(String(peer));
    db.close();
    return Number(found?.['n']);
  };

  test('B21 whoever sends nothing that can be read is asked to write', async () => {
    const blanks = ['', '   ', '\u00a0', '\u200b', '\n'].entries();
    await Promise.all(
      [...blanks].map(([at, text]) => {
        const writer = world.writer(100 + at);
        writer.sendContent({ text });
        return writer.sees('Напишите вопрос текстом');
      }),
    );
  });

  test('texts come to the operator whole and harmless, and an answer goes back to the letter', async () => {
    const writer = world.writer(110);
    const number = await calledBy(writer, marina);
    for (const [, text] of kept) writer.send(text);
    for (const [, , stands] of kept) await lineWith(marina, stands);
    await marina.act('message:send', number, { text: markup, asks: false });
    await writer.sees(markup);
  });

  test('B23, B24 an answer longer than a message goes in parts: in order, between words, no character broken', async () => {
    const writer = world.writer(120);
    const number = await calledBy(writer, marina);
    const before = writer.lines().length;
    const text = `${'Слово за слово. '.repeat(255)}${`${family}👍🏽🇷🇺`.repeat(150)} и всё`.slice(0, 7_900);
    const answer = await marina.act('message:send', number, { text, asks: false });
    expect(answer).toMatchObject({ ok: true });
    const parts = await eventually(() => {
      const sent = writer.lines().slice(before);
      return sent.length > 1 && sent.join('').replace(/\s/gu, '').length === text.replace(/\s/gu, '').length && sent;
    }, 20_000);
    expect(parts.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
    const count = (whole: string): number => [...new Intl.Segmenter('ru').segment(whole.replace(/\s/gu, ''))].length;
    expect(parts.reduce((sum, part) => sum + count(part), 0)).toBe(count(text));
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(4_096);
      expect(part.isWellFormed()).toBe(true);
    }
  });

  test('B28, B37 a person is called in many words; letters of another alphabet harm nobody', async () => {
    const words = ['оператор', 'ОПЕРАТОР!!!', 'перейти к оператору', 'хочу человека', 'апиратор'];
    const said = words.map((text, at) => {
      const writer = world.writer(130 + at);
      writer.send(text);
      return writer.sees('повторять не нужно');
    });
    const writer = world.writer(139);
    writer.send('Oпepaтop');
    await Promise.all([...said, writer.sees('Здравствуйте')]);
  });

  test('B36 two hundred lines at once are all stored, one notice says so, and replies are few', async () => {
    const writer = world.writer(140);
    for (let n = 0; n < 200; n += 1) writer.send(`строка ${n}`);
    await eventually(() => linesOf(140) === 200, 60_000);
    await writer.sees('быстрее, чем я успеваю');
    const db = new DatabaseSync(join(world.product.dataDir, 'desk.db'), { readOnly: true });
    const ours = db
      .prepare(
        `SELECT m.text FROM messages m JOIN addresses a ON a.conversation = m.conversation
         WHERE a.peer = '140' AND m.author <> 0`,
      )
      .all()
      .map(({ text }) => String(text));
    db.close();
    expect(ours.filter((text) => text.includes('быстрее, чем я успеваю'))).toHaveLength(1);
    expect(ours.length).toBeLessThanOrEqual(25);
  });

  test('B38 what is written while waiting joins the same ticket', async () => {
    const writer = world.writer(150);
    writer.send('оператор');
    await writer.sees('повторять не нужно');
    writer.send('у меня ошибка 500 на странице оплаты');
    writer.send('и ещё вопрос про паспорт');
    await eventually(() => linesOf(150) === 3, 15_000);
    const numbers = new Set(writer.lines().flatMap((text) => text.match(/\d{2}-\d{6}-\d/gu) ?? []));
    expect(numbers.size).toBe(1);
  });

  test('B40 a button pressed twenty times is one step, and every press is answered', async () => {
    const writer = world.writer(160);
    writer.send('/start');
    await writer.sees('Выберите тему');
    const before = world.answered();
    for (let n = 0; n < 20; n += 1) writer.press('Не получается войти');
    await eventually(() => world.answered() - before === 20, 30_000);
    await writer.sees('Что мешает войти');
    expect(linesOf(160)).toBe(1);
    expect(writer.lines().some((text) => text.includes('Меню устарело'))).toBe(false);
  });

  test('B41 a forged press leads nowhere: the menu is outdated, and stands there again', async () => {
    const forged = ['admin', '1.99', '999999.0', '__proto__', `${'9'.repeat(60)}.0`];
    await Promise.all(
      forged.map(async (payload, at) => {
        const writer = world.writer(170 + at);
        writer.send('/start');
        await writer.sees('Выберите тему');
        writer.pressForged(payload);
        await writer.sees('Меню устарело');
      }),
    );
  });

  if (name === 'Telegram') {
    test('one’s own card is a number for the operator, masked; the card of somebody else is not kept', async () => {
      const writer = world.writer(180);
      await calledBy(writer, marina);
      writer.sendContent({ contact: { phone_number: '79161234567', first_name: 'Елена', user_id: 180 } });
      const line = await lineWith(marina, '+7 ••• •••-45-67');
      expect(line.masked.map(({ kind }) => kind)).toEqual(['phone']);
      writer.sendContent({ contact: { phone_number: '79167654321', first_name: '<b>Пётр</b>', user_id: 9 } });
      await lineWith(marina, 'Контакт другого человека (не сохранён)');
    });
  }
});
