/** What has been typed and not sent, per ticket and person. Written to the browser with each stroke. */
import { signal, type Signal } from '@preact/signals';
import type { Attachment } from '../../../core/domain/attachment.ts';
import type { Store } from '../storage.ts';

export type ComposerMode = 'reply' | 'note';

export interface Draft {
  readonly reply: string;
  readonly note: string;
  readonly mode: ComposerMode;
  /** Staged for the reply and for the note. */
  readonly replyFiles: readonly Attachment[];
  readonly noteFiles: readonly Attachment[];
  /** «Жду ответа гражданина» as the person set it; null while the text decides. */
  readonly asks: boolean | null;
}

export interface Drafts {
  of(number: string): Signal<Draft>;
  change(number: string, part: Partial<Draft>): void;
  use(owner: string | null): void;
}

const blank: Draft = { reply: '', note: '', mode: 'reply', replyFiles: [], noteFiles: [], asks: null };

const readFiles = (value: unknown): readonly Attachment[] =>
  Array.isArray(value)
    ? value.filter((one): one is Attachment => typeof one === 'object' && one !== null && 'id' in one)
    : [];

const read = (value: unknown): Draft => {
  if (typeof value !== 'object' || value === null) return blank;
  const { reply, note, mode, replyFiles, noteFiles, asks } = value as Partial<Record<keyof Draft, unknown>>;
  return {
    reply: typeof reply === 'string' ? reply : '',
    note: typeof note === 'string' ? note : '',
    mode: mode === 'note' ? 'note' : 'reply',
    replyFiles: readFiles(replyFiles),
    noteFiles: readFiles(noteFiles),
    asks: typeof asks === 'boolean' ? asks : null,
  };
};

/** Does the reply wait for the citizen's answer? A question mark says so until the person says otherwise. */
export const draftAsks = (draft: Draft): boolean => draft.asks ?? draft.reply.includes('?');

export const createDrafts = (store: Store): Drafts => {
  const known = new Map<string, Signal<Draft>>();
  let owner: string | null = null;
  const keyOf = (number: string): string => `draft/${owner ?? ''}/${number}`;

  const of = (number: string): Signal<Draft> => {
    const found = known.get(number) ?? signal(read(store.get(keyOf(number))));
    known.set(number, found);
    return found;
  };

  // A line sent from another tab must not stay in the field of this one, to be sent once more.
  store.onForeignChange((key) => {
    for (const [number, draft] of known) if (key === keyOf(number)) draft.value = read(store.get(key));
  });

  return {
    of,
    change: (number, part) => {
      const draft = of(number);
      draft.value = { ...draft.peek(), ...part };
      if (owner === null) return;
      const { reply, note, replyFiles, noteFiles } = draft.value;
      const empty = reply === '' && note === '' && replyFiles.length === 0 && noteFiles.length === 0;
      if (empty) store.remove(keyOf(number));
      else store.set(keyOf(number), draft.value);
    },
    use: (next) => {
      if (next === owner) return;
      owner = next;
      known.clear();
    },
  };
};
