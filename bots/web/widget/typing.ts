/** Whether the operator writes now. Nobody says that they stopped: it ends with their line, or when nothing more is said. */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

export interface Typing {
  readonly now: ReadonlySignal<boolean>;
  /** It was shown before: a screen reader that has heard of it once is not told every time. */
  readonly known: ReadonlySignal<boolean>;
  readonly stroke: () => void;
  readonly end: () => void;
}

/** The console says it every 5 s at the latest. */
const lastsMs = 6_000;

export const createTyping = (pause: (ms: number) => Promise<void>): Typing => {
  const now = signal(false);
  const known = signal(false);
  let strokes = 0;

  const end = (): void => {
    known.value ||= now.value;
    now.value = false;
  };
  return {
    now,
    known,
    stroke: () => {
      const mine = ++strokes;
      now.value = true;
      void pause(lastsMs).then(() => {
        if (mine === strokes) end();
      });
    },
    end,
  };
};
