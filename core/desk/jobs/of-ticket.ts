/** A job about one ticket as a turn of its conversation, once per due moment. */
import type { LeasedJob } from '../../ports/jobs.ts';
import { onConversation, type Ctx, type VerbDeps } from '../perform.ts';

/** `decide` says whether there was anything to do; the ticket is in hand. */
export const ofTicket = async (deps: VerbDeps, job: LeasedJob, decide: (ctx: Ctx) => boolean): Promise<void> => {
  const { conversation, ticket } = job.payload;
  if (conversation === undefined || ticket === undefined) return;
  await onConversation(deps, conversation, `job:${job.key}:${job.due}`, (ctx) => {
    ctx.draft.take(ticket);
    const done = decide(ctx);
    const seq = ctx.draft.conversation().lastSeq;
    return done ? { receiptSeq: seq } : { settled: seq };
  });
};
