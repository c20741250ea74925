import * as fc from 'fast-check';
import { step } from '../../core/engine/step.ts';
import type { EngineEvent, Moment, Script, Stepped } from '../../core/engine/types.ts';
import { sample } from './scripts.ts';
import { createTalk, type Talk } from './talk.ts';

const script: Script = sample();

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    'оператор',
    'назад',
    'в начало',
    'отмена',
    'да',
    'нет',
    'спасибо',
    'привет',
    'статус',
    'не могу войти',
    'сайт выдаёт ошибку',
    'телефон горячей линии',
    'где мои обращения',
    'вчера в 14:30',
    'гречка',
    'Исправить',
    'Отправить',
    'Продолжить',
    'Не ждать, вернуться к боту',
    '26-000001-9',
    '26-000001-1',
    '{slot.moment}',
    '__proto__',
    'constructor',
    '👍',
    '2',
  ),
);

type Act = (talk: Talk) => void;

const operatorMay: readonly Parameters<Talk['operator']>[0][] = [
  'takes',
  'asks',
  'solves',
  'hands-back',
  'releases',
  'rejects',
];

/** The operator does what the table allows now; anything else is not asked for. */
const operator =
  (does: Parameters<Talk['operator']>[0]): Act =>
  (talk) => {
    const status = talk.active()?.status;
    const held = status === 'active' || status === 'waiting';
    if (does === 'takes' ? status === 'queued' : held) talk.operator(does, 'причина');
  };

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: texts.map(
      (text): Act =>
        (talk) =>
          void talk.write(text),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.nat(9).map(
      (index): Act =>
        (talk) =>
          void talk.hear({ kind: 'press', index }),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Act>((talk) => void talk.start()) },
  { weight: 1, arbitrary: fc.constant<Act>((talk) => void talk.hear({ kind: 'stale' })) },
  { weight: 2, arbitrary: fc.constantFrom(...operatorMay).map(operator) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(60_000, 25 * 3_600_000).map(
      (ms): Act =>
        (talk) =>
          void talk.wait(ms),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Act>((talk) => void (talk.active()?.status === 'answered' && talk.silence())) },
);

const check = (talk: Talk, wasLive: boolean): void => {
  const { mode, offered, trail, slots, numberTries } = talk.state();
  if (wasLive && mode.kind === 'live') expect(talk.said()).toEqual([]);
  for (const said of talk.said()) {
    expect(said.text.trim()).not.toBe('');
    expect(said.text).not.toMatch(/undefined|null|\[object|\{(?:number|title|status|reason|topic)\}/u);
  }
  const last = talk.said().at(-1);
  if (last) {
    expect(last.options).toEqual(offered.map(({ kind, label }) => ({ kind, label })));
    const main = last.options.filter(({ kind }) => kind === 'choice' || kind === 'operator');
    if (mode.kind === 'queued') expect(last.options.map(({ kind }) => kind)).toEqual(['cancel']);
    else {
      expect(main.at(-1)).toEqual({ kind: 'operator', label: 'Перейти к оператору' });
      expect(main.length).toBeLessThanOrEqual(5);
      expect(last.options.slice(0, main.length)).toEqual(main);
    }
  }
  expect(trail.length).toBeLessThanOrEqual(100);
  expect(numberTries.length).toBeLessThanOrEqual(6);
  expect(Object.keys(slots).length).toBeLessThanOrEqual(10);
  const version = talk.active() ? script.scenarios.version : null;
  expect(talk.state().version).toBe(version);
  expect(JSON.parse(JSON.stringify(talk.state()))).toEqual(talk.state());
};

const stepOf = (talk: Talk, event: EngineEvent, moment: Moment): Stepped => step(script, talk.state(), event, moment);

describe('whatever a citizen and an operator do', () => {
  test('the bot never fails, never speaks over a person, always offers one, and moves tickets by the table alone', () => {
    fc.assert(
      fc.property(fc.array(acts, { minLength: 1, maxLength: 40 }), (list) => {
        const talk = createTalk(script);
        for (const act of list) {
          const wasLive = talk.state().mode.kind === 'live';
          const before = talk.effects();
          act(talk);
          if (talk.effects() !== before) check(talk, wasLive);
        }
      }),
      { numRuns: 300, seed: 20_260_301 },
    );
  });

  test('a number once given stays the number of its ticket', () => {
    fc.assert(
      fc.property(fc.array(acts, { minLength: 1, maxLength: 30 }), (list) => {
        const talk = createTalk(script);
        let known: readonly string[] = [];
        for (const act of list) {
          act(talk);
          const numbers = talk.tickets().map(({ number }) => number);
          expect(numbers.slice(numbers.length - known.length)).toEqual(known);
          expect(new Set(numbers).size).toBe(numbers.length);
          known = numbers;
        }
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  test('any state that was stored, with any ticket, is survived', () => {
    const states = fc.array(acts, { minLength: 1, maxLength: 15 }).map((list) => {
      const talk = createTalk(script);
      for (const act of list) act(talk);
      return talk;
    });
    fc.assert(
      fc.property(states, states, texts, (one, other, text) => {
        const moments = [one.moment(), other.moment(), { ...one.moment(), active: null, own: [] }];
        for (const moment of moments) {
          for (const event of [
            { kind: 'text', text },
            { kind: 'press', index: 0 },
            { kind: 'start' },
            { kind: 'stale' },
          ] as const) {
            const { effects } = stepOf(one, event, moment);
            if (one.state().mode.kind === 'live') expect(effects.some(({ kind }) => kind === 'say')).toBe(false);
          }
        }
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});
