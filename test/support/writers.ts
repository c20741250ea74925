/** One citizen in a messenger, alike in Telegram and in VK, for tests of what both do alike. */
import { neighbour } from '../../bots/sandbox/citizens.ts';
import { forwarded as telegramForwarded } from '../../bots/sandbox/telegram/content.ts';
import { forwarded as vkForwarded } from '../../bots/sandbox/vk/content.ts';
import { eventually, type OperatorScreen, type Product } from './product.ts';
import { received, startWithTelegram, untilReceived } from './telegram.ts';
import { startWithVk, told, untilTold } from './vk.ts';

export interface Writer {
  send(text: string): number;
  /** A message of the platform as it is, but for who sent it; returns its number. */
  sendContent(content: object): number;
  /** Answers the newest line with this text on their phone. */
  reply(to: string, text: string): void;
  /** Passes on what somebody else wrote. */
  forward(text: string): void;
  /** `seconds` after the test began; `again`: the platform tells it twice. */
  edit(message: number, text: string, seconds: number, again?: boolean): void;
  lines(): readonly string[];
  sees(part: string | RegExp): Promise<string>;
  isTyping(): boolean;
  press(label: string): void;
  /** A payload that no button of theirs has. */
  pressForged(payload: string): void;
}

export interface Written {
  readonly product: Product;
  writer(id: number): Writer;
  /** So many presses that the platform was told to be done with. */
  answered(): number;
  /** So many calls of the platform that show somebody typing. */
  typings(): number;
  end(): Promise<void>;
}

export const began = Math.floor(Date.now() / 1000);

export const inTelegram = async (): Promise<Written> => {
  const { product, telegram, end } = await startWithTelegram('webhook', { env: { TELEGRAM_POLICY: 'full' } });
  return {
    product,
    end,
    answered: () => telegram.calls.filter(({ method }) => method === 'answerCallbackQuery').length,
    typings: () => telegram.calls.filter(({ method }) => method === 'sendChatAction').length,
    writer: (id) => {
      const chat = telegram.chat({ id, firstName: 'Елена' });
      return {
        send: (text) => chat.send(text),
        sendContent: (content) => chat.sendContent(content),
        reply: (to, text) => chat.reply(chat.messages.findLast((one) => one.text === to)?.messageId ?? 0, text),
        forward: (text) => chat.sendContent(telegramForwarded(text, neighbour, began)),
        edit: (message, text, seconds, again = false) => {
          const from = { id, is_bot: false, first_name: 'Елена' };
          const dates = { date: began, edit_date: began + seconds };
          const edited = { message_id: message, from, chat: { id, type: 'private' }, ...dates, text };
          telegram.raw({ edited_message: edited }, again ? 2 : 1);
        },
        lines: () => received(chat),
        sees: (part) => untilReceived(chat, part),
        isTyping: () => chat.isTyping,
        press: (label) => chat.press(label),
        pressForged: (payload) => chat.pressData(payload),
      };
    },
  };
};

export const inVk = async (): Promise<Written> => {
  const { product, vk, end } = await startWithVk('callback', { env: { VK_POLICY: 'full' } });
  return {
    product,
    end,
    answered: () => vk.calls.filter(({ method }) => method === 'messages.sendMessageEventAnswer').length,
    typings: () => vk.calls.filter(({ method }) => method === 'messages.setActivity').length,
    writer: (id) => {
      const dialogue = vk.dialogue({ id, firstName: 'Елена' });
      return {
        send: (text) => dialogue.send(text),
        sendContent: (content) => dialogue.sendContent(content),
        reply: (to, text) => dialogue.reply(dialogue.messages.findLast((one) => one.text === to)?.number ?? 0, text),
        forward: (text) => dialogue.sendContent(vkForwarded(text, neighbour, began)),
        edit: (message, text, seconds, again = false) => {
          const ids = { id: 1, peer_id: id, from_id: id, out: 0, conversation_message_id: message };
          vk.raw('message_edit', { ...ids, date: began, update_time: began + seconds, text }, again ? 2 : 1);
        },
        lines: () => told(dialogue),
        sees: (part) => untilTold(dialogue, part),
        isTyping: () => dialogue.isTyping,
        press: (label) => dialogue.press(label),
        pressForged: (payload) => dialogue.pressPayload({ p: payload }),
      };
    },
  };
};

/** The citizen calls a person, who takes the ticket and has it open. */
export const calledBy = async (writer: Writer, operator: OperatorScreen): Promise<string> => {
  writer.send('оператор');
  const number = /№ (\d{2}-\d{6}-\d)/u.exec(await writer.sees(/№ \d{2}-\d{6}-\d/u))?.[1] ?? '';
  await operator.act('ticket:claim', number);
  operator.messages.clear();
  await operator.open(number);
  await writer.sees('на связи');
  return number;
};

export const lineWith = (operator: OperatorScreen, text: string) =>
  eventually(() => [...operator.messages.values()].find((message) => message.text === text));
