/** The judge of deliveries is judged: what phones show is held against what is told of each line. */
import { aMessage } from '../support/builders.ts';
import type { Evidence } from './checker.ts';
import { bot, broken, noteOfMarina, ops, whole } from './literals.ts';
import type { StoredSend } from './stored.ts';

const telegram = { channel: 'telegram', peer: '501' } as const;
const vk = { channel: 'vk', peer: '502' } as const;

const lines = [
  aMessage({ seq: 1, at: 100, text: 'Где моё заявление tok-aaaabbbb', clientId: 'm1' }),
  aMessage({ seq: 2, at: 101, text: 'Ищу ответ', author: bot }),
  aMessage({ seq: 3, at: 102, text: 'Выберите\nодно', author: bot }),
  aMessage({ seq: 4, at: 103, text: 'Только для своих', author: noteOfMarina, audience: 'staff' }),
];

const sends = (address: typeof telegram | typeof vk, ...over: readonly Partial<StoredSend>[]): readonly StoredSend[] =>
  [2, 3].map((seq, index) => ({
    ...address,
    conversation: 'c-2',
    seq,
    state: 'sent',
    doubtful: false,
    ...over[index],
  }));

interface Scene {
  readonly on?: typeof telegram | typeof vk;
  readonly outbox?: readonly StoredSend[];
  readonly received?: readonly string[];
  readonly isSettled?: boolean;
  readonly messages?: typeof lines;
}

const all = ['Ищу ответ', 'Выберите\nодно\n\n1. Первое\n2. Второе'];

const scene = ({ on = telegram, outbox = sends(on), received = all, isSettled = true, messages = lines }: Scene) => ({
  ...whole,
  isSettled,
  phones: [{ ...on, received }],
  stored: {
    ...whole.stored,
    outbox,
    conversations: [
      ...whole.stored.conversations,
      { id: 'c-2', peer: on.peer, addresses: [on], lastSeq: messages.length, messages },
    ],
  },
});

const said = (over: Scene): readonly string[] => broken(scene(over));

test('lines that arrived in order, each once, have nothing to answer for', () => {
  expect(said({})).toEqual([]);
  expect(said({ on: vk })).toEqual([]);
});

test('a line in parts is one line', () => {
  expect(said({ received: ['Ищу', 'ответ', 'Выберите одно'] })).toEqual([]);
  expect(said({ received: ['Ищу', 'Выберите одно'] })).toEqual(['P6']);
});

describe('P6: what is told of a line is true', () => {
  test('told as sent and not there: the first, the last, all', () => {
    expect(said({ received: ['Выберите одно'] })).toEqual(['P6']);
    expect(said({ received: ['Ищу ответ'] })).toEqual(['P6']);
    expect(said({ received: [] })).toEqual(['P6']);
  });
  test('told as failed and there', () => {
    expect(said({ outbox: sends(telegram, { state: 'failed' }) })).toEqual(['P6']);
    expect(said({ outbox: sends(telegram, { state: 'failed' }), received: ['Выберите одно'] })).toEqual([]);
  });
  test('unknown may be there or not', () => {
    const outbox = sends(telegram, { state: 'unknown' });
    expect(said({ outbox })).toEqual([]);
    expect(said({ outbox, received: ['Выберите одно'] })).toEqual([]);
  });
  test('of two lines with the same words the unknown one may be the one that is missing', () => {
    const again = [...lines, aMessage({ seq: 5, at: 104, text: 'Ищу ответ', author: bot })];
    const outbox = [...sends(telegram, { state: 'unknown' }), { ...sends(telegram)[0], seq: 5 } as StoredSend];
    expect(said({ messages: again, outbox, received: ['Выберите одно', 'Ищу ответ'] })).toEqual([]);
  });
  test('in VK nothing is unknown and nothing doubtful', () => {
    expect(said({ on: vk, outbox: sends(vk, { state: 'unknown' }) })).toEqual(['P6']);
    expect(said({ on: vk, outbox: sends(vk, { doubtful: true }) })).toEqual(['P6']);
  });
  test('waiting is no end once everything has settled', () => {
    const waiting: Scene = { outbox: sends(telegram, {}, { state: 'queued' }), received: ['Ищу ответ'] };
    expect(said(waiting)).toEqual(['P6']);
    expect(said({ ...waiting, isSettled: false })).toEqual([]);
  });
  test('a line that was never handed over', () => {
    expect(said({ outbox: sends(telegram).slice(1), received: ['Выберите одно'] })).toEqual(['P6']);
  });
});

test('P2: a line shown twice, unless it says itself that it may have been', () => {
  const twice = ['Ищу ответ', 'Ищу ответ', 'Выберите одно'];
  expect(said({ received: twice })).toEqual(['P2']);
  expect(said({ received: twice, outbox: sends(telegram, { doubtful: true }) })).toEqual([]);
  expect(said({ received: [...all, 'Ищу ответ'] })).toEqual(['P2']);
});

test('P3: a line shown before an earlier one', () => {
  expect(said({ received: ['Выберите одно', 'Ищу ответ'] })).toEqual(['P3']);
});

describe('P7: on a phone stands what was written to it', () => {
  test('words of nobody, a note, another’s line', () => {
    for (const stranger of ['Здравствуйте', 'Только для своих', 'Передаю. Обращение']) {
      expect(said({ received: [...all, stranger] })).toEqual(['P7']);
    }
  });
  test('a line handed to an address of somebody else', () => {
    expect(said({ outbox: [...sends(telegram), { ...sends(telegram)[1], ...vk } as StoredSend] })).toEqual(['P7']);
  });
});

test('what a citizen of a messenger wrote is found by its word, stored twice it is told', () => {
  const [first] = ops;
  if (!first) throw new Error('an operation is wanted');
  const op = { ...first, n: 6, token: 'tok-aaaabbbb', peer: telegram.peer, text: lines[0]?.text ?? '', lane: 'x' };
  const sent = { ...op, expectsBot: false, outcome: { kind: 'ok', seq: null } } as const;
  const withOp = (evidence: Evidence): Evidence => ({ ...evidence, ops: [...ops, sent] });
  expect(broken(withOp(scene({})))).toEqual([]);
  const [line] = lines;
  const twice = [...lines, aMessage({ ...line, seq: 5, clientId: 'm2' })];
  expect(broken(withOp(scene({ messages: twice })))).toContain('P2');
  expect(broken(withOp(whole))).toEqual(['P1']);
});

describe('P9: the engineer reads no word of anybody and no secret', () => {
  test('a question in the log', () => {
    expect(broken({ ...whole, log: '{"err":"Вопрос tok-0"}' })).toEqual(['P9']);
  });
  test('a token in the log', () => {
    expect(broken({ ...whole, log: 'POST /botsecret-of-a-bot/sendMessage' })).toEqual(['P9']);
  });
});
