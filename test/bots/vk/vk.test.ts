import { eventually, openOperator } from '../../support/product.ts';
import { startWithVk, told, untilTold, vkGroup, vkSecret, type WithVk } from '../../support/vk.ts';

const elena = { id: 501, firstName: 'Елена', lastName: 'Морозова' };
const numberIn = (texts: readonly string[]): string => {
  const found = texts.map((text) => /№ (\d{2}-\d{6}-\d)/u.exec(text)?.[1]).find((number) => number !== undefined);
  if (found === undefined) throw new Error('no number was told');
  return found;
};

describe.each(['callback', 'polling'] as const)('a citizen in VK (%s)', (how) => {
  let world: WithVk;
  beforeEach(async () => {
    world = await startWithVk(how);
  });
  afterEach(() => world.end());

  test('is answered by the scenario, called to a person under the same number, and answered by that person', async () => {
    const dialogue = world.vk.dialogue(elena);
    dialogue.sendContent({ text: 'Начать', payload: '{"command":"start"}' });
    await untilTold(dialogue, 'Здравствуйте');
    dialogue.send('не могу войти в личный кабинет');
    await untilTold(dialogue, 'Что мешает войти');
    dialogue.press('Перейти к оператору');
    await untilTold(dialogue, 'повторять не нужно');
    await eventually(() => dialogue.answered === 1);
    const number = numberIn(told(dialogue));
    const marina = await openOperator(world.product, 'marina');
    await marina.act('ticket:claim', number);
    await marina.open(number);
    await marina.act('message:send', number, { text: 'Здравствуйте, я Марина. [id1|Проверяю] & <b>', asks: false });
    await untilTold(dialogue, 'Здравствуйте, я Марина. [id1|Проверяю] & <b>');
    dialogue.send('Спасибо, жду');
    await eventually(() => [...marina.messages.values()].some(({ text }) => text === 'Спасибо, жду'));
    marina.close();
  });

  test('a platform that gives no answer gets the same line under the same random id, and it is shown once', async () => {
    const dialogue = world.vk.dialogue(elena);
    let times = 2;
    world.vk.knob(({ method }) =>
      method === 'messages.send' && times-- > 0
        ? { kind: 'garbage', status: 502, body: '<html>Bad gateway</html>', carriedOut: true }
        : null,
    );
    dialogue.send('/start');
    await untilTold(dialogue, 'Здравствуйте');
    await eventually(() => world.vk.calls.filter(({ method }) => method === 'messages.send').length === 3, 20_000);
    await eventually(() => world.vk.calls.at(-1)?.outcome === 'ok');
    expect(told(dialogue)).toHaveLength(1);
    const ids = world.vk.calls
      .filter(({ method }) => method === 'messages.send')
      .map(({ params }) => params['random_id']);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[1-9]\d{0,9}$/u);
  });

  test('who forbade messages is seen on the line', async () => {
    const dialogue = world.vk.dialogue(elena);
    dialogue.send('оператор');
    await untilTold(dialogue, /№ \d{2}-\d{6}-\d/u);
    const number = numberIn(told(dialogue));
    const marina = await openOperator(world.product, 'marina');
    await marina.act('ticket:claim', number);
    await marina.open(number);
    await untilTold(dialogue, 'на связи');
    dialogue.block(true);
    await marina.act('message:send', number, { text: 'Вы ещё здесь?', asks: false });
    const seq = await eventually(() => [...marina.messages.values()].find(({ text }) => text === 'Вы ещё здесь?')?.seq);
    for (;;) {
      await marina.open(number);
      if (marina.messages.get(seq)?.delivery?.state === 'failed') break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(marina.messages.get(seq)?.delivery).toEqual({ state: 'failed', reason: 'blocked', doubtful: false });
    marina.close();
  });

  test('a sticker and a video get one polite sentence each', async () => {
    const dialogue = world.vk.dialogue(elena);
    dialogue.sendContent({ attachments: [{ type: 'sticker', sticker: {} }] });
    await untilTold(dialogue, 'Стикер получил');
    dialogue.sendContent({ attachments: [{ type: 'video', video: {} }] });
    await untilTold(dialogue, 'Видео я не смотрю');
  });

  test('B42 a payload that is not ours is read as the words it came with', async () => {
    const dialogue = world.vk.dialogue(elena);
    for (const payload of ['not json', `"${'x'.repeat(10_000)}"`, '{"__proto__":{"a":1}}', '{"p":5}', '[]']) {
      dialogue.sendContent({ text: 'забыл пароль', payload });
    }
    await untilTold(dialogue, /№ \d{2}-/u);
    dialogue.pressPayload({ p: '1.0', extra: true });
    await untilTold(dialogue, 'Меню устарело');
    expect(Object.hasOwn({}, 'a')).toBe(false);
  });
});

