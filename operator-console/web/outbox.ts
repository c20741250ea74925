/**
 * Lines and solutions that the server has not confirmed yet. They survive a reload and go out in order,
 * one in flight per ticket, always under the same client id, so that the server drops what it already has.
 * Two tabs take turns by a lock; where the browser has none, the client id alone keeps lines single.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { Attachment } from '../../core/domain/attachment.ts';
import type { Connection, Failed, Failure } from './connection.ts';
import { freshId } from './ids.ts';
import type { Store } from './storage.ts';

export interface Entry {
  readonly clientId: string;
  readonly number: string;
  readonly kind: 'reply' | 'note' | 'solve';
  readonly text: string;
  /** Staged; absent in entries kept by an older console. */
  readonly files?: readonly Attachment[];
  readonly asks: boolean;
  /** Order of writing; this machine's clock, never twice the same. */
  readonly order: number;
  /** Not before this moment (this machine's clock): the time to change one's mind. */
  readonly notBefore: number;
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed';
  readonly error: Failure | null;
}

export interface Outbox {
  readonly entries: ReadonlySignal<readonly Entry[]>;
  /** Whose lines these are; null when nobody is signed in. */
  use(owner: string | null): void;
  add(line: Pick<Entry, 'number' | 'kind' | 'text' | 'files' | 'asks'>, delay?: number): Entry;
  retry(clientId: string): void;
  /** Takes an entry out for good. Null when it is already on its way or gone. */
  discard(clientId: string): Entry | null;
  /** Sends what waits for its undo time at once. */
  hurry(number: string): void;
  /** These ids are in the log now. */
  confirm(clientIds: ReadonlySet<string>): void;
  flush(): void;
}

interface Deps {
  readonly connection: Connection;
  readonly store: Store;
  /** The server took the entry and gave it this place in the log. */
  readonly onSent: (entry: Entry, seq: number) => void;
  readonly onFailed: (entry: Entry, answer: Failed) => void;
  readonly onSignedOut: () => void;
}

const tries = 4;
const pause = 1500;
const passing: ReadonlySet<Failure> = new Set(['offline', 'busy', 'throttled', 'failed']);

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && 'clientId' in value && 'number' in value && 'order' in value;

const oneAtATime = async (name: string, work: () => Promise<void>): Promise<void> => {
  // The API is absent on plain http.
  const locks = 'locks' in navigator ? navigator.locks : null;
  await (locks ? locks.request(name, work) : work());
};

