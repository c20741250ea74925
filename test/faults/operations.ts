/** How an operation is carried out: sent, and sent again under the same client id until somebody says how it ended. */
import type { History, NewOp } from './history.ts';
import { pause, Unknown } from './link.ts';

export type Reply =
  | { readonly ok: true; readonly seq: number }
  | { readonly ok: false; readonly error: string; readonly by?: string | null };

/** Errors that pass: a screen tries again by itself. */
const passing = new Set(['busy', 'throttled', 'failed']);
const maxTries = 10;
/** Twice as long each time: a full disk or a locked database takes its time. */
const againMs = 15;
const mostAgainMs = 1000;
const throttledMs = 1500;

/** What one try came to; null: nobody knows, or not now. */
const attempt = async (history: History, n: number, send: () => Promise<Reply>, tries = 1): Promise<Reply | null> => {
  try {
    const reply = await send();
    if (!reply.ok && passing.has(reply.error)) {
      await pause(reply.error === 'throttled' ? throttledMs : Math.min(againMs * 2 ** (tries - 1), mostAgainMs));
      return null;
    }
    history.end(n, reply.ok ? { kind: 'ok', seq: reply.seq } : { kind: 'fail', error: reply.error });
    return reply;
  } catch (error) {
    if (!(error instanceof Unknown)) throw error;
    return null;
  }
};

export interface Sent {
  readonly n: number;
  readonly reply: Reply;
}

export interface Operations {
  run(op: NewOp, send: () => Promise<Reply>): Promise<Sent>;
  /** All at once over one socket; what was left unknown follows in order, one by one. */
  burst(ops: readonly { readonly op: NewOp; readonly send: () => Promise<Reply> }[]): Promise<readonly Sent[]>;
  /** Once and never again: a screen that is closed before it hears how it ended. */
  once(op: NewOp, send: () => Promise<Reply>): Promise<Reply | null>;
}

export const createOperations = (history: History): Operations => {
  const untilKnown = async (n: number, op: NewOp, send: () => Promise<Reply>, first: Reply | null): Promise<Sent> => {
    let reply = first;
    for (let tries = 2; reply === null; tries += 1) {
      if (tries > maxTries) throw new Error(`${op.kind} ${op.token} was never acknowledged`);
      history.again(n);
      reply = await attempt(history, n, send, tries);
    }
    return { n, reply };
  };
  return {
    run: async (op, send) => {
      const n = history.invoke(op);
      return untilKnown(n, op, send, await attempt(history, n, send));
    },
    burst: async (ops) => {
      const begun = ops.map(({ op, send }) => {
        const n = history.invoke(op);
        return { n, op, send, first: attempt(history, n, send) };
      });
      const sent: Sent[] = [];
      await Promise.all(begun.map(({ first }) => first));
      for (const { n, op, send, first } of begun) sent.push(await untilKnown(n, op, send, await first));
      return sent;
    },
    once: (op, send) => attempt(history, history.invoke(op), send),
  };
};
