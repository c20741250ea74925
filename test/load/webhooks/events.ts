/** Events as the platforms post them, and where. */
export type Platform = 'telegram' | 'vk';

export const secret = 'webhook-secret-of-a-bench';
export const group = 777;

/** As long as a real one: what is not read has to be parsed all the same. */
const telegramUpdate = (n: number, peer: number, text: string): object => ({
  update_id: n,
  message: {
    message_id: n,
    from: {
      id: peer,
      is_bot: false,
      first_name: 'Елена',
      last_name: 'Морозова',
      username: 'elena',
      language_code: 'ru',
    },
    chat: { id: peer, first_name: 'Елена', last_name: 'Морозова', username: 'elena', type: 'private' },
    date: 1_790_000_000,
    text,
  },
});

const vkEvent = (n: number, peer: number, text: string): object => ({
  group_id: group,
  type: 'message_new',
  event_id: `event${n}`,
  v: '5.199',
  secret,
  object: {
    client_info: {
      button_actions: ['text', 'vkpay', 'open_app', 'location', 'open_link', 'callback'],
      keyboard: true,
      inline_keyboard: true,
      carousel: true,
      lang_id: 0,
    },
    message: {
      date: 1_790_000_000,
      from_id: peer,
      id: n,
      out: 0,
      version: 10_000_000 + n,
      attachments: [],
      conversation_message_id: n,
      fwd_messages: [],
      important: false,
      is_hidden: false,
      peer_id: peer,
      random_id: 0,
      text,
    },
  },
});

export const bodyOf = (platform: Platform, n: number, peer: number, text: string): string =>
  JSON.stringify(platform === 'telegram' ? telegramUpdate(n, peer, text) : vkEvent(n, peer, text));

export const headersOf = (platform: Platform): Readonly<Record<string, string>> =>
  platform === 'telegram'
    ? { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret }
    : { 'content-type': 'application/json' };
