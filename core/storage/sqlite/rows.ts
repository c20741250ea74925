/**
 * Rows and what they mean: the one place that knows how a conversation and its lines are laid out.
 * Empty things are NULL; enumerations that are sorted or written with every line are small integers.
 */
import type { SQLInputValue } from 'node:sqlite';
import type { Attachment } from '../../domain/attachment.ts';
import type { Address, Album, ChannelId, Conversation, Origin } from '../../domain/conversation.ts';
import type { Author, Cause, Edited, Message, Option, OptionKind } from '../../domain/message.ts';
import type { Masked, PersonalKind } from '../../domain/personal.ts';
import { json, parsed, parsedObject, textOf } from './sql.ts';

// ——— conversations

export interface ConversationRow {
  readonly key: number;
  readonly id: string;
  readonly version: number;
  readonly last_seq: number;
  readonly channel: ChannelId;
  readonly peer: string;
  readonly addresses: string | null;
  readonly name: string | null;
  readonly origin: string | null;
  readonly offer_seq: number | null;
  readonly pressed: string | null;
  readonly ticket: string | null;
  readonly last_ticket: string | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly engine: string;
  /** NULL for none, as nearly always. */
  readonly albums: string | null;
}

export const conversationColumns = [
  'version',
  'last_seq',
  'channel',
  'peer',
  'addresses',
  'name',
  'origin',
  'offer_seq',
  'pressed',
  'ticket',
  'last_ticket',
  'created_at',
  'updated_at',
  'engine',
  'albums',
] as const;

/** NULL when the only address is the one replied to, as nearly always. */
export const addressesText = ({ addresses, replyTo }: Pick<Conversation, 'addresses' | 'replyTo'>): string | null => {
  const [only] = addresses;
  return addresses.length === 1 && only?.channel === replyTo.channel && only.peer === replyTo.peer
    ? null
    : JSON.stringify(addresses);
};

/** In the order of `conversationColumns`. */
export const conversationValues = (conversation: Conversation): SQLInputValue[] => [
  conversation.version,
  conversation.lastSeq,
  conversation.replyTo.channel,
  conversation.replyTo.peer,
  addressesText(conversation),
  conversation.citizen.name,
  conversation.citizen.origin && textOf(conversation.citizen.origin),
  conversation.offerSeq,
  conversation.pressed,
  conversation.ticket,
  conversation.lastTicket,
  conversation.createdAt,
  conversation.updatedAt,
  textOf(conversation.engine),
  json(conversation.albums ?? null),
];

export const toAddresses = (row: Pick<ConversationRow, 'addresses' | 'channel' | 'peer'>): readonly Address[] =>
  (parsed(row.addresses) as readonly Address[] | null) ?? [{ channel: row.channel, peer: row.peer }];

export const toConversation = (row: ConversationRow): Conversation => ({
  id: row.id,
  version: row.version,
  lastSeq: row.last_seq,
  addresses: toAddresses(row),
  replyTo: { channel: row.channel, peer: row.peer },
  citizen: { name: row.name, origin: row.origin === null ? null : (parsedObject(row.origin) as Origin) },
  engine: parsedObject(row.engine) as Conversation['engine'],
  offerSeq: row.offer_seq,
  pressed: row.pressed,
  ticket: row.ticket,
  lastTicket: row.last_ticket,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  ...(row.albums === null ? {} : { albums: JSON.parse(row.albums) as readonly Album[] }),
});

// ——— lines. The numbers are stored: never reorder, only append.

const authors = ['citizen', 'bot', 'system', 'operator', 'note'] as const;
const optionKinds: readonly OptionKind[] = ['choice', 'operator', 'back', 'home', 'cancel', 'link'];
/** For SQL that asks for what the citizen or an operator wrote to the other. */
export const peopleAuthors = [authors.indexOf('citizen'), authors.indexOf('operator')].join(', ');

export interface MessageRow {
  readonly seq: number;
  readonly at: number;
  readonly author: number;
  readonly staff: number;
  readonly text: string;
  readonly person: string | null;
  readonly options: string | null;
  readonly client_id: string | null;
  readonly cause: string | null;
  readonly masked: string | null;
  /** How many files it carries; NULL for none, as nearly always. */
  readonly files: number | null;
  /** NULL: it stands as it was written. */
  readonly edited: string | null;
  /** NULL: neither passed on nor an answer to a line. */
  readonly around: string | null;
  readonly link: string | null;
}

