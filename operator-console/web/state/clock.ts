/** The server's time on this screen: timers agree with the desk even when the computer's clock is wrong. */
import { signal, type ReadonlySignal } from '@preact/signals';

export interface Clock {
  /** Server time, ms. */
  now(): number;
  /** Server time that runs each second. */
  readonly second: ReadonlySignal<number>;
  /** Server time that runs each minute, for what need not be more exact. */
  readonly minute: ReadonlySignal<number>;
  /** `at`: the server's clock as just told; `asked`: when it was asked, by this machine's clock. */
  sync(at: number, asked: number): void;
}

const minuteMs = 60_000;

export const createClock = (): Clock => {
  let offset = 0;
  const now = (): number => Date.now() + offset;
  const second = signal(now());
  const minute = signal(now());

  const tick = (): void => {
    second.value = now();
    if (Math.floor(second.value / minuteMs) !== Math.floor(minute.value / minuteMs)) minute.value = second.value;
  };
  setInterval(() => {
    if (!document.hidden) tick();
  }, 1000);
  document.addEventListener('visibilitychange', tick);

  return {
    now,
    second,
    minute,
    sync: (at, asked) => {
      const received = Date.now();
      offset = at + (received - asked) / 2 - received;
      second.value = now();
      minute.value = now();
    },
  };
};
