/** The promises of `Clock` in `core/ports/clock.ts`. */
import type { Clock } from '../../core/ports/clock.ts';

export interface ClockUnderTest {
  readonly clock: Clock;
  /** Lets at least so many milliseconds of this clock pass. */
  pass(ms: number): Promise<void>;
}

export const describeClock = (name: string, make: () => ClockUnderTest): void => {
  describe(`the clock (${name})`, () => {
    test('goes on and never back', async () => {
      const { clock, pass } = make();
      const before = clock.now();
      await pass(30);
      expect(clock.now()).toBeGreaterThanOrEqual(before + 29);
    });

    test('calls back once, after the time and not before', async () => {
      const { clock, pass } = make();
      const calls: number[] = [];
      const before = clock.now();
      clock.after(20, () => calls.push(clock.now()));
      expect(calls).toEqual([]);
      await pass(60);
      expect(calls).toHaveLength(1);
      expect(calls[0]).toBeGreaterThanOrEqual(before + 19);
    });

    test('what was cancelled is not called, and what is called may set the next', async () => {
      const { clock, pass } = make();
      const calls: string[] = [];
      clock.after(5, () => calls.push('cancelled'))();
      clock.after(10, () => {
        calls.push('first');
        clock.after(10, () => calls.push('second'));
      });
      await pass(60);
      expect(calls).toEqual(['first', 'second']);
    });
  });
};
