/**
 * Everything the citizen typed or pressed until the server has it: shown at once, kept in storage, sent in order and
 * one at a time, always under the same client id, so that a retry is never a second message.
 * Leaves the wire to `send` and the words to the components.
 */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Attachment } from '../../../core/domain/attachment.ts';
import type { WidgetError, WidgetMessage, WidgetOption } from '../contract.ts';
import type { Store } from './storage.ts';

export type Body =
  | { readonly kind: 'text'; readonly text: string; readonly files?: readonly Attachment[] }
  | { readonly kind: 'press'; readonly payload: string; readonly text: string };

export type Progress =
  | { readonly kind: 'waiting'; readonly because: 'busy' | 'throttled' | null }
  | { readonly kind: 'sending' }
  /** The server has it; its line is on the way. */
  | { readonly kind: 'sent'; readonly seq: number }
  | { readonly kind: 'failed'; readonly error: WidgetError | null };

export interface Outgoing {
  readonly clientId: string;
  readonly at: number;
  readonly body: Body;
  readonly progress: Progress;
}

/**
 * The seq it was stored under, or why not.
 * `lost`: the link broke. `silent`: no answer in time. Both may or may not have reached the server.
 */
export type SendResult = number | 'lost' | 'silent' | WidgetError;

export interface OutboxDeps {
  readonly store: Store;
  readonly send: (clientId: string, body: Body) => Promise<SendResult>;
  readonly isOpen: () => boolean;
  /** The line with this seq is shown already. */
  readonly hasLine: (seq: number) => boolean;
  readonly now: () => number;
  readonly newId: () => string;
  readonly pause: (ms: number) => Promise<void>;
}

export interface Outbox {
  readonly items: ReadonlySignal<readonly Outgoing[]>;
  readonly write: (text: string, files: readonly Attachment[]) => void;
  readonly press: (option: WidgetOption) => void;
  readonly retry: (clientId: string) => void;
  /** Takes an unsent item back, to be corrected. */
  readonly withdraw: (clientId: string) => Body | undefined;
  /** Lines that arrived: what of them was waiting here is done. */
  readonly settle: (messages: readonly WidgetMessage[]) => void;
  /** What an earlier visit left unsent. */
  readonly restore: () => Promise<void>;
  readonly pump: () => Promise<void>;
}

const patience = 4;
const waiting: Progress = { kind: 'waiting', because: null };
const keyOf = (clientId: string): string => `out:${clientId}`;

const readKept = (value: string): readonly Omit<Outgoing, 'progress'>[] => {
  try {
    return [JSON.parse(value) as Omit<Outgoing, 'progress'>];
  } catch {
    return []; // Spoilt by someone else: an unreadable leftover must not keep the chat from opening.
  }
};

export const createOutbox = ({ store, send, isOpen, hasLine, now, newId, pause }: OutboxDeps): Outbox => {
  const items = signal<readonly Outgoing[]>([]);
  const attempts = new Map<string, number>();
  let pumping = false;

  const mark = (clientId: string, progress: Progress): void => {
    items.value = items.value.map((item) => (item.clientId === clientId ? { ...item, progress } : item));
  };
  const drop = (ids: ReadonlySet<string>): void => {
    if (!items.value.some((item) => ids.has(item.clientId))) return;
    for (const id of ids) store.write(keyOf(id), null);
    items.value = items.value.filter((item) => !ids.has(item.clientId));
  };

  /** False: stop for now, the link is gone. */
  const deliver = async ({ clientId, body }: Outgoing): Promise<boolean> => {
    mark(clientId, { kind: 'sending' });
    const result = await send(clientId, body);
    const attempt = (attempts.get(clientId) ?? 0) + 1;
    if (typeof result === 'number') {
      if (hasLine(result)) drop(new Set([clientId]));
      store.write(keyOf(clientId), null);
      mark(clientId, { kind: 'sent', seq: result });
      return true;
    }
    if (result === 'lost') {
      mark(clientId, waiting);
      return false;
    }
    const again = result === 'silent' || result === 'busy' || result === 'throttled';
    if (!again || attempt >= patience) {
      mark(clientId, { kind: 'failed', error: result === 'silent' ? null : result });
      attempts.delete(clientId);
      return true;
    }
    attempts.set(clientId, attempt);
    mark(clientId, { kind: 'waiting', because: result === 'silent' ? null : result });
    // A silent server has already cost the time of the answer.
    if (result !== 'silent') await pause((result === 'throttled' ? 4000 : 700) * 2 ** (attempt - 1));
    return true;
  };

  const pump = async (): Promise<void> => {
    if (pumping) return;
    pumping = true;
    try {
      while (isOpen()) {
        const next = items.value.find(({ progress }) => progress.kind === 'waiting');
        if (!next || !(await deliver(next))) return;
      }
    } finally {
      pumping = false;
    }
  };

  const put = (body: Body): void => {
    const item = { clientId: newId(), at: now(), body };
    store.write(keyOf(item.clientId), JSON.stringify(item));
    items.value = [...items.value, { ...item, progress: waiting }];
    void pump();
  };

  return {
    items,
    write: (text, files) => put({ kind: 'text', text, files }),
    press: ({ payload, label }) => put({ kind: 'press', payload, text: label }),
    retry: (clientId) => {
      mark(clientId, waiting);
      void pump();
    },
    withdraw: (clientId) => {
      const body = items.value.find((item) => item.clientId === clientId)?.body;
      drop(new Set([clientId]));
      return body;
    },
    settle: (messages) => {
      const arrived = messages.flatMap(({ clientId }) => clientId ?? []);
      const upTo = messages.at(-1)?.seq ?? 0;
      const stored = items.value.filter(({ progress }) => progress.kind === 'sent' && progress.seq <= upTo);
      drop(new Set([...arrived, ...stored.map(({ clientId }) => clientId)]));
    },
    restore: async () => {
      const kept = (await store.list('out:')).flatMap(([, value]) => readKept(value));
      const known = new Set(items.value.map(({ clientId }) => clientId));
      const left = kept.filter(({ clientId }) => !known.has(clientId)).map((item) => ({ ...item, progress: waiting }));
      items.value = [...left, ...items.value].sort((a, b) => a.at - b.at);
      void pump();
    },
    pump,
  };
};
