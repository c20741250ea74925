/** The citizen has not said whether the answer helped: the ticket closes. */
import { onConversation, type VerbDeps } from '../perform.ts';
import { runEngine } from '../run-engine.ts';
import type { RunJob } from './job.ts';

export const createSilence =
  (deps: VerbDeps): RunJob =>
  async (job) => {
    const { conversation, ticket } = job.payload;
    if (conversation === undefined || ticket === undefined) return null;
    await onConversation(deps, conversation, `job:${job.key}:${job.due}`, ({ draft, run }) => {
      draft.take(ticket);
      if (draft.ticket()?.status !== 'answered') return { settled: draft.conversation().lastSeq };
      draft.move('silence', { owner: null, waitingSince: null });
      runEngine(draft, { kind: 'over', how: 'silence', reason: null }, run);
      draft.audit('system', 'ticket:silence');
      return { receiptSeq: draft.conversation().lastSeq };
    });
    return null;
  };
