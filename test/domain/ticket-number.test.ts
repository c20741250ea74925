import fc from 'fast-check';
import { dammDigit, formatTicketNumber, parseTicketNumber } from '../../core/domain/ticket-number.ts';

const counter = fc.integer({ min: 1, max: 999_999 });

describe('ticket numbers', () => {
  test('the check digit agrees with the published example 572 → 4', () => {
    expect(dammDigit('572')).toBe(4);
    expect(dammDigit('5724')).toBe(0);
  });

  test('are written with the year, six digits and the check digit', () => {
    expect(formatTicketNumber(2026, 4817)).toMatch(/^26-004817-\d$/u);
  });

  test('a counter past a million is refused instead of repeated', () => {
    expect(() => formatTicketNumber(2026, 1_000_000)).toThrow(RangeError);
    expect(() => formatTicketNumber(2026, 0)).toThrow(RangeError);
  });

  test('are understood however they are typed', () => {
    fc.assert(
      fc.property(
        counter,
        fc.constantFrom('', '№ ', '№', 'N ', 'номер ', ' '),
        fc.constantFrom('-', ' ', '.', '', '\u00a0', '–', '‑'),
        (n, prefix, separator) => {
          const number = formatTicketNumber(2026, n);
          expect(parseTicketNumber(prefix + number.replaceAll('-', separator))).toEqual({ kind: 'number', number });
        },
      ),
    );
  });

  test('are found inside a sentence', () => {
    const number = formatTicketNumber(2026, 4817);
    expect(parseTicketNumber(`что с обращением ${number}, жду третий день`)).toEqual({ kind: 'number', number });
  });

  test('any single wrong digit is noticed', () => {
    fc.assert(
      fc.property(counter, fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }), (n, place, by) => {
        const digits = formatTicketNumber(2026, n).replaceAll('-', '');
        const wrong = Array.from(digits, (digit, i) => (i === place ? String((Number(digit) + by) % 10) : digit)).join(
          '',
        );
        expect(parseTicketNumber(wrong)).toEqual({ kind: 'slip' });
      }),
    );
  });

  test('two neighbours swapped are noticed', () => {
    fc.assert(
      fc.property(counter, fc.integer({ min: 0, max: 7 }), (n, place) => {
        const digits = Array.from(formatTicketNumber(2026, n).replaceAll('-', ''));
        const [a, b] = [digits[place] ?? '', digits[place + 1] ?? ''];
        fc.pre(a !== b);
        digits.splice(place, 2, b, a);
        expect(parseTicketNumber(digits.join(''))).toEqual({ kind: 'slip' });
      }),
    );
  });

  test('other numbers are not taken for ours', () => {
    for (const text of ['', 'ошибка 5023', '89161234567', 'заявление 2834756123', '112-233-445 95', 'два слова']) {
      expect(parseTicketNumber(text)).toEqual({ kind: 'none' });
    }
  });
});
