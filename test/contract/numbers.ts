/** The promises of `Numbers` in `core/ports/numbers.ts`, for a process of its own over a store that others use too. */
import { parseTicketNumber } from '../../core/domain/ticket-number.ts';
import type { Numbers } from '../../core/ports/numbers.ts';
import { dayOne } from '../support/builders.ts';

export interface NumbersUnderTest {
  /** Another process over the same store. */
  another(): Numbers;
  close(): Promise<void>;
}

/** The last moment of the year in Moscow, where it is three hours later than by Greenwich. */
const lastMoment = Date.UTC(2026, 11, 31, 20, 59, 59, 999);

export const describeNumbers = (name: string, make: () => Promise<NumbersUnderTest>): void => {
  describe(`numbers of tickets (${name})`, () => {
    let under: NumbersUnderTest;
    beforeEach(async () => {
      under = await make();
    });
    afterEach(() => under.close());

    test('however many are drawn at once, by however many processes, no two are alike and each can be checked', async () => {
      const processes = [under.another(), under.another(), under.another()];
      const drawn = await Promise.all(
        processes.flatMap((numbers) => Array.from({ length: 25 }, () => numbers.draw(dayOne))),
      );
      expect(new Set(drawn).size).toBe(75);
      expect(drawn.map((number) => parseTicketNumber(number))).toEqual(
        drawn.map((number) => ({ kind: 'number', number })),
      );
    });

    test('one that was not used is drawn again, by the same process alone', async () => {
      const [mine, other] = [under.another(), under.another()];
      const number = await mine.draw(dayOne);
      mine.putBack(number);
      expect(await other.draw(dayOne)).not.toBe(number);
      expect(await mine.draw(dayOne)).toBe(number);
      expect(await mine.draw(dayOne)).not.toBe(number);
    });

    test('with the year they begin anew, and none of the old year comes back', async () => {
      const numbers = under.another();
      const old = await numbers.draw(lastMoment);
      const fresh = await numbers.draw(lastMoment + 1);
      numbers.putBack(old);
      expect([old, fresh].map((number) => number.slice(0, 2))).toEqual(['26', '27']);
      expect((await numbers.draw(lastMoment + 1)).slice(0, 2)).toBe('27');
    });
  });
};
