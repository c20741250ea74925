/**
 * Files in the panel: what is chosen for the next message, and those of messages. Loaded when somebody first wants it.
 * Owns the wire to the citizen's file routes; the states of uploads are `core/browser/uploads.ts`.
 */
import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import type { Attachment, FileLimits } from '../../../../core/domain/attachment.ts';
import { sendFile } from '../../../../core/browser/send-file.ts';
import { createUploads } from '../../../../core/browser/uploads.ts';
import type { Uploads } from '../../../../core/browser/uploads.ts';
import { createBubbles } from './Bubbles.tsx';
import { createChips } from './Chips.tsx';
import styles from './files.css?inline';

export interface AttachDeps {
  readonly limits: FileLimits;
  readonly isOpen: () => boolean;
  /** Who we are, asked anew each time: another tab may have been given a fresh token. */
  readonly who: () => Promise<{ readonly token: string | null; readonly origin: string }>;
  readonly keep: (files: readonly Attachment[]) => void;
  readonly newKey: () => string;
}

export interface Attach extends Pick<Uploads, 'add' | 'isBusy' | 'take' | 'putBack' | 'wake'> {
  readonly hasReady: () => boolean;
  /** Sends by itself once everything is uploaded, unless something was refused. */
  readonly sendWhenDone: (send: () => void) => void;
  readonly Chips: FunctionComponent;
  readonly Bubbles: FunctionComponent<{ readonly files: readonly Attachment[] }>;
}

const base = '/api/citizen/files';

/** The styles come inside this part, so that nothing of the first opening has to know how to load them. */
const dress = (page: Document): void => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  page.adoptedStyleSheets.push(sheet);
};

export const createAttach = (deps: AttachDeps): Attach => {
  dress(document);
  const headers = async (): Promise<Record<string, string>> => {
    const { token, origin } = await deps.who();
    return { Authorization: `Visitor ${token ?? ''}`, 'X-Embedder': origin };
  };
  const fetchFile = async (id: string): Promise<Blob> => {
    const response = await fetch(`${base}/${id}`, { headers: await headers() });
    if (!response.ok) throw new Error(String(response.status));
    return response.blob();
  };
  const uploads = createUploads({
    ...deps,
    send: async (file, name, progress, stop) =>
      sendFile({ url: base, headers: await headers(), file, name, progress, signal: stop }),
    discard: ({ id }) =>
      void headers().then((known) => fetch(`${base}/${id}`, { method: 'DELETE', headers: known }).catch(() => {})),
  });
  const wishes = signal(false);
  const hasFailed = (): boolean => uploads.items.value.some(({ state }) => state.kind === 'failed');

  return {
    ...uploads,
    hasReady: () => uploads.items.value.some(({ state }) => state.kind === 'ready'),
    sendWhenDone: (send) => {
      if (wishes.value) return;
      wishes.value = true;
      uploads.whenDone(() => {
        wishes.value = false;
        if (!hasFailed()) send();
      });
    },
    Chips: createChips(uploads, deps, wishes),
    Bubbles: createBubbles(fetchFile),
  };
};
