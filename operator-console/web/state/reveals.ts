/**
 * Values that the operator has asked to see: kept in memory alone, for half a minute, and gone when another dialogue is
 * opened or the sign-in ends. Nothing of it reaches the browser's storage.
 */
import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Masked, RevealReason } from '../../../core/domain/personal.ts';
import type { Connection, Failed } from '../connection.ts';
import { freshId } from '../ids.ts';

export interface Reveals {
  /** The value for which a reason is being given. */
  readonly asked: Signal<Masked | null>;
  readonly busy: ReadonlySignal<boolean>;
  /** Name of the value → the value. */
  readonly shown: ReadonlySignal<ReadonlyMap<string, string>>;
  reveal(number: string, masked: Masked, reason: RevealReason, words: string | null): Promise<boolean>;
  hide(ref: string): void;
  hideAll(): void;
}

const shownFor = 30_000;

export const createReveals = (connection: Connection, refused: (answer: Failed) => void): Reveals => {
  const asked = signal<Masked | null>(null);
  const busy = signal(false);
  const shown = signal<ReadonlyMap<string, string>>(new Map());
  let opened = 0;

  const hide = (ref: string): void => {
    shown.value = new Map([...shown.peek()].filter(([name]) => name !== ref));
  };

  return {
    asked,
    busy,
    shown,
    hide,
    hideAll: () => {
      opened += 1;
      asked.value = null;
      shown.value = new Map();
    },
    reveal: async (number, { ref }, reason, words) => {
      if (busy.peek()) return false;
      busy.value = true;
      const before = opened;
      const answer = await connection.request('personal:reveal', { number, clientId: freshId(), ref, reason, words });
      busy.value = false;
      // Another dialogue is open by now: the value has no place there.
      if (before !== opened) return false;
      if (!answer.ok) {
        refused(answer);
        return false;
      }
      shown.value = new Map([...shown.peek(), [ref, answer.value]]);
      setTimeout(() => hide(ref), shownFor);
      return true;
    },
  };
};
