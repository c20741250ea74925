import fc from 'fast-check';
import { splitText } from '../../core/domain/split-text.ts';

const max = 4096;
const letters = (text: string): string => text.replace(/\s+/gu, '');

describe('a text too long for one message', () => {
  test('what fits is left as it is, to the last sign', () => {
    for (const text of ['', ' ', 'Привет', 'я'.repeat(max)]) expect(splitText(text, max)).toEqual([text]);
  });

  test('it is cut between paragraphs, else lines, else sentences, else words', () => {
    const block = (mark: string, length: number): string => mark.repeat(length);
    expect(splitText(`${block('а', 3000)}\n\n${block('б', 3000)}`, max)).toEqual([block('а', 3000), block('б', 3000)]);
    expect(splitText(`${block('а', 3000)}\n${block('б', 500)} ${block('в', 3000)}`, max)[0]).toBe(block('а', 3000));
    expect(splitText(`${block('а', 2000)}. ${block('б', 1500)} ${block('в', 3000)}`, max)[0]).toBe(
      `${block('а', 2000)}.`,
    );
    expect(splitText(`${block('а', 2000)} ${block('б', 3000)}`, max)[0]).toBe(block('а', 2000));
  });

  test('what people see as one character is never cut', () => {
    const family = '👨‍👩‍👧‍👦';
    for (const sign of ['👍', family, '🇷🇺', '👍🏽', 'й'.normalize('NFD')]) {
      for (let before = max - 12; before <= max; before += 1) {
        const parts = splitText(`${'я'.repeat(before)}${sign.repeat(30)}`, max);
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(max);
          expect(part.isWellFormed()).toBe(true);
          expect(part.replaceAll(sign, '').replaceAll('я', '')).toBe('');
        }
      }
    }
  });

  test('a single character larger than a message is cut all the same, and well formed', () => {
    const zalgo = `a${'\u0301'.repeat(9000)}`;
    const parts = splitText(zalgo, max);
    expect(parts.join('')).toBe(zalgo);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(max);
  });

  test('whatever the text: parts fit, come in order, and lose nothing but white space at the cuts', () => {
    const unit = fc.constantFrom('я', ' ', '\n', '\n\n', '. ', '👍', '👨‍👩‍👧‍👦', 'слово', '\u0301', '\t');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 400 }), fc.integer({ min: 8, max: 60 }), (units, limit) => {
        const text = units.join('');
        const parts = splitText(text, limit);
        expect(letters(parts.join(''))).toBe(letters(text));
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(part.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the work grows with the length, not with its square', () => {
    // Counted by doubling: ten times the text is ten times the parts, and this ends at once.
    expect(splitText('слово '.repeat(200_000), max).length).toBeGreaterThan(250);
    expect(splitText('а'.repeat(1_000_000), max).length).toBe(245);
  });
});
