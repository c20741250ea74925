/** Prepared answers that this person may use: fetched when first asked for, found by title, shortcut and text. */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { CannedFacts, CannedView } from '../../contract.ts';
import type { Connection } from '../connection.ts';

export interface Canned {
  readonly answers: ReadonlySignal<readonly CannedView[] | null>;
  readonly facts: ReadonlySignal<CannedFacts>;
  readonly failed: ReadonlySignal<boolean>;
  load(): Promise<void>;
  /** It was put into a text: next time it comes first. */
  used(id: string): void;
}

export const createCanned = (connection: Connection): Canned => {
  const answers = signal<readonly CannedView[] | null>(null);
  const facts = signal<CannedFacts>({ phone: null, hours: null, portal: null });
  const failed = signal(false);
  // Somebody else may have signed in, or the answers were changed while the link was down.
  connection.onUp(() => {
    answers.value = null;
  });
  return {
    answers,
    facts,
    failed,
    load: async () => {
      const answer = await connection.request('canned:list', {});
      failed.value = !answer.ok;
      if (!answer.ok) return;
      answers.value = answer.answers;
      facts.value = answer.facts;
    },
    used: (id) => {
      const known = answers.peek() ?? [];
      const first = known.find((answer) => answer.id === id);
      if (first) answers.value = [first, ...known.filter((answer) => answer !== first)];
      void connection.request('canned:used', { id });
    },
  };
};
