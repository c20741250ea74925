/**
 * An event of the Callback API or of Bots Long Poll becomes an Inbound, or a reason why it does not. Pure; reads the
 * fields it uses and ignores the rest (https://dev.vk.com/ru/api/community-events/json-schema).
 */
import { z } from 'zod';
import { isBlank } from '../../core/domain/blank.ts';
import type { OtherKind, Said } from '../../core/domain/inbound.ts';
import { aroundOf, aroundShape, wordsOf } from './around.ts';
import { attachedIn, offeredIn } from './attachments.ts';
import type { Parsed as Taking } from '../messenger/intake.ts';
import { read } from '../messenger/read.ts';

const id = z.int();
const attachment = z.looseObject({ type: z.string() });

export const messageShape = z.object({
  id: id.optional(),
  peer_id: id,
  from_id: id,
  out: id.optional(),
  text: z.string().optional(),
  date: id.optional(),
  conversation_message_id: id,
  update_time: id.optional(),
  /** JSON in a string; whatever else it is, is not ours. */
  payload: z.unknown().optional(),
  attachments: z.array(attachment).optional(),
  geo: z.object({}).optional(),
  is_cropped: z.boolean().optional(),
  /** What stands behind «?ref=» of the link by which the person came. */
  ref: z.string().optional(),
  ...aroundShape,
});
export type VkMessage = z.infer<typeof messageShape>;

const pressShape = z.object({
  user_id: id,
  peer_id: id,
  event_id: z.string().min(1).max(200),
  payload: z.unknown().optional(),
  conversation_message_id: id.optional(),
});

export const envelope = z.object({
  type: z.string().max(100),
  group_id: id,
  event_id: z.string().max(200).optional(),
  object: z.unknown().optional(),
});

/** To be told to the platform at once: a press must be answered within its minute. */
export interface VkPress {
  readonly eventId: string;
  readonly user: number;
  readonly peer: number;
}

export type Parsed = Taking<VkPress>;

/** The text came cut «for bots»: the whole of it must be asked for. */
export interface Cropped {
  readonly kind: 'cropped';
  readonly peer: number;
  readonly message: number;
  /** What came of it. */
  readonly cut: object;
}

/** Peers from here on are conversations of many (https://dev.vk.com/ru/api/bots/overview). */
export const firstCrowd = 2_000_000_000;

const others: Readonly<Record<string, OtherKind>> = {
  video: 'video',
  clip: 'video',
  video_message: 'video',
  sticker: 'sticker',
};

/** Our buttons carry `{"p":"5.0"}`; the button «Начать» carries `{"command":"start"}`. Anything else is not ours. */
const payloadShape = z.union([
  z.strictObject({ p: z.string().max(64) }).transform(({ p }) => ({ kind: 'press' as const, payload: p })),
  z.object({ command: z.literal('start') }).transform(() => ({ kind: 'start' as const, payload: '' })),
]);
const maxPayload = 255;

