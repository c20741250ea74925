/** What a page asks the server once it is shown, and again after every reconnect. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ConsoleRequests } from '../contract.ts';
import type { Outcome } from './connection.ts';
import { useConsole } from './context.ts';

type Answered<K extends keyof ConsoleRequests> = Extract<Outcome<K>, { readonly ok: true }>;

export interface Asked<K extends keyof ConsoleRequests> {
  readonly answer: Answered<K> | null;
  /** Nothing came and nothing is shown; a newer answer that fails leaves the older one on the page. */
  readonly failed: boolean;
  ask(): void;
}

/** Asks anew when `request` changes (by its JSON). */
export const useAnswer = <K extends keyof ConsoleRequests>(
  name: K,
  request: Parameters<ConsoleRequests[K]>[0],
): Asked<K> => {
  const { connection, session } = useConsole();
  const answer = useSignal<Answered<K> | null>(null);
  const failed = useSignal(false);
  const round = useSignal(0);
  const up = connection.link.value === 'up';
  useEffect(() => {
    if (!up) return undefined;
    let stale = false;
    void connection.request(name, request).then((outcome) => {
      if (stale) return;
      if (outcome.ok) {
        answer.value = outcome;
        failed.value = false;
      } else if (outcome.error === 'signed-out') session.ended();
      else failed.value = true;
    });
    return () => {
      stale = true;
    };
  }, [up, round.value, JSON.stringify(request)]);
  return {
    answer: answer.value,
    failed: failed.value && answer.value === null,
    ask: () => {
      failed.value = false;
      round.value += 1;
    },
  };
};
