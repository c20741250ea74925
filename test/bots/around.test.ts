/** What comes with the words of a citizen in a messenger, and what comes without words. */
import { parseUpdate } from '../../bots/telegram/parse.ts';
import { envelope, parseEvent } from '../../bots/vk/parse.ts';
import type { Said } from '../../core/domain/inbound.ts';
import { openOperator, type OperatorScreen } from '../support/product.ts';
import { calledBy, inTelegram, inVk, lineWith, type Written } from '../support/writers.ts';

const from = { id: 5, is_bot: false, first_name: 'Елена' };
const chat = { id: 5, type: 'private' };
const inTelegramSaid = (content: object): Said | string => {
  const parsed = parseUpdate({ update_id: 1, message: { message_id: 7, date: 1, from, chat, ...content } }, '1');
  return parsed.kind === 'inbound' ? parsed.inbound.said : parsed.kind;
};
const inVkSaid = (content: object): Said | string => {
  const message = { peer_id: 5, from_id: 5, conversation_message_id: 7, text: '', ...content };
  const event = { type: 'message_new', group_id: 1, event_id: 'e', object: { message } };
  const parsed = parseEvent(envelope.parse(event));
  return parsed.kind === 'inbound' ? parsed.inbound.said : parsed.kind;
};
const other = (what: string) => ({ kind: 'other', what });
const bot = { id: 1, is_bot: true, first_name: 'Бот' };

describe('what Telegram tells', () => {
  test.each<readonly [string, object, Said | string]>([
    ['a sticker', { sticker: { emoji: '👍' } }, other('sticker') as Said],
    ['a place', { location: { latitude: 1, longitude: 2 } }, other('location') as Said],
    ['a venue', { venue: { title: '<b>МФЦ</b>' }, location: { latitude: 1, longitude: 2 } }, other('location') as Said],
    [
      'one’s own card',
      { contact: { phone_number: '+79161234567', user_id: 5 } },
      { kind: 'other', what: 'contact', phone: '+79161234567' },
    ],
    [
      'the card of somebody else',
      { contact: { phone_number: '+79161234567', user_id: 6 } },
      other('foreign-contact') as Said,
    ],
    [
      'a card from the phone’s book',
      { contact: { phone_number: '+79161234567', first_name: 'Пётр' } },
      other('foreign-contact') as Said,
    ],
    ['a poll', { poll: { question: '<script>' } }, other('unknown') as Said],
    ['a die', { dice: { emoji: '🎲', value: 6 } }, other('unknown') as Said],
    ['a start by a link', { text: '/start login-problem' }, { kind: 'start', payload: 'login-problem' }],
    ['a start in a language', { text: '/start@support_demo_bot' }, { kind: 'start', payload: '' }],
    ['a call for help', { text: '/help' }, { kind: 'start', payload: '' }],
    ['words on a button of an old keyboard', { text: 'В начало' }, { kind: 'text', text: 'В начало' }],
    [
      'B44 a message of a channel passed on',
      {
        text: 'Портал закрыт',
        forward_origin: { type: 'channel', chat: { id: -1, type: 'channel', title: 'Новости' }, date: 1 },
      },
      { kind: 'text', text: 'Портал закрыт', forwarded: true },
    ],
    [
      'B44 a message of a bot passed on, in the words of an older platform',
      { text: 'Ваш код', forward_from: bot, forward_date: 1 },
      { kind: 'text', text: 'Ваш код', forwarded: true },
    ],
    [
      'an answer to our line',
      { text: 'да, этот', reply_to_message: { message_id: 3, from: bot, chat, text: 'Какой браузер?' } },
      { kind: 'text', text: 'да, этот', quoting: { ours: true, of: null, text: 'Какой браузер?' } },
    ],
    [
      'an answer to a part of one’s own line',
      {
        text: 'вот это',
        reply_to_message: { message_id: 4, from, chat, text: 'Ошибка 500 и ещё' },
        quote: { text: 'Ошибка 500', position: 0 },
      },
      { kind: 'text', text: 'вот это', quoting: { ours: false, of: 'm4', text: 'Ошибка 500' } },
    ],
    ['another bot', { text: 'реклама', from: bot }, 'ignored'],
    ['a group', { text: 'всем привет', chat: { id: -5, type: 'group' } }, 'crowd'],
  ])('%s', (_name, content, said) => expect(inTelegramSaid(content)).toEqual(said));

  test('a place that moves on the map is no edit of words', () => {
    const moved = { message_id: 7, date: 1, edit_date: 2, from, chat, location: { latitude: 1, longitude: 2 } };
    expect(parseUpdate({ update_id: 2, edited_message: moved }, '1')).toEqual({ kind: 'ignored', what: 'edit' });
  });
});

