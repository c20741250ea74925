import { auroc, coverageAt, macroF1, rejectedWhenKept } from '../../core/cli/nlu/figures.ts';
import { spoilt } from '../../core/cli/nlu/spoil.ts';

describe('figures', () => {
  test('of separation: one half for scores that tell nothing, ties counted half', () => {
    expect(auroc([0.9, 0.8], [0.1, 0.2])).toBe(1);
    expect(auroc([0.1], [0.9])).toBe(0);
    expect(auroc([0.5, 0.5], [0.5])).toBe(0.5);
  });

  test('of what is turned away when nearly all questions are kept', () => {
    const inside = Array.from({ length: 100 }, (_, at) => at / 100);
    expect(rejectedWhenKept(inside, [0.01, 0.04, 0.5, 0.9], 0.95)).toBe(0.5);
  });

  test('of coverage: the largest share of answers that stays right often enough', () => {
    const lines = [0.9, 0.8, 0.7, 0.6].map((confidence) => ({ confidence, isRight: confidence > 0.65 }));
    expect(coverageAt(lines, 0.9)).toBe(0.75);
    expect(coverageAt(lines, 0.7)).toBe(1);
    expect(coverageAt([{ confidence: 1, isRight: false }], 0.9)).toBe(0);
  });

  test('of topics taken alike, however many lines each has', () => {
    const right = Array.from({ length: 8 }, () => ({ topic: 'a', guess: 'a' }));
    expect(macroF1([...right, { topic: 'b', guess: 'a' }])).toBeCloseTo((16 / 17 + 0) / 2);
  });
});

describe('spoilt lines', () => {
  test('are spoilt in the same way every time', () => {
    expect(spoilt.layout('Привет, мир')).toBe('ghbdtn, vbh');
    expect(spoilt.joined('не могу войти')).toBe('немогувойти');
    const text = 'не приходит код подтверждения на телефон';
    expect(spoilt.typos(text)).toBe(spoilt.typos(text));
    expect(spoilt.typos(text)).not.toBe(text);
  });
});
