/** Who else has a dialogue open, of those in the list and of the one that is open here; and telling them that one writes. */
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Companion } from '../../contract.ts';
import type { Connection } from '../connection.ts';
import type { Conversation } from './conversation.ts';

export interface Company {
  /** In the dialogue that is open here. */
  readonly others: ReadonlySignal<readonly Companion[]>;
  at(number: string): readonly Companion[];
  /** Called with every stroke; colleagues are told now and then. */
  write(number: string, kind: 'reply' | 'note'): void;
  /** Sent, thrown away or left. */
  stop(): void;
}

/** Well inside the time after which the server forgets it. */
const sayEvery = 5000;
const silentAfter = 6000;
const nobody: readonly Companion[] = [];

export const createCompany = (connection: Connection, conversation: Conversation): Company => {
  const byNumber = signal<ReadonlyMap<string, readonly Companion[]>>(new Map());
  let said: { readonly number: string; readonly kind: 'reply' | 'note'; readonly at: number } | null = null;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const stop = (): void => {
    clearTimeout(silence);
    if (said) void connection.request('ticket:writing', { number: said.number, kind: null });
    said = null;
  };
  connection.on('company:changed', ({ number, others }) => {
    const next = new Map(byNumber.peek());
    if (others.length === 0) next.delete(number);
    else next.set(number, others);
    byNumber.value = next;
  });
  // The server tells all of it anew.
  connection.onUp(() => {
    said = null;
    byNumber.value = new Map();
  });
  conversation.number.subscribe(stop);
  const at = (number: string): readonly Companion[] => byNumber.value.get(number) ?? nobody;
  return {
    others: computed(() => (conversation.number.value === null ? nobody : at(conversation.number.value))),
    at,
    write: (number, kind) => {
      clearTimeout(silence);
      silence = setTimeout(stop, silentAfter);
      if (said?.number === number && said.kind === kind && Date.now() - said.at < sayEvery) return;
      said = { number, kind, at: Date.now() };
      void connection.request('ticket:writing', { number, kind });
    },
    stop,
  };
};
