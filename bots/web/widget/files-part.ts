/**
 * Loads the files' own part of the panel when somebody first wants it: chooses, drops or pastes a file, or a message
 * carries one. Owns the loading alone, so that the first opening stays small.
 */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Attachment } from '../../../core/domain/attachment.ts';
import type { Attach, AttachDeps } from './attach/attach.tsx';

export interface FilesPart {
  /** Null until it is loaded. */
  readonly part: ReadonlySignal<Attach | null>;
  /** It could not be loaded: no network. */
  readonly lost: ReadonlySignal<boolean>;
  readonly want: () => void;
  readonly add: (files: Iterable<File>) => void;
  readonly putBack: (files: readonly Attachment[]) => void;
}

export const createFilesPart = (deps: AttachDeps): FilesPart => {
  const part = signal<Attach | null>(null);
  const lost = signal(false);
  let loading: Promise<Attach> | null = null;
  const load = (): Promise<Attach> =>
    (loading ??= import('./attach/attach.tsx').then(({ createAttach }) => (part.value = createAttach(deps))));
  const use = (work: (attach: Attach) => void): void => {
    lost.value = false;
    load().then(work, () => {
      loading = null;
      lost.value = true;
    });
  };
  return {
    part,
    lost,
    want: () => use(() => {}),
    add: (files) => {
      const chosen = [...files];
      if (chosen.length > 0) use((attach) => attach.add(chosen));
    },
    putBack: (files) => {
      if (files.length > 0) use((attach) => attach.putBack(files));
    },
  };
};