describe('what VK tells', () => {
  const passed = { from_id: 9, date: 1, text: 'Портал закрыт', fwd_messages: [{ from_id: 8, text: 'с 9 до 10' }] };
  test.each<readonly [string, object, Said | string]>([
    ['a place', { geo: { coordinates: {} } }, other('location') as Said],
    ['a sticker', { attachments: [{ type: 'sticker' }] }, other('sticker') as Said],
    ['a poll', { attachments: [{ type: 'poll' }] }, other('unknown') as Said],
    ['a wall post', { attachments: [{ type: 'wall' }] }, other('unknown') as Said],
    ['«Начать» by a link', { text: 'Начать', ref: 'login-problem' }, { kind: 'start', payload: 'login-problem' }],
    [
      'the button «Начать»',
      { text: 'Начать', payload: '{"command":"start"}', ref: 'sms' },
      { kind: 'start', payload: 'sms' },
    ],
    [
      'B44 messages passed on, one in another',
      { fwd_messages: [passed] },
      { kind: 'text', text: 'Портал закрыт\n\nс 9 до 10', forwarded: true },
    ],
    [
      'a message passed on with one’s own words',
      { text: 'Это правда?', fwd_messages: [passed] },
      { kind: 'text', text: 'Это правда?\n\nПортал закрыт\n\nс 9 до 10', forwarded: true },
    ],
    ['a picture passed on', { fwd_messages: [{ from_id: 9, text: '' }] }, other('unknown') as Said],
    [
      'an answer to our line',
      { text: 'да', reply_message: { from_id: -1, conversation_message_id: 3, text: 'Какой браузер?' } },
      { kind: 'text', text: 'да', quoting: { ours: true, of: null, text: 'Какой браузер?' } },
    ],
    [
      'an answer to one’s own line',
      { text: 'вот', reply_message: { from_id: 5, conversation_message_id: 3, text: 'Ошибка' } },
      { kind: 'text', text: 'вот', quoting: { ours: false, of: 'm3', text: 'Ошибка' } },
    ],
    ['a line of a community', { text: 'реклама', from_id: -7 }, 'ignored'],
    ['a conversation of many', { text: 'всем', peer_id: 2_000_000_001 }, 'crowd'],
  ])('%s', (_name, content, said) => expect(inVkSaid(content)).toEqual(said));
});

describe.each([
  ['Telegram', inTelegram],
  ['VK', inVk],
])('a citizen in %s', (name, open) => {
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

  test('answers a line, passes on another, and the operator sees which and what', async () => {
    const writer = world.writer(701);
    const number = await calledBy(writer, marina);
    await marina.act('message:send', number, { text: 'Какой у вас браузер?', asks: true });
    await writer.sees('Какой у вас браузер?');
    const asked = await lineWith(marina, 'Какой у вас браузер?');
    writer.send('мой СНИЛС 112-233-445 95');
    const { seq } = await lineWith(marina, 'мой СНИЛС •••-•••-•45 95');
    const inOurs = name === 'VK' ? { from_id: -1 } : { message_id: 1, from: bot, chat };
    const answering = (line: object, text: string) =>
      name === 'VK' ? { reply_message: { ...line, text } } : { reply_to_message: { ...line, text } };
    writer.reply('Какой у вас браузер?', 'Яндекс');
    expect((await lineWith(marina, 'Яндекс')).quote).toEqual({ seq: asked.seq, text: 'Какой у вас браузер?' });
    writer.reply('мой СНИЛС 112-233-445 95', 'с ошибкой');
    expect((await lineWith(marina, 'с ошибкой')).quote).toEqual({ seq, text: 'мой СНИЛС •••-•••-•45 95' });
    writer.sendContent({ text: 'о другом', ...answering(inOurs, 'Чего мы не говорили, СНИЛС 112-233-445 95') });
    expect((await lineWith(marina, 'о другом')).quote).toEqual({
      seq: null,
      text: 'Чего мы не говорили, СНИЛС •••-•••-•45 95',
    });
    writer.reply('с ошибкой', 'ещё об этом');
    expect((await lineWith(marina, 'ещё об этом')).quote?.text).toBe('с ошибкой');
    writer.forward('Портал закрыт');
    const line = await lineWith(marina, 'Портал закрыт');
    expect([line.author.kind, line.forwarded]).toEqual(['citizen', true]);
  });

  test('sees that the operator writes, once for many strokes, and nothing of a note or of a colleague', async () => {
    const writer = world.writer(704);
    const number = await calledBy(writer, marina);
    const before = world.typings();
    const oleg = await openOperator(world.product, 'oleg');
    await oleg.ask('ticket:open', { number, after: 0 });
    await oleg.ask('ticket:writing', { number, kind: 'reply' });
    await marina.ask('ticket:writing', { number, kind: 'note' });
    // Right after a line to them the pace is the lines’ own: it is shown a stroke later.
    while (!writer.isTyping()) await marina.ask('ticket:writing', { number, kind: 'reply' });
    for (let stroke = 0; stroke < 5; stroke += 1) await marina.ask('ticket:writing', { number, kind: 'reply' });
    await marina.act('message:send', number, { text: 'Готово', asks: false });
    await writer.sees('Готово');
    expect([world.typings() - before, writer.isTyping()]).toEqual([1, false]);
    oleg.close();
  });

  test('comes by a link of a page and is at its topic at once', async () => {
    const writer = world.writer(702);
    writer.sendContent(name === 'VK' ? { text: 'Начать', ref: 'login-problem' } : { text: '/start login-problem' });
    await writer.sees('Здравствуйте');
    await writer.sees('Что мешает войти');
    expect(writer.lines().filter((text) => /№ \d{2}-/u.test(text))).toHaveLength(1);
  });

  test('types a command that no bot of ours knows: it is said so, and no ticket is opened', async () => {
    const writer = world.writer(703);
    writer.send('/settings');
    await writer.sees('Такой команды нет');
    expect(writer.lines().some((text) => /№ \d{2}-/u.test(text))).toBe(false);
  });
});
