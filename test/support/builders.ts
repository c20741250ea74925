/**
 * Small builders of stored things for tests: sensible defaults, everything may be overridden.
 * Ids grow inside one process, so two things built in one test never collide by accident.
 */
import { randomBytes } from 'node:crypto';
import type { Attachment } from '../../core/domain/attachment.ts';
import type { Conversation, EngineState } from '../../core/domain/conversation.ts';
import type { Message } from '../../core/domain/message.ts';
import type { Operator } from '../../core/domain/operator.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { formatTicketNumber } from '../../core/domain/ticket-number.ts';
import type { JobRow, Turn } from '../../core/ports/turns.ts';

/** 1 March 2026, 09:00 in Moscow. */
export const dayOne = Date.UTC(2026, 2, 1, 6, 0, 0);

let counter = 0;
const next = (): number => (counter += 1);

/** A valid number of 2026. */
export const aNumber = (count: number = next()): string => formatTicketNumber(2026, count);

export const anEngineState = (over: Partial<EngineState> = {}): EngineState => ({
  mode: { kind: 'scripted' },
  version: null,
  at: { scenario: 'menu', scene: 'start' },
  calls: [],
  trail: [],
  slots: {},
  tried: [],
  question: null,
  offered: [],
  wrong: 0,
  misses: 0,
  numberTries: [],
  noticed: false,
  editing: null,
  lastAt: dayOne,
  ...over,
});

/** A new conversation (version 1) of a citizen in the widget, before its first line. */
export const aConversation = (over: Partial<Conversation> = {}): Conversation => {
  const id = over.id ?? `c-${next()}`;
  const address = over.replyTo ?? { channel: 'web' as const, peer: `peer-${id}` };
  return {
    id,
    version: 1,
    lastSeq: 0,
    addresses: [address],
    replyTo: address,
    citizen: { name: null, origin: null },
    engine: anEngineState(),
    offerSeq: null,
    pressed: null,
    ticket: null,
    lastTicket: null,
    createdAt: dayOne,
    updatedAt: dayOne,
    ...over,
  };
};

/** A citizen's plain line, first of its conversation. */
export const aMessage = (over: Partial<Message> = {}): Message => {
  const seq = over.seq ?? 1;
  return {
    seq,
    at: dayOne + seq * 1000,
    author: { kind: 'citizen' },
    audience: 'all',
    text: `Строка ${seq}`,
    masked: [],
    options: [],
    files: [],
    clientId: null,
    cause: null,
    delivery: null,
    ...over,
  };
};

/** A picture of a screen, ready. */
export const anAttachment = (over: Partial<Attachment> = {}): Attachment => ({
  id: randomBytes(16).toString('hex'),
  name: 'Снимок экрана.png',
  kind: 'png',
  size: 1000,
  picture: { width: 40, height: 30 },
  state: { kind: 'ready' },
  ...over,
});

/** A ticket that the bot answers; give its conversation. */
export const aTicket = (over: Partial<Ticket> = {}): Ticket => ({
  number: over.number ?? aNumber(),
  conversation: 'c-none',
  status: 'bot',
  title: 'Замена паспорта',
  category: null,
  department: null,
  priority: 'normal',
  owner: null,
  lastOwner: null,
  openedAt: dayOne,
  statusAt: dayOne,
  queuedAt: null,
  returned: false,
  waitingSince: null,
  dueAt: null,
  previous: null,
  reason: null,
  dossier: null,
  ladder: null,
  terms: null,
  ...over,
});

export const anOperator = (over: Partial<Operator> = {}): Operator => {
  const id = over.id ?? `op-${next()}`;
  return {
    id,
    login: `login-${id}`,
    name: 'Марина Соколова',
    role: 'operator',
    departments: ['passports'],
    active: true,
    capacity: null,
    ...over,
  };
};

export const aJob = (over: Partial<JobRow> = {}): JobRow => ({
  key: `job-${next()}`,
  kind: 'silence',
  due: dayOne,
  payload: {},
  ...over,
});

/**
 * A turn that fits together: without `messages` it says one line after `conversation.lastSeq`;
 * `conversation.lastSeq` and `receiptSeq` follow the messages. `conversation` is as it was before the lines
 * but with the version that is to be written.
 */
export const aTurn = (over: Partial<Turn> = {}): Turn => {
  const before = over.conversation ?? aConversation();
  const messages = over.messages ?? [aMessage({ seq: before.lastSeq + 1 })];
  const lastSeq = Math.max(before.lastSeq, messages.at(-1)?.seq ?? 0);
  const conversation = { ...before, lastSeq };
  return {
    dedupe: `event-${next()}`,
    at: dayOne + lastSeq * 1000,
    receiptSeq: lastSeq,
    outbox: [],
    tickets: [],
    jobs: [],
    audit: [],
    services: [],
    personal: [],
    consents: [],
    ...over,
    conversation,
    messages,
  };
};

/** The same conversation one version later: what the following turn writes. */
export const following = (conversation: Conversation, over: Partial<Conversation> = {}): Conversation => ({
  ...conversation,
  version: conversation.version + 1,
  ...over,
});
