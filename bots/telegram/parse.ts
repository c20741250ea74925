/**
 * An update of the Bot API becomes an Inbound, or a reason why it does not. Pure; reads the fields it uses and ignores
 * the rest (https://core.telegram.org/bots/api#update). Downloads nothing, answers nothing.
 */
import { z } from 'zod';
import type { Said } from '../../core/domain/inbound.ts';
import { aroundOf, aroundShape } from './around.ts';
import { offeredIn } from './attachments.ts';
import type { Parsed as Taking } from '../messenger/intake.ts';
import { read } from '../messenger/read.ts';

const id = z.int();
const user = z.object({
  id: z.int().positive(),
  is_bot: z.boolean().optional(),
  first_name: z.string().max(1000).optional(),
  last_name: z.string().max(1000).optional(),
});
const chat = z.object({ id, type: z.string() });
const file = z.unknown().optional();

const messageShape = z.object({
  ...aroundShape,
  message_id: id,
  from: user.optional(),
  chat,
  date: id.optional(),
  edit_date: id.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  media_group_id: z.string().max(100).optional(),
  voice: file,
  audio: file,
  video: file,
  video_note: file,
  animation: file,
  sticker: z.object({ emoji: z.string().optional() }).optional(),
  location: file,
  contact: z.object({ user_id: id.optional(), phone_number: z.string().max(40).optional() }).optional(),
  poll: file,
  dice: file,
  venue: file,
  story: file,
  game: file,
  invoice: file,
  paid_media: file,
  checklist: file,
  photo: z.array(z.unknown()).optional(),
  document: file,
});
/** A person meant to say something by these. */
const speaking = ['poll', 'dice', 'venue', 'story', 'game', 'invoice', 'paid_media', 'checklist'] as const;
type TelegramMessage = z.infer<typeof messageShape>;

const callbackShape = z.object({
  id: z.string().min(1).max(200),
  from: user,
  message: z.object({ chat }).optional(),
  data: z.string().optional(),
});

const envelope = z.object({ update_id: z.int().min(0) });

/** What may be asked of the platform at `allowed_updates`. */
export const wantedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

/** `press`: the id of the callback query that wants an answer. */
export type Parsed = Taking<string>;

const nameOf = ({ first_name: first, last_name: last }: z.infer<typeof user>): string | null =>
  [first, last].filter((part) => part !== undefined && part !== '').join(' ') || null;

const command = /^\/(start|help)(?:@\w+)?(?:\s+(.*))?$/su;

const textSaid = (text: string): Said => {
  const [, , payload] = command.exec(text) ?? [];
  if (command.test(text)) return { kind: 'start', payload: (payload ?? '').slice(0, 64) };
  return { kind: 'text', text };
};

/** What is neither words nor a file that we take; null for what Telegram itself tells of the chat (a pinned line, a timer). */
const otherSaid = (message: TelegramMessage): Said | null => {
  if (message.sticker) return { kind: 'other', what: 'sticker' };
  if (message.location !== undefined) return { kind: 'other', what: 'location' };
  if (message.contact) {
    const own = message.contact.user_id !== undefined && message.contact.user_id === message.from?.id;
    const { phone_number: phone } = message.contact;
    if (!own) return { kind: 'other', what: 'foreign-contact' };
    return { kind: 'other', what: 'contact', ...(phone === undefined ? {} : { phone }) };
  }
  return speaking.some((key) => message[key] !== undefined) ? { kind: 'other', what: 'unknown' } : null;
};

const messageSaid = (message: TelegramMessage): Said | null => {
  const { caption = '', text, media_group_id: group, message_id: order } = message;
  const offered = offeredIn(message);
  if (!offered) {
    if (text === undefined) return otherSaid(message);
    const said = textSaid(text);
    return said.kind === 'text' ? { ...said, ...aroundOf(message) } : said;
  }
  // Alone it is not worth a line with a file that is not there.
  if (offered.what === 'video' && group === undefined && caption === '') return { kind: 'other', what: 'video' };
  const album = group === undefined ? {} : { album: { id: group, order } };
  return { kind: 'text', text: caption, offered: [offered], ...album, ...aroundOf(message) };
};