export const messageColumns =
  'seq, at, author, staff, text, person, options, client_id, cause, masked, files, edited, around, link';

/** In the order of `messageColumns`. */
export const messageValues = (message: Message): SQLInputValue[] => [
  message.seq,
  message.at,
  authors.indexOf(message.author.kind),
  message.audience === 'staff' ? 1 : 0,
  message.text,
  'id' in message.author ? JSON.stringify([message.author.id, message.author.name]) : null,
  message.options.length === 0 ? null : optionsText(message.options),
  message.clientId,
  causeText(message.cause),
  maskedText(message.masked),
  message.files.length === 0 ? null : message.files.length,
  message.edited ? editedText(message.edited) : null,
  aroundText(message),
  message.link ?? null,
];

/** `[0,"Замена паспорта",1,"Перейти к оператору"]`: kind and label by turns. */
/** The first letter of the kind, then the payload as it came. */
const causeText = (cause: Cause | null): string | null => cause && `${cause.kind[0]}${cause.payload}`;

const toCause = (text: string | null): Cause | null =>
  text === null ? null : { kind: text.startsWith('p') ? 'press' : 'start', payload: text.slice(1) };

const optionsText = (options: readonly Option[]): string =>
  JSON.stringify(options.flatMap(({ kind, label }) => [optionKinds.indexOf(kind), label]));

const toOptions = (text: string | null): readonly Option[] => {
  const flat = (parsed(text) ?? []) as readonly (number | string)[];
  const options: Option[] = [];
  for (let at = 0; at < flat.length; at += 2) {
    options.push({ kind: optionKinds[Number(flat[at])] ?? 'choice', label: String(flat[at + 1]) });
  }
  return options;
};

type FlatMasked = readonly (readonly [ref: string, kind: PersonalKind, mask: string])[];

const flatMasked = (masked: readonly Masked[]): FlatMasked => masked.map(({ ref, kind, mask }) => [ref, kind, mask]);

export const maskedText = (masked: readonly Masked[]): string | null =>
  masked.length === 0 ? null : JSON.stringify(flatMasked(masked));

const ofFlat = (masked: FlatMasked): readonly Masked[] => masked.map(([ref, kind, mask]) => ({ ref, kind, mask }));

const toMasked = (text: string | null): readonly Masked[] => ofFlat((parsed(text) ?? []) as FlatMasked);

type FlatEdited = readonly [at: number, ...former: (readonly [at: number, text: string, masked: FlatMasked])[]];

export const editedText = ({ at, former }: Edited): string => {
  const flat: FlatEdited = [at, ...former.map((one) => [one.at, one.text, flatMasked(one.masked)] as const)];
  return JSON.stringify(flat);
};

type Around = Pick<Message, 'forwarded' | 'quote'>;

const aroundText = ({ forwarded, quote }: Around): string | null =>
  forwarded || quote ? JSON.stringify({ forwarded, quote }) : null;

const toEdited = (stored: string): Edited => {
  const [at, ...former] = JSON.parse(stored) as FlatEdited;
  return { at, former: former.map(([since, text, masked]) => ({ at: since, text, masked: ofFlat(masked) })) };
};

const authorKind = (code: number): Author['kind'] => authors[code] ?? 'system';

export const toAuthor = (code: number, person: string | null): Author => {
  const kind = authorKind(code);
  if (kind !== 'operator' && kind !== 'note') return { kind };
  const [id, name] = (parsed(person) ?? ['', '']) as readonly [string, string];
  return { kind, id, name };
};

export const toMessage = (row: MessageRow, files: readonly Attachment[]): Message => ({
  seq: row.seq,
  at: row.at,
  author: toAuthor(row.author, row.person),
  audience: row.staff === 1 ? 'staff' : 'all',
  text: row.text,
  options: toOptions(row.options),
  files,
  clientId: row.client_id,
  cause: toCause(row.cause),
  masked: toMasked(row.masked),
  delivery: null,
  ...(row.edited === null ? {} : { edited: toEdited(row.edited) }),
  ...(row.around === null ? {} : (JSON.parse(row.around) as Around)),
  ...(row.link === null ? {} : { link: row.link }),
});