describe('VK', () => {
  test('what was written while we were down is answered when we come up, once', async () => {
    const world = await startWithVk('polling', {
      before: (vk) => vk.dialogue(elena).sendUnheard('забыл пароль от госуслуг'),
    });
    const dialogue = world.vk.dialogue(elena);
    const answer = await untilTold(dialogue, /№ \d{2}-/u);
    const { product } = world;
    const again = await product.restart();
    const before = told(dialogue).length;
    dialogue.send('спасибо');
    await eventually(() => told(dialogue).length > before);
    expect(told(dialogue).filter((text) => text === answer)).toHaveLength(1);
    await again.end();
    await world.vk.close();
  });

  test('a message that comes cut is asked for whole', async () => {
    const world = await startWithVk('callback');
    const dialogue = world.vk.dialogue(elena);
    const number = dialogue.sendUnheard('Здравствуйте, не приходит код из смс для входа');
    world.vk.raw('message_new', {
      message: {
        id: 1,
        date: 1,
        peer_id: elena.id,
        from_id: elena.id,
        out: 0,
        text: 'Здрав',
        conversation_message_id: number,
        is_cropped: true,
      },
    });
    await untilTold(dialogue, /№ \d{2}-/u);
    expect(world.vk.calls.some(({ method }) => method === 'messages.getByConversationMessageId')).toBe(true);
    await world.end();
  });

  test.each([
    ['B3 no secret', {}],
    ['B3 a wrong one', { secret: 'wrong' }],
    ['B3 a list', { secret: [vkSecret] }],
    ['B3 a number', { secret: 5 }],
    ['B3 null', { secret: null }],
    ['B4 a foreign group', { secret: vkSecret, group_id: 5 }],
    ['B5 a forged confirmation', { secret: 'wrong', type: 'confirmation' }],
  ])('%s is refused without a word', async (_name, over) => {
    const world = await startWithVk('callback');
    const response = await fetch(`${world.product.url}/webhooks/vk`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'message_new', group_id: vkGroup, event_id: 'e', object: {}, ...over }),
    });
    expect([response.status, await response.text()]).toEqual([403, '']);
    await world.end();
  });

  test('B17, B18 events that are strange are answered by `ok`, and the process lives', async () => {
    const world = await startWithVk('callback');
    const post = async (event: object): Promise<string> => {
      const response = await fetch(`${world.product.url}/webhooks/vk`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ group_id: vkGroup, secret: vkSecret, event_id: 'e', ...event }),
      });
      return `${response.status} ${await response.text()}`;
    };
    for (const event of [
      { type: '__proto__', object: {} },
      { type: 'constructor', object: {} },
      { type: 'wall_post_new', object: {} },
      { type: 'message_new' },
      { type: 'message_new', object: null },
      { type: 'message_new', object: { message: { peer_id: 'x' } } },
      { type: 'message_event', object: { user_id: 1 } },
      { type: 'message_new', object: { message: { peer_id: 5, from_id: -7, conversation_message_id: 1, text: 'x' } } },
    ]) {
      expect(await post(event)).toBe('200 ok');
    }
    expect((await fetch(`${world.product.url}/healthz/live`)).status).toBe(200);
    await world.end();
  });
});
