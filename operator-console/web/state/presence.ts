/** Where the person is and how much they have on their hands; tells the server that somebody moves here. */
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { PresenceState as State } from '../../../core/domain/presence.ts';
import type { ConsoleRequests, Standing } from '../../contract.ts';
import type { Connection } from '../connection.ts';
import { freshId } from '../ids.ts';
import { failureText } from '../texts.ts';
import { alerts, shift as texts, states } from '../texts/shift.ts';
import type { Queue } from './queue.ts';
import type { SessionState } from './session.ts';
import type { Toasts } from './toasts.ts';

export type ShiftTarget = Parameters<ConsoleRequests['shift:end']>[0]['to'];

export interface Presence {
  readonly standing: ReadonlySignal<Standing | null>;
  /** Tickets of mine that take a slot. */
  readonly held: ReadonlySignal<number>;
  set(state: State): Promise<boolean>;
  /** Passes on what is held, then goes off line. Asked again without an answer it is the same deed. */
  endShift(to: ShiftTarget, reason: string): Promise<boolean>;
}

interface Deps {
  readonly connection: Connection;
  readonly queue: Queue;
  readonly session: SessionState;
  readonly toasts: Toasts;
}

const activeEvery = 60_000;

export const createPresence = ({ connection, queue, session, toasts }: Deps): Presence => {
  const standing = signal<Standing | null>(null);
  let unanswered: string | null = null;

  const load = async (): Promise<void> => {
    if (session.me()?.role === 'author') return;
    const answer = await connection.request('presence:get', {});
    if (answer.ok) standing.value = answer.standing;
  };
  connection.onUp(() => void load());
  connection.on('presence:changed', ({ id, state, since }) => {
    const known = standing.peek();
    if (known && id === session.me()?.id) standing.value = { ...known, state, since };
  });
  connection.on('ticket:alerted', ({ number, kind }) => toasts.show(alerts[kind](number), { tone: 'trouble' }));

  let told = 0;
  const active = (): void => {
    if (document.hidden || connection.link.peek() !== 'up' || Date.now() - told < activeEvery) return;
    if (standing.peek() === null) return;
    told = Date.now();
    void connection.request('presence:active', {});
  };
  for (const sign of ['pointerdown', 'keydown', 'pointermove']) {
    document.addEventListener(sign, active, { passive: true });
  }

  return {
    standing,
    held: computed(() => {
      const me = session.current.value.kind === 'in' ? session.current.value.me.id : '';
      const takes = [...queue.rows.value.values()].filter(
        ({ owner, status }) => owner?.id === me && (status === 'active' || status === 'expert'),
      );
      return takes.length;
    }),
    set: async (state) => {
      const answer = await connection.request('presence:set', { state });
      if (answer.ok) {
        standing.value = answer.standing;
        toasts.show(texts.changed(states[state]), { lasts: 2500 });
      } else toasts.show(failureText(answer.error, answer.by), { tone: 'trouble' });
      return answer.ok;
    },
    endShift: async (to, reason) => {
      unanswered ??= freshId();
      const answer = await connection.request('shift:end', { clientId: unanswered, to, reason });
      if (!answer.ok) {
        toasts.show(failureText(answer.error, answer.by), { tone: 'trouble' });
        if (answer.error !== 'offline') unanswered = null;
        return false;
      }
      unanswered = null;
      standing.value = answer.standing;
      toasts.show(texts.ended);
      return true;
    },
  };
};
