/**
 * What the panel knows of the talk: lines by seq, the newest view, how far it has read without a gap.
 * Owns merging only; asking and sending are the connection's and the outbox's.
 */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { OpenedConversation, WidgetMessage, WidgetPlace, WidgetView } from '../contract.ts';

export interface Talk {
  /** Oldest first, each seq once. */
  readonly lines: ReadonlySignal<readonly WidgetMessage[]>;
  readonly view: ReadonlySignal<WidgetView | null>;
  /** Earlier lines exist on the server. */
  readonly earlier: ReadonlySignal<boolean>;
  /** Everything up to this seq is here; ask for what follows it. */
  readonly cursor: () => number;
  readonly add: (message: WidgetMessage) => void;
  /** The line as it is now, when it is here. */
  readonly replace: (message: WidgetMessage) => void;
  readonly see: (view: WidgetView) => void;
  /** The queue moved; of another ticket than the one shown it is old news. */
  readonly stand: (place: WidgetPlace & { readonly number: string }) => void;
  readonly takePage: (page: OpenedConversation, after: number) => void;
  readonly takeEarlier: (messages: readonly WidgetMessage[], earlier: boolean) => void;
  /** True while live news arrive without a gap: then they move the cursor themselves. */
  readonly follow: (following: boolean) => void;
  /** The server opened another conversation: nothing of the former one may stay. */
  readonly reset: () => void;
}

export const createTalk = (): Talk => {
  const lines = signal<readonly WidgetMessage[]>([]);
  const view = signal<WidgetView | null>(null);
  const earlier = signal(false);
  const bySeq = new Map<number, WidgetMessage>();
  let cursor = 0;
  let following = false;

  const merge = (messages: readonly WidgetMessage[]): void => {
    for (const message of messages) bySeq.set(message.seq, message);
    lines.value = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  };
  const reachEnd = (): void => {
    cursor = Math.max(cursor, lines.value.at(-1)?.seq ?? 0);
  };
  const see = (next: WidgetView): void => {
    if (!view.value || next.version >= view.value.version) view.value = next;
  };
  return {
    lines,
    view,
    earlier,
    cursor: () => cursor,
    add: (message) => {
      merge([message]);
      if (following) reachEnd();
    },
    replace: (message) => {
      if (bySeq.has(message.seq)) merge([message]);
    },
    see,
    stand: ({ number, ahead, minutes }) => {
      const now = view.value;
      if (now?.number === number && now.status === 'queued') view.value = { ...now, queue: { ahead, minutes } };
    },
    takePage: (page, after) => {
      merge(page.messages);
      cursor = Math.max(cursor, page.messages.at(-1)?.seq ?? 0);
      if (after === 0) earlier.value = page.earlier;
      see(page.view);
    },
    takeEarlier: (messages, more) => {
      merge(messages);
      earlier.value = more;
    },
    follow: (now) => {
      following = now;
      if (now) reachEnd();
    },
    reset: () => {
      bySeq.clear();
      lines.value = [];
      view.value = null;
      earlier.value = false;
      cursor = 0;
    },
  };
};