export const createOutbox = ({ connection, store, onSent, onFailed, onSignedOut }: Deps): Outbox => {
  const entries = signal<readonly Entry[]>([]);
  const draining = new Set<string>();
  const attempts = new Map<string, number>();
  let owner: string | null = null;
  let lastOrder = 0;

  const prefix = (): string => `outbox/${owner ?? ''}/`;
  const keyOf = (entry: Entry): string => prefix() + entry.clientId;
  const find = (clientId: string): Entry | undefined => entries.peek().find((entry) => entry.clientId === clientId);
  const drop = (clientId: string): void => {
    store.remove(prefix() + clientId);
    attempts.delete(clientId);
    entries.value = entries.peek().filter((entry) => entry.clientId !== clientId);
  };
  const update = (entry: Entry, part: Partial<Entry>): Entry => {
    const next = { ...entry, ...part };
    entries.value = entries.peek().map((one) => (one.clientId === entry.clientId ? next : one));
    if (next.state === 'waiting' || next.state === 'failed') store.set(keyOf(next), next);
    return next;
  };

  const send = (entry: Entry) => {
    const { number, clientId, text, asks } = entry;
    const files = (entry.files ?? []).map(({ id }) => id);
    if (entry.kind === 'reply') return connection.request('message:send', { number, clientId, text, files, asks });
    if (entry.kind === 'note') return connection.request('note:add', { number, clientId, text, files });
    return connection.request('ticket:solve', { number, clientId, text: text === '' ? null : text, files });
  };

  /** True when the next entry of the ticket may go. */
  const settle = (entry: Entry, answer: { readonly ok: true; readonly seq: number } | Failed): boolean => {
    if (!find(entry.clientId)) return true;
    if (answer.ok) {
      store.remove(keyOf(entry));
      onSent(update(entry, { state: 'sent' }), answer.seq);
      return true;
    }
    const count = (attempts.get(entry.clientId) ?? 0) + (connection.link.peek() === 'up' ? 1 : 0);
    attempts.set(entry.clientId, count);
    if (answer.error === 'signed-out' || (passing.has(answer.error) && count < tries)) {
      update(entry, { state: 'waiting' });
      if (answer.error === 'signed-out') onSignedOut();
      return false;
    }
    onFailed(update(entry, { state: 'failed', error: answer.error }), answer);
    // What was to follow an answer must not overtake it.
    for (const later of entries.peek()) {
      if (later.number === entry.number && later.kind === 'solve' && later.state === 'waiting') drop(later.clientId);
    }
    return true;
  };

  const drain = async (number: string): Promise<void> => {
    for (;;) {
      const entry = entries.peek().find((one) => one.number === number && one.state === 'waiting');
      if (!entry || connection.link.peek() !== 'up') return;
      if (entry.notBefore > Date.now()) return;
      if (!store.has(keyOf(entry))) {
        // Another tab has sent it.
        drop(entry.clientId);
        continue;
      }
      const sending = update(entry, { state: 'sending' });
      if (!settle(sending, await send(sending))) return;
    }
  };

  const flush = (): void => {
    for (const { number, state } of entries.peek()) {
      if (state !== 'waiting' || draining.has(number)) continue;
      draining.add(number);
      void oneAtATime(`${prefix()}${number}`, () => drain(number)).finally(() => {
        draining.delete(number);
        const left = entries.peek().find((one) => one.number === number && one.state === 'waiting');
        if (!left || connection.link.peek() !== 'up') return;
        setTimeout(flush, Math.max(pause, left.notBefore - Date.now()));
      });
    }
  };

  const load = (): void => {
    const kept = store
      .keys(prefix())
      .map((key) => store.get(key))
      .filter(isEntry);
    const known = new Set(entries.peek().map((entry) => entry.clientId));
    const added = kept.filter((entry) => !known.has(entry.clientId));
    if (added.length > 0) entries.value = [...entries.peek(), ...added].sort((a, b) => a.order - b.order);
    flush();
  };

  connection.onUp(flush);
  store.onForeignChange((key) => {
    if (owner === null || !key.startsWith(prefix())) return;
    const entry = find(key.slice(prefix().length));
    if (store.has(key)) load();
    else if (entry && entry.state !== 'sending' && entry.state !== 'sent') drop(entry.clientId);
  });

  return {
    entries,
    use: (next) => {
      if (next === owner) return;
      owner = next;
      entries.value = [];
      if (owner !== null) load();
    },
    add: (line, delay = 0) => {
      lastOrder = Math.max(Date.now(), lastOrder + 1);
      const times = { order: lastOrder, notBefore: delay === 0 ? 0 : Date.now() + delay };
      const entry: Entry = { ...line, ...times, clientId: freshId(), state: 'waiting', error: null };
      store.set(keyOf(entry), entry);
      entries.value = [...entries.peek(), entry];
      flush();
      return entry;
    },
    retry: (clientId) => {
      const entry = find(clientId);
      if (entry?.state !== 'failed') return;
      attempts.delete(clientId);
      update(entry, { state: 'waiting', error: null });
      flush();
    },
    discard: (clientId) => {
      const entry = find(clientId);
      if (!entry || entry.state === 'sending' || entry.state === 'sent') return null;
      drop(clientId);
      return entry;
    },
    hurry: (number) => {
      for (const entry of entries.peek()) {
        if (entry.number === number && entry.state === 'waiting') update(entry, { notBefore: 0 });
      }
      flush();
    },
    confirm: (clientIds) => {
      for (const entry of entries.peek()) if (clientIds.has(entry.clientId)) drop(entry.clientId);
    },
    flush,
  };
};
