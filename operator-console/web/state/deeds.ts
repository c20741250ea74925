/**
 * What an operator does with a ticket besides writing: take, pass on, solve, hand back, reject, reopen.
 * A deed without an answer keeps its client id, so that pressing again cannot do it twice.
 */
import type { Attachment } from '../../../core/domain/attachment.ts';
import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { Connection, Failed } from '../connection.ts';
import type { ConsoleRequests } from '../../contract.ts';
import { freshId } from '../ids.ts';
import type { Outbox } from '../outbox.ts';
import { failureText, queue as queueTexts } from '../texts.ts';
import { dialogs } from '../texts/dialogs.ts';
import type { Conversation } from './conversation.ts';
import type { Queue } from './queue.ts';
import type { Route } from './route.ts';
import type { SessionState } from './session.ts';
import type { Toasts } from './toasts.ts';

export type TransferTarget = Parameters<ConsoleRequests['ticket:transfer']>[0]['to'];

/** Each resolves to whether it is done. */
export interface Deeds {
  readonly busy: ReadonlySignal<boolean>;
  claim(number: string): Promise<boolean>;
  /** The first of the queue. */
  take(): Promise<boolean>;
  transfer(number: string, to: TransferTarget, reason: string): Promise<boolean>;
  handBack(number: string): Promise<boolean>;
  /** Sends the citizen of a messenger a link into the protected chat. */
  invite(number: string): Promise<boolean>;
  reject(number: string, reason: string): Promise<boolean>;
  reopen(number: string): Promise<boolean>;
  categorise(number: string, category: string): Promise<boolean>;
  /** Has a line tried again that did not arrive in the messenger. */
  resend(number: string, seq: number): Promise<boolean>;
  /** Goes out in five seconds, or when the ticket is left; may be taken back until then. */
  solve(number: string, text: string, files?: readonly Attachment[]): void;
  /** Opens the next dialogue that waits for my reply. */
  openNext(): void;
}

interface Deps {
  readonly connection: Connection;
  readonly conversation: Conversation;
  readonly outbox: Outbox;
  readonly queue: Queue;
  readonly route: Route;
  readonly session: SessionState;
  readonly toasts: Toasts;
}

const undoFor = 5000;
/** The card's own news should have come by then. */
const newsDue = 1200;

export const createDeeds = (deps: Deps): Deeds => {
  const { connection, conversation, outbox, queue, route, session, toasts } = deps;
  const busy = signal(false);
  const unanswered = new Map<string, string>();

  const refused = ({ error, by }: Failed): void => {
    if (error === 'signed-out') return session.ended();
    toasts.show(failureText(error, by), { tone: 'trouble' });
    void conversation.sync();
    return undefined;
  };

  /** One press at a time. `what` names the deed exactly, so that a repeated press is a retry. */
  const perform = async (
    what: string,
    done: string | null,
    ask: (clientId: string) => Promise<{ readonly ok: true } | Failed>,
  ): Promise<boolean> => {
    if (busy.peek()) return false;
    busy.value = true;
    const clientId = unanswered.get(what) ?? freshId();
    unanswered.set(what, clientId);
    const version = conversation.card.peek()?.row.version;
    const answer = await ask(clientId);
    busy.value = false;
    if (!answer.ok && answer.error === 'offline') {
      refused(answer);
      return false;
    }
    unanswered.delete(what);
    if (!answer.ok) {
      refused(answer);
      return false;
    }
    if (done !== null) toasts.show(done);
    setTimeout(() => {
      if (conversation.card.peek()?.row.version === version) void conversation.sync();
    }, newsDue);
    return true;
  };

  const openNext = (): void => {
    const next = queue.waiting.peek().find((row) => row.number !== conversation.number.peek());
    if (next) route.go(next.number);
    else toasts.show(dialogs.noMoreWaiting);
  };

  const solve: Deeds['solve'] = (number, text, files = []) => {
    if (outbox.entries.peek().some((entry) => entry.number === number && entry.state === 'failed')) {
      toasts.show(dialogs.solveBlocked, { tone: 'trouble' });
      return;
    }
    const entry = outbox.add({ number, kind: 'solve', text, files, asks: false }, undoFor);
    const undo = (): void => {
      outbox.discard(entry.clientId);
      toasts.hide(toast);
    };
    const action = { label: dialogs.solvedUndo, run: undo };
    const toast = toasts.show(dialogs.solved(number), { action, lasts: undoFor });
    // Once it is on its way there is nothing to take back.
    const stop = effect(() => {
      const now = outbox.entries.value.find((one) => one.clientId === entry.clientId);
      if (now?.state === 'waiting' && now.notBefore !== 0) return;
      untracked(() => toasts.hide(toast));
      queueMicrotask(() => stop());
    });
  };

  return {
    busy,
    openNext,
    solve,
    categorise: (number, category) =>
      perform(`categorise ${number} ${category}`, dialogs.categorised, (clientId) =>
        connection.request('ticket:categorise', { number, clientId, category }),
      ),
    claim: (number) =>
      perform(`claim ${number}`, dialogs.claimed, (clientId) =>
        connection.request('ticket:claim', { number, clientId }),
      ),
    take: () =>
      perform('take', null, async (clientId) => {
        const answer = await connection.request('queue:take', { clientId });
        if (answer.ok) {
          queue.show('mine');
          route.go(answer.number);
        } else if (answer.error === 'empty') {
          toasts.show(queueTexts.nobodyWaits);
          return { ok: true };
        }
        return answer;
      }),
    transfer: (number, to, reason) =>
      perform(`transfer ${number} ${to.id} ${reason}`, dialogs.transferred, (clientId) =>
        connection.request('ticket:transfer', { number, clientId, to, reason }),
      ),
    invite: (number) =>
      perform(`invite ${number}`, dialogs.invited, (clientId) =>
        connection.request('citizen:invite', { number, clientId }),
      ),
    handBack: (number) =>
      perform(`hand-back ${number}`, dialogs.handedBack, (clientId) =>
        connection.request('ticket:hand-back', { number, clientId }),
      ),
    reject: (number, reason) =>
      perform(`reject ${number} ${reason}`, dialogs.rejected, (clientId) =>
        connection.request('ticket:reject', { number, clientId, reason }),
      ),
    resend: (number, seq) =>
      perform(`resend ${number} ${seq}`, null, () => connection.request('message:retry', { number, seq })),
    reopen: (number) =>
      perform(`reopen ${number}`, dialogs.reopened, (clientId) =>
        connection.request('ticket:reopen', { number, clientId }),
      ),
  };
};
