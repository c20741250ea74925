import { createTyping } from '../../bots/web/widget/typing.ts';
import { createSimulatedClock } from '../support/clock.ts';
import { dayOne } from '../support/builders.ts';

const settle = async (): Promise<void> => {
  for (let tick = 0; tick < 5; tick += 1) await Promise.resolve();
};

/** A panel whose time the test moves. */
const panel = () => {
  const clock = createSimulatedClock(dayOne);
  const typing = createTyping((ms) => new Promise((resolve) => void clock.after(ms, resolve)));
  const later = async (ms: number): Promise<boolean> => {
    clock.advance(ms);
    await settle();
    return typing.now.value;
  };
  return { typing, later };
};

describe('«Оператор печатает…» in the panel', () => {
  test('lasts while it is told again, and ends by itself 6 s after the last time', async () => {
    const { typing, later } = panel();
    typing.stroke();
    expect(await later(5_000)).toBe(true);
    typing.stroke();
    expect(await later(5_900)).toBe(true);
    expect(await later(100)).toBe(false);
  });

  test('ends with the line, and the next time is not cut short by the one before', async () => {
    const { typing, later } = panel();
    typing.stroke();
    await later(4_000);
    typing.end();
    expect(typing.now.value).toBe(false);
    typing.stroke();
    expect(await later(3_000)).toBe(true);
    expect(await later(3_000)).toBe(false);
  });

  test('is told to a screen reader once', async () => {
    const { typing } = panel();
    typing.end();
    expect(typing.known.value).toBe(false);
    typing.stroke();
    expect(typing.known.value).toBe(false);
    typing.end();
    typing.stroke();
    expect(typing.known.value).toBe(true);
  });
});