const isThere = (part: unknown): boolean => part !== undefined && part !== null;

/** `bot`: the bot's own id, so that another bot's updates never share a key. */
export const parseUpdate = (raw: unknown, bot: string): Parsed => {
  const head = envelope.safeParse(raw);
  if (!head.success) return { kind: 'foreign' };
  const dedupe = `telegram:${bot}:${head.data.update_id}`;
  const update = raw as Readonly<Record<string, unknown>>;
  const { message, edited_message: edited, callback_query: press, my_chat_member: member } = update;
  if (isThere(message)) return fromMessage(message, dedupe);
  if (isThere(edited)) return fromEdited(edited, dedupe);
  if (isThere(press)) return fromCallback(press, dedupe);
  if (isThere(member)) return fromMembership(member);
  return { kind: 'ignored', what: 'update' };
};

const fromMessage = (raw: unknown, dedupe: string): Parsed => {
  const message = read(messageShape, raw);
  if (!message) return { kind: 'broken', dedupe, why: 'a message that cannot be read' };
  if (message.chat.type !== 'private') return { kind: 'crowd', chat: message.chat.id };
  if (!message.from) return { kind: 'broken', dedupe, why: 'a message from nobody' };
  if (message.from.is_bot === true) return { kind: 'ignored', what: 'of a bot' };
  const said = messageSaid(message);
  if (said === null) return { kind: 'ignored', what: 'service message' };
  return {
    kind: 'inbound',
    press: null,
    inbound: {
      dedupe,
      address: { channel: 'telegram', peer: String(message.chat.id) },
      said,
      clientId: `m${message.message_id}`,
      name: nameOf(message.from),
      origin: null,
    },
  };
};

/** A place on the map that moves comes as edits, too: without words there is nothing for us. */
const fromEdited = (raw: unknown, dedupe: string): Parsed => {
  const message = read(messageShape, raw);
  if (!message) return { kind: 'broken', dedupe, why: 'an edit that cannot be read' };
  const { chat: where, from, message_id: of, text, caption, edit_date: edited, date } = message;
  const words = text ?? caption;
  if (where.type !== 'private' || from?.is_bot === true || words === undefined) {
    return { kind: 'ignored', what: 'edit' };
  }
  return {
    kind: 'inbound',
    press: null,
    inbound: {
      dedupe,
      address: { channel: 'telegram', peer: String(where.id) },
      said: { kind: 'edit', of: `m${of}`, at: (edited ?? date ?? 0) * 1000, text: words },
      clientId: null,
      name: null,
      origin: null,
    },
  };
};

const fromCallback = (raw: unknown, dedupe: string): Parsed => {
  const press = read(callbackShape, raw);
  if (!press) return { kind: 'broken', dedupe, why: 'a press that cannot be read' };
  const { id: callback, from, message, data } = press;
  if (message && message.chat.type !== 'private') return { kind: 'ignored', what: 'press in a group' };
  return {
    kind: 'inbound',
    press: callback,
    inbound: {
      dedupe,
      // In a private chat the chat has the id of the person.
      address: { channel: 'telegram', peer: String(message?.chat.id ?? from.id) },
      said: { kind: 'press', payload: (data ?? '').slice(0, 64) },
      clientId: `c${callback}`.slice(0, 64),
      name: nameOf(from),
      origin: null,
    },
  };
};

const membership = z.object({ chat, new_chat_member: z.object({ status: z.string() }) });

const fromMembership = (raw: unknown): Parsed => {
  const parsed = membership.safeParse(raw);
  if (!parsed.success || parsed.data.chat.type === 'private') return { kind: 'ignored', what: 'membership' };
  const { status } = parsed.data.new_chat_member;
  return status === 'member' || status === 'administrator'
    ? { kind: 'crowd', chat: parsed.data.chat.id }
    : { kind: 'ignored', what: 'membership' };
};