const ofPayload = (raw: unknown): Said | null => {
  if (typeof raw === 'string' && raw.length > maxPayload) return null;
  try {
    const parsed = payloadShape.safeParse(typeof raw === 'string' ? JSON.parse(raw) : raw);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

const otherOf = (message: VkMessage): Said | null => {
  if (message.geo) return { kind: 'other', what: 'location' };
  const type = message.attachments?.[0]?.type ?? (message.fwd_messages?.length ? 'message' : undefined);
  return type === undefined ? null : { kind: 'other', what: others[type] ?? 'unknown' };
};

const start = /^\/?(?:start|начать)$/iu;

const saidBy = (message: VkMessage): Said => {
  const said = message.payload === undefined ? null : ofPayload(message.payload);
  const text = message.text ?? '';
  if (said?.kind === 'start' || start.test(text.trim())) {
    return { kind: 'start', payload: (message.ref ?? '').slice(0, 64) };
  }
  if (said) return said;
  const words = wordsOf(text, message);
  const offered = offeredIn(attachedIn(message));
  const nothingToKeep = offered.every(({ what }) => what === 'video');
  const other = words === '' && nothingToKeep ? otherOf(message) : null;
  return other ?? { kind: 'text', text: words, ...(offered.length > 0 ? { offered } : {}), ...aroundOf(message) };
};

/** The key of a message is its place in its dialogue: the same however the platform tells of it. */
const messageKey = (group: number, peer: number, message: number): string => `vk:${group}:${peer}:${message}`;

export const fromMessage = (raw: unknown, group: number, event: string): Parsed | Cropped => {
  const message = read(messageShape, raw);
  if (!message) {
    return { kind: 'broken', dedupe: `vk:${group}:event:${event}`, why: 'a message that cannot be read' };
  }
  const { peer_id: peer, from_id: from, conversation_message_id: number } = message;
  if (message.out === 1 || from < 0) return { kind: 'ignored', what: 'of our own' };
  if (peer >= firstCrowd) return { kind: 'crowd', chat: peer };
  if (peer <= 0 || peer !== from) return { kind: 'ignored', what: 'not a dialogue' };
  if (message.is_cropped === true) return { kind: 'cropped', peer, message: number, cut: message };
  return {
    kind: 'inbound',
    press: null,
    inbound: {
      dedupe: messageKey(group, peer, number),
      address: { channel: 'vk', peer: String(peer) },
      said: saidBy(message),
      clientId: `m${number}`,
      name: null,
      origin: null,
    },
  };
};

const fromEdit = (raw: unknown, group: number, event: string): Parsed => {
  const dedupe = `vk:${group}:event:${event}`;
  const message = read(messageShape, raw);
  if (!message) return { kind: 'broken', dedupe, why: 'an edit that cannot be read' };
  const { peer_id: peer, from_id: from, out, text = '', conversation_message_id: of } = message;
  // Cut «for bots»: half a text must not stand in the place of the whole one.
  const cut = message.is_cropped === true;
  if (out === 1 || peer <= 0 || peer !== from || cut || isBlank(text)) return { kind: 'ignored', what: 'edit' };
  return {
    kind: 'inbound',
    press: null,
    inbound: {
      dedupe,
      address: { channel: 'vk', peer: String(peer) },
      said: { kind: 'edit', of: `m${of}`, at: (message.update_time ?? message.date ?? 0) * 1000, text },
      clientId: null,
      name: null,
      origin: null,
    },
  };
};

const fromPress = (raw: unknown, group: number, event: string): Parsed => {
  const press = read(pressShape, raw);
  if (!press) {
    return { kind: 'broken', dedupe: `vk:${group}:event:${event}`, why: 'a press that cannot be read' };
  }
  const { user_id: user, peer_id: peer, event_id: eventId, payload } = press;
  if (peer !== user || peer <= 0) return { kind: 'ignored', what: 'press in a group' };
  const said = ofPayload(payload) ?? { kind: 'press', payload: '' };
  return {
    kind: 'inbound',
    press: { eventId, user, peer },
    inbound: {
      dedupe: `vk:${group}:press:${eventId}`,
      address: { channel: 'vk', peer: String(peer) },
      said,
      clientId: `c${eventId}`.slice(0, 64),
      name: null,
      origin: null,
    },
  };
};

/** `event`: an event whose envelope has been read and whose group is ours. */
export const parseEvent = ({
  type,
  group_id: group,
  event_id: event,
  object,
}: z.infer<typeof envelope>): Parsed | Cropped => {
  switch (type) {
    case 'message_new':
      return fromMessage((object as { readonly message?: unknown } | undefined)?.message ?? object, group, event ?? '');
    case 'message_edit':
      return fromEdit(object, group, event ?? '');
    case 'message_event':
      return fromPress(object, group, event ?? '');
    default:
      return { kind: 'ignored', what: 'event' };
  }
};
