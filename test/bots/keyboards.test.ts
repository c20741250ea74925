import { renderCalls } from '../../bots/telegram/render.ts';
import { renderSends } from '../../bots/vk/render.ts';
import type { Message, Option } from '../../core/domain/message.ts';
import { aMessage } from '../support/builders.ts';

const choice = (label: string): Option => ({ kind: 'choice', label });
const long = 'Восстановить доступ к учётной записи по паспорту';
const line = (options: readonly Option[], text = 'Что выбрать?'): Message =>
  aMessage({ seq: 12, author: { kind: 'bot' }, text, options });
const five = [choice('Вход'), choice(long), choice('Оплата'), choice('Справка')];
const all: readonly Option[] = [
  ...five,
  { kind: 'operator', label: 'Перейти к оператору' },
  { kind: 'back', label: 'Назад' },
  { kind: 'home', label: 'В начало' },
  { kind: 'cancel', label: 'Отмена' },
];

const inTelegram = (message: Message) => {
  const [call] = renderCalls(message).slice(-1);
  if (call?.kind !== 'message') throw new Error('no message');
  const rows = call.payload.reply_markup?.inline_keyboard ?? [];
  return { text: call.payload.text, rows: rows.map((row) => row.map(({ text, callback_data: data }) => [text, data])) };
};
const inVk = (message: Message) => {
  const send = renderSends(message).at(-1);
  const { buttons } = JSON.parse(send?.keyboard ?? '{"buttons":[]}') as {
    buttons: { action: { label: string; payload: string } }[][];
  };
  const rows = buttons.map((row) =>
    row.map(({ action: { label, payload } }) => [label, (JSON.parse(payload) as { p: string }).p]),
  );
  return { text: send?.message ?? '', rows };
};

describe.each([
  ['Telegram', inTelegram],
  ['VK', inVk],
])('buttons in %s', (_name, render) => {
  test('stand one under the other with their own words, the ways around in the last row', () => {
    const { text, rows } = render(line([choice('Вход'), ...all.slice(4)]));
    expect(text).toBe('Что выбрать?');
    expect(rows.map((row) => row.map(([label]) => label))).toEqual([
      ['Вход'],
      ['Перейти к оператору'],
      ['Назад', 'В начало', 'Отмена'],
    ]);
  });

  test('whose words do not fit are numbers, and the words stand as a list in the text', () => {
    const { text, rows } = render(line(all));
    expect(text).toBe(`Что выбрать?\n\n1. Вход\n2. ${long}\n3. Оплата\n4. Справка\n5. Перейти к оператору`);
    expect(rows[0]).toEqual([
      ['1', '12.0'],
      ['2', '12.1'],
      ['3', '12.2'],
      ['4', '12.3'],
      ['5', '12.4'],
    ]);
    expect(rows[1]?.map(([label]) => label)).toEqual(['Назад', 'В начало', 'Отмена']);
  });

  test('keep within what the platforms allow in a row, a keyboard, a label and a payload', () => {
    for (const options of [all, all.slice(4), five, [choice('я'.repeat(500))]]) {
      const { rows } = render(line(options));
      expect(rows.length).toBeLessThanOrEqual(6);
      expect(rows.flat().length).toBeLessThanOrEqual(10);
      for (const row of rows) expect(row.length).toBeLessThanOrEqual(5);
      for (const [label = '', payload = ''] of rows.flat()) {
        expect(label.length).toBeLessThanOrEqual(40);
        expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(64);
      }
    }
  });

  test('stand under the last part of a long text', () => {
    const message = line(five, 'слово '.repeat(1_500));
    const { rows, text } = render(message);
    expect(rows.flat()).toHaveLength(4);
    expect(text.length).toBeLessThanOrEqual(4_096);
  });
});
