/**
 * Calls the operator who looks elsewhere: the tab's title and icon; a soft sound and notices of the desktop once they are
 * switched on, each for a new line of a citizen of mine, for somebody new in the queue, for a term in its last minute.
 * During a pause and after the shift it is silent, and it never calls to the dialogue that is open and visible.
 */
import { computed, effect } from '@preact/signals';
import type { QueueRow } from '../../contract.ts';
import type { Connection } from '../connection.ts';
import { sectionFor } from '../sections.ts';
import { shell } from '../texts.ts';
import { notices } from '../texts/notices.ts';
import { alerts } from '../texts/shift.ts';
import { createChime } from './chime.ts';
import type { Clock } from './clock.ts';
import type { Conversation } from './conversation.ts';
import { createDesktop } from './desktop.ts';
import { dotFavicon } from './favicon.ts';
import { watchLastMinute } from './last-minute.ts';
import type { Presence } from './presence.ts';
import type { Queue } from './queue.ts';
import type { Route } from './route.ts';
import { belongs } from './rows.ts';
import type { Seen } from './seen.ts';
import type { SessionState } from './session.ts';
import type { Settings } from './settings.ts';

interface Deps {
  readonly clock: Clock;
  readonly connection: Connection;
  readonly queue: Queue;
  readonly conversation: Conversation;
  readonly presence: Presence;
  readonly route: Route;
  readonly seen: Seen;
  readonly session: SessionState;
  readonly settings: Settings;
}

export interface Attention {
  chime(): void;
  /** Called from a gesture: gets the browser's leave for sounds to come. */
  wake(): void;
  /** Whether this browser has notices of the desktop. */
  readonly canNotify: boolean;
  /** From a press: asks the browser's leave. */
  askToNotify(): Promise<boolean>;
}

type Why = 'queued' | 'line' | 'term';

export const createAttention = (deps: Deps): Attention => {
  const { clock, connection, queue, conversation, presence, route, seen, session, settings } = deps;
  const sound = createChime();
  const desktop = createDesktop((number) => route.go(number));
  const me = (): string => session.me()?.id ?? '';

  effect(() => {
    const now = session.current.value;
    if (now.kind !== 'in') return;
    const section = sectionFor(now.me.role, route.section.value);
    document.title = shell.title(queue.waiting.value.length, section?.title ?? shell.dialogs);
  });
  dotFavicon(
    computed(() => {
      const now = session.current.value;
      if (now.kind !== 'in') return false;
      return [...queue.rows.value.values()].some((row) => belongs('mine', row, now.me.id) && seen.unread(row) !== 0);
    }),
  );

  const isQuiet = (): boolean => ['pause', 'offline'].includes(presence.standing.peek()?.state ?? 'available');
  const isWatched = (number: string): boolean => !document.hidden && conversation.number.peek() === number;
  const notify = (number: string, words: string): void => {
    if (settings.notices.peek() && document.hidden && !isQuiet()) desktop.tell(number, words);
  };
  const call = (row: QueueRow, why: Why): void => {
    if (isQuiet() || isWatched(row.number)) return;
    if (settings.sound.peek()) sound.chime();
    notify(row.number, notices[why]);
  };

  /** What a change of a row calls for: a new line of a citizen of mine, or somebody new to a queue while nobody looks. */
  const whyOf = (row: QueueRow, known: QueueRow | undefined): Why | null => {
    if (belongs('queue', row, me())) {
      return document.hidden && !(known && belongs('queue', known, me())) ? 'queued' : null;
    }
    if (!belongs('mine', row, me()) || row.last?.by !== 'citizen') return null;
    return row.lastSeq > (known?.lastSeq ?? 0) ? 'line' : null;
  };

  let before: ReadonlyMap<string, QueueRow> = new Map();
  queue.rows.subscribe((rows) => {
    const past = before;
    before = rows;
    if (!queue.settled.peek()) return;
    for (const row of rows.values()) {
      const known = past.get(row.number);
      const why = row === known ? null : whyOf(row, known);
      if (why !== null) call(row, why);
    }
  });
  watchLastMinute({ rows: queue.rows, now: clock.now, me }, (row) => call(row, 'term'));
  connection.on('ticket:alerted', ({ number, kind }) => notify(number, alerts[kind](number)));

  return { ...sound, canNotify: desktop.possible, askToNotify: desktop.ask };
};
