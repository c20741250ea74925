/** The parts of an album have come: they are said as one line. */
import { takeGathered } from '../albums.ts';
import { sayGathered } from '../hear.ts';
import { onConversation, type VerbDeps } from '../perform.ts';
import type { RunJob } from './job.ts';

export const createAlbum =
  (deps: VerbDeps): RunJob =>
  async (job) => {
    const { conversation, album } = job.payload;
    if (conversation === undefined || album === undefined) return null;
    await deps.scripts.learnt();
    await onConversation(deps, conversation, `job:${job.key}:${job.due}`, (ctx) => {
      const gathered = takeGathered(ctx.draft, deps.personal, album);
      for (const one of gathered) sayGathered(deps, ctx, one);
      const seq = ctx.draft.conversation().lastSeq;
      return gathered.length > 0 ? { receiptSeq: seq } : { settled: seq };
    });
    return null;
  };
