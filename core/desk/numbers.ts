/** Fresh ticket numbers from blocks of 20 reserved in the store; what a crash leaves unused stays a gap. */
import { formatTicketNumber, type TicketNumber } from '../domain/ticket-number.ts';
import type { Numbers } from '../ports/numbers.ts';
import type { Turns } from '../ports/turns.ts';

const blockSize = 20;

/** `zone` decides in which year a moment lies. */
export const createNumbers = (turns: Pick<Turns, 'reserveNumbers'>, zone: string): Numbers => {
  // Made at the first number: time zones take a while to load, and a start need not wait for them.
  let format: Intl.DateTimeFormat | null = null;
  let asked = { quarter: Number.NaN, year: 0 };
  let year = 0;
  let pool: TicketNumber[] = [];
  let refill: Promise<void> | null = null;

  /** Clocks of the world differ by quarters of an hour, so no year begins within one. */
  const yearOf = (now: number): number => {
    const quarter = Math.floor(now / 900_000);
    if (asked.quarter !== quarter) {
      format ??= new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric' });
      asked = { quarter, year: Number(format.format(now)) };
    }
    return asked.year;
  };

  const reserve = async (wanted: number): Promise<void> => {
    const first = await turns.reserveNumbers(wanted, blockSize);
    if (wanted !== year) pool = [];
    year = wanted;
    for (let i = blockSize - 1; i >= 0; i -= 1) pool.push(formatTicketNumber(wanted, first + i));
  };

  return {
    draw: async (now) => {
      const wanted = yearOf(now);
      for (;;) {
        if (wanted === year) {
          const number = pool.pop();
          if (number !== undefined) return number;
        }
        refill ??= reserve(wanted).finally(() => {
          refill = null;
        });
        await refill;
      }
    },
    putBack: (number) => {
      if (number.startsWith(String(year % 100).padStart(2, '0'))) pool.push(number);
    },
  };
};
