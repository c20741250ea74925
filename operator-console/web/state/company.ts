/** Who else has the open dialogue open, and telling them that one writes. */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { Companion } from '../../contract.ts';
import type { Connection } from '../connection.ts';
import type { Conversation } from './conversation.ts';

export interface Company {
  readonly others: ReadonlySignal<readonly Companion[]>;
  /** Called with every stroke; colleagues are told now and then. */
  write(number: string, kind: 'reply' | 'note'): void;
  /** Sent, thrown away or left. */
  stop(): void;
}

/** Well inside the time after which the server forgets it, and after which a messenger shows it no longer. */
const sayEvery = 4500;
const silentAfter = 6000;

export const createCompany = (connection: Connection, conversation: Conversation): Company => {
  const others = signal<readonly Companion[]>([]);
  let said: { readonly number: string; readonly kind: 'reply' | 'note'; readonly at: number } | null = null;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const stop = (): void => {
    clearTimeout(silence);
    if (said) void connection.request('ticket:writing', { number: said.number, kind: null });
    said = null;
  };
  connection.on('company:changed', (news) => {
    if (news.number === conversation.number.peek()) others.value = news.others;
  });
  // The server tells anew when the dialogue is opened again.
  connection.onUp(() => {
    said = null;
    others.value = [];
  });
  conversation.number.subscribe(() => {
    stop();
    others.value = [];
  });
  return {
    others,
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
