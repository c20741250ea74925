/** One whole history as literals, and small changes to it, for the tests of the checker. */
import type { Message } from '../../core/domain/message.ts';
import { formatTicketNumber } from '../../core/domain/ticket-number.ts';
import type { AuditLine } from '../../core/ports/turns.ts';
import { aMessage, aTicket } from '../support/builders.ts';
import { check, type Evidence } from './checker.ts';
import type { Follow, Op, Seen } from './history.ts';

export const number = formatTicketNumber(2026, 4817);
export const marina = 'op-marina';
export const oleg = 'op-oleg';

export const anOp = (n: number, over: Partial<Op> = {}): Op => ({
  kind: 'text',
  token: `tok-${n}`,
  by: 'citizen',
  peer: 'elena',
  number: null,
  text: `Вопрос tok-${n}`,
  line: 'must',
  expectsBot: false,
  lane: 'elena-1',
  n,
  invokedAt: n * 10,
  endedAt: n * 10 + 5,
  outcome: { kind: 'ok', seq: 1 },
  tries: 1,
  edit: null,
  ...over,
});

export const act = (n: number, kind: Op['kind'], by: string, over: Partial<Op> = {}): Op =>
  anOp(n, { kind, by, number, text: null, line: 'none', lane: by, ...over });

export const bot = { kind: 'bot' } as const;
export const fromMarina = { kind: 'operator', id: marina, name: 'Марина Соколова' } as const;
export const noteOfMarina = { kind: 'note', id: marina, name: 'Марина Соколова' } as const;

/** A citizen asks, the bot answers with a number, Marina takes it, answers, notes and solves. */
export const messages: readonly Message[] = [
  aMessage({ seq: 1, at: 10, text: 'Вопрос tok-0', clientId: 'tok-0' }),
  aMessage({ seq: 2, at: 10, text: `Передаю. Обращение № ${number}.`, author: bot }),
  aMessage({ seq: 3, at: 20, text: 'Подключилась Марина', author: { kind: 'system' } }),
  aMessage({ seq: 4, at: 30, text: 'Ответ tok-2', clientId: 'tok-2', author: fromMarina }),
  aMessage({ seq: 5, at: 40, text: 'Заметка tok-3', clientId: 'tok-3', author: noteOfMarina, audience: 'staff' }),
  aMessage({ seq: 6, at: 50, text: 'Помогло?', author: bot }),
];

export const line = (at: number, actor: string, deed: string, details: AuditLine['details'] = {}): AuditLine => ({
  at,
  actor,
  action: `ticket:${deed}`,
  ticket: number,
  details,
});

export const ops: readonly Op[] = [
  anOp(0, { expectsBot: true }),
  act(1, 'claim', marina, { outcome: { kind: 'ok', seq: 3 } }),
  act(2, 'reply', marina, { text: 'Ответ tok-2', line: 'must', outcome: { kind: 'ok', seq: 4 } }),
  act(3, 'note', marina, { text: 'Заметка tok-3', line: 'must', outcome: { kind: 'ok', seq: 5 } }),
  act(4, 'solve', marina, { outcome: { kind: 'ok', seq: 6 } }),
  act(5, 'claim', oleg, { outcome: { kind: 'fail', error: 'taken' } }),
];

export const see = ({ seq, author, text, clientId }: Message, via: Seen['via'] = 'live'): Seen => ({
  session: 1,
  via,
  seq,
  from: author.kind,
  text,
  clientId,
});

export const aFollow = (kind: Follow['kind'], seen: readonly Seen[]): Follow => ({
  screen: kind,
  kind,
  target: kind === 'widget' ? { kind: 'peer', peer: 'elena' } : { kind: 'ticket', number },
  from: 0,
  caughtUp: true,
  seen,
});

export const elena = { id: 'c-1', peer: 'elena', addresses: [{ channel: 'web', peer: 'elena' }] } as const;

export const whole: Evidence = {
  ops,
  follows: [
    aFollow(
      'widget',
      messages.filter(({ audience }) => audience === 'all').map((one) => see(one)),
    ),
    aFollow(
      'console',
      messages.map((one) => see(one)),
    ),
  ],
  sightings: [{ peer: 'elena', where: 'view', number }],
  phones: [],
  isSettled: true,
  log: '{"msg":"signed in"}',
  secrets: ['secret-of-a-bot'],
  stored: {
    conversations: [{ ...elena, lastSeq: 6, messages }],
    outbox: [],
    tickets: [aTicket({ number, conversation: 'c-1', status: 'answered', owner: null })],
    audit: [
      line(10, 'citizen', 'opened'),
      line(10, 'citizen', 'handoff'),
      line(20, marina, 'claim'),
      line(30, marina, 'reply'),
      line(40, marina, 'note'),
      line(50, marina, 'solve'),
    ],
    operators: [marina, oleg],
    deadLetters: [],
  },
};

export const stored = (over: Partial<Evidence['stored']>): Evidence => ({
  ...whole,
  stored: { ...whole.stored, ...over },
});
export const withMessages = (changed: readonly Message[]): Evidence => ({
  ...stored({ conversations: [{ ...elena, lastSeq: changed.at(-1)?.seq ?? 0, messages: changed }] }),
  follows: [],
});
export const withOps = (...more: readonly Op[]): Evidence => ({ ...whole, ops: [...ops, ...more] });
export const withAudit = (...more: readonly AuditLine[]): Evidence =>
  stored({ audit: [...whole.stored.audit, ...more] });
export const withWidget = (...seen: readonly Seen[]): Evidence => ({ ...whole, follows: [aFollow('widget', seen)] });
export const replaced = (seq: number, over: Partial<Message>): readonly Message[] =>
  messages.map((one) => (one.seq === seq ? { ...one, ...over } : one));
export const appended = (over: Partial<Message>): readonly Message[] => [
  ...messages,
  aMessage({ seq: 7, at: 60, ...over }),
];

export const broken = (evidence: Evidence): readonly string[] =>
  [...new Set(check(evidence).map(({ promise }) => promise))].sort();
export const visible = messages.filter(({ audience }) => audience === 'all');
