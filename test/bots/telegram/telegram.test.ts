import { openOperator, eventually, type OperatorScreen } from '../../support/product.ts';
import { received, startWithTelegram, untilButton, untilReceived, type WithTelegram } from '../../support/telegram.ts';

const elena = { id: 501, firstName: 'Елена', lastName: 'Морозова' };
const numberIn = (texts: readonly string[]): string => {
  const found = texts.map((text) => /№ (\d{2}-\d{6}-\d)/u.exec(text)?.[1]).find((number) => number !== undefined);
  if (found === undefined) throw new Error('no number was told');
  return found;
};

describe.each(['webhook', 'polling'] as const)('a citizen in Telegram (%s)', (how) => {
  let world: WithTelegram;
  beforeEach(async () => {
    world = await startWithTelegram(how);
  });
  afterEach(() => world.end());

  test('is answered by the scenario, called to a person under the same number, and answered by that person', async () => {
    const chat = world.telegram.chat(elena);
    chat.send('/start');
    await untilReceived(chat, 'Здравствуйте');
    chat.send('не могу войти в личный кабинет');
    await untilReceived(chat, 'Что мешает войти');
    chat.press('Перейти к оператору');
    await untilReceived(chat, 'повторять не нужно');
    const number = numberIn(received(chat));
    const marina: OperatorScreen = await openOperator(world.product, 'marina');
    await marina.act('ticket:claim', number);
    await marina.open(number);
    await marina.act('message:send', number, {
      text: 'Здравствуйте, я Марина. <b>Проверяю</b> & смотрю_это*',
      asks: false,
    });
    await untilReceived(chat, 'Здравствуйте, я Марина. <b>Проверяю</b> & смотрю_это*');
    chat.send('Спасибо, жду');
    await eventually(() => [...marina.messages.values()].some(({ text }) => text === 'Спасибо, жду'));
    await eventually(() => world.telegram.pending() === 0);
    expect(world.telegram.calls.filter(({ method }) => method === 'answerCallbackQuery')).toHaveLength(1);
    marina.close();
  });

  test('a repeated update and a button pressed twenty times are one effect, and each press is answered', async () => {
    const chat = world.telegram.chat(elena);
    chat.send('забыл пароль от госуслуг', 5);
    await untilReceived(chat, /№ \d{2}-\d{6}-\d/u);
    await untilButton(chat, 'Перейти к оператору');
    for (let i = 0; i < 20; i += 1) chat.press('Перейти к оператору');
    await eventually(() => world.telegram.pending() === 0, 20_000);
    await eventually(() => world.telegram.calls.filter(({ method }) => method === 'answerCallbackQuery').length >= 20);
    const marina = await openOperator(world.product, 'marina');
    const number = numberIn(received(chat));
    await marina.open(number);
    const lines = [...marina.messages.values()].filter(({ author }) => author.kind === 'citizen');
    expect(lines.map(({ text }) => text)).toEqual(['забыл пароль от госуслуг', 'Перейти к оператору']);
    marina.close();
  });

  test('a sticker, a video and a place on the map get one polite sentence each, and nothing of them is kept', async () => {
    const chat = world.telegram.chat(elena);
    chat.sendContent({ sticker: { file_id: 'x', emoji: '👍' } });
    await untilReceived(chat, 'Стикер получил');
    chat.sendContent({ video: { file_id: 'v', duration: 3 } });
    await untilReceived(chat, 'Видео я не смотрю');
    chat.sendContent({ location: { latitude: 58.01, longitude: 56.22 } });
    await untilReceived(chat, 'не сохраняю');
    expect(received(chat).some((text) => /№ \d{2}-/u.test(text))).toBe(false);
  });

  test('who forbade messages is seen on the line, and the operator may try again', async () => {
    const chat = world.telegram.chat(elena);
    chat.send('оператор');
    await untilReceived(chat, /№ \d{2}-\d{6}-\d/u);
    const number = numberIn(received(chat));
    const marina = await openOperator(world.product, 'marina');
    await marina.act('ticket:claim', number);
    await marina.open(number);
    await untilReceived(chat, 'на связи');
    chat.block(true);
    await marina.act('message:send', number, { text: 'Вы ещё здесь?', asks: false });
    const seq = await eventually(() => [...marina.messages.values()].find(({ text }) => text === 'Вы ещё здесь?')?.seq);
    const fate = async () => {
      await marina.open(number);
      return marina.messages.get(seq)?.delivery;
    };
    for (let state = await fate(); state?.state !== 'failed'; state = await fate()) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await fate()).toEqual({ state: 'failed', reason: 'blocked', doubtful: false });
    chat.block(false);
    expect(await marina.ask('message:retry', { number, seq })).toEqual({ ok: true });
    await untilReceived(chat, 'Вы ещё здесь?');
    marina.close();
  });

  test('a group is left with a sentence', async () => {
    world.telegram.raw({
      my_chat_member: { chat: { id: -100, type: 'group' }, new_chat_member: { status: 'member' } },
    });
    await eventually(() => world.telegram.calls.some(({ method }) => method === 'leaveChat'));
    expect(world.telegram.calls.find(({ method }) => method === 'sendMessage')?.params).toMatchObject({
      chat_id: -100,
      text: expect.stringContaining('личных сообщениях'),
    });
  });
});
