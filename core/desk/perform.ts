/**
 * One turn from its event to its commit: load → decide → commit → news. Owns order inside a conversation,
 * the single retry when another process was faster, and fault points; what is decided belongs to the verbs.
 */
import type { Logger } from 'pino';
import type { ConversationId } from '../domain/ticket.ts';
import type { TicketNumber } from '../domain/ticket-number.ts';
import type { Policy, PolicyOf } from '../domain/policy.ts';
import type { QueueFigures } from '../domain/queue.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Script } from '../engine/types.ts';
import type { Clock } from '../ports/clock.ts';
import type { Receipt } from '../ports/desk.ts';
import type { FileRows } from '../ports/files.ts';
import type { Lines } from '../ports/lines.ts';
import type { Live } from '../ports/live.ts';
import type { Numbers } from '../ports/numbers.ts';
import type { Personal } from '../ports/personal.ts';
import type { Loaded, Turns } from '../ports/turns.ts';
import { createDraft, type Draft } from './draft.ts';
import type { Links } from './links.ts';
import type { EngineRun } from './run-engine.ts';
import type { Scripts } from './scripts.ts';
import type { Serial } from './serial.ts';
import { termsAfter } from './terms.ts';
import { timersAfter } from './timers.ts';

/** Names a moment inside a turn at which a test may kill the process. */
export type Fault = (point: string) => void;

export interface DeskDeps {
  readonly turns: Turns;
  readonly fileRows: Pick<FileRows, 'staged'>;
  readonly lines: Pick<Lines, 'said' | 'recent'>;
  readonly numbers: Numbers;
  readonly scripts: Scripts;
  readonly live: Live;
  readonly clock: Clock;
  readonly log: Logger;
  readonly fault: Fault;
  /** The queue as it is now; absent: nothing is said of it. */
  readonly figures?: () => QueueFigures;
  readonly personal: Personal;
  /** Absent: personal data may be asked and kept everywhere. */
  readonly policyOf?: PolicyOf;
  /** Absent: there is no protected chat to lead to. */
  readonly links?: Links;
  /** A committed turn has scheduled jobs. */
  readonly onJobs?: () => void;
}

export interface Ctx {
  readonly draft: Draft;
  readonly loaded: Loaded;
  readonly run: EngineRun;
  readonly script: Script;
  /** The store has just said that the new owner has no room: decide without giving them the ticket, or refuse. */
  readonly full: boolean;
}

/**
 * Puts the turn together. Returns the seq that answers the sender, or `settled` when nothing needs to be written
 * because what was asked for is already so. May throw a Refusal.
 */
export type Decide = (ctx: Ctx) => { readonly receiptSeq: number } | { readonly settled: number };

const maxTries = 2;

/** What follows for the terms and jobs of every ticket the turn changes. */
const settle = (draft: Draft, script: Script): void => {
  for (const { before, after } of draft.changed()) {
    const terms = termsAfter(script, before, after, draft.at);
    draft.setTerms(after.number, terms);
    for (const change of timersAfter(script, before, { ...after, terms }, draft.at)) draft.job(change);
  }
};

export interface Performer {
  /** `load` says what the turn starts from; it is called again after a stale commit. */
  perform(dedupe: string, load: () => Promise<Loaded>, decide: Decide): Promise<Receipt>;
}

export const createPerformer = (deps: DeskDeps): Performer => {
  const { turns, numbers, scripts, live, clock, log, fault, figures, policyOf, links } = deps;

  const known = async (dedupe: string): Promise<Receipt | null> => {
    const receipt = await turns.receipt(dedupe);
    return receipt && { outcome: 'duplicate', conversation: receipt.conversation, seq: receipt.seq };
  };

  const attempt = async (
    dedupe: string,
    loaded: Loaded,
    decide: Decide,
    freshNumber: TicketNumber,
    full: boolean,
  ): Promise<{ receipt: Receipt; used: boolean } | 'stale' | 'duplicate' | 'full'> => {
    const draft = createDraft(loaded, clock.now());
    const script = await scripts.pinned(loaded.conversation.engine.version);
    const decided = decide({
      draft,
      loaded,
      script,
      run: { script, freshNumber, log, policyOf, links, ...(figures ? { figures: figures() } : {}) },
      full,
    });
    const conversation = loaded.conversation.id;
    if ('settled' in decided) {
      // What is so already may be so because of this very event: then it is answered as it was the first time.
      const first = await known(dedupe);
      return { receipt: first ?? { outcome: 'duplicate', conversation, seq: decided.settled }, used: false };
    }
    settle(draft, script);
    fault('turn:stepped');
    const turn = draft.turn(dedupe, decided.receiptSeq);
    const outcome = await turns.commit(turn);
    if (outcome !== 'committed') return outcome;
    fault('turn:committed');
    live.publish(draft.news());
    if (turn.jobs.length > 0) deps.onJobs?.();
    fault('turn:published');
    const used = turn.tickets.some((write) => write.ticket.number === freshNumber);
    return { receipt: { outcome: 'committed', conversation, seq: decided.receiptSeq }, used };
  };

  return {
    perform: async (dedupe, load, decide) => {
      const freshNumber = await numbers.draw(clock.now());
      let used = false;
      let full = false;
      try {
        for (let tries = 1; tries <= maxTries; tries += 1) {
          const loaded = await load();
          fault('turn:loaded');
          const done = await attempt(dedupe, loaded, decide, freshNumber, full);
          if (done === 'duplicate') break;
          if (done === 'full') {
            // Decided anew without the slot; only that decision may be the last.
            if (full) throw new Refusal('full');
            full = true;
            tries -= 1;
            continue;
          }
          if (done === 'stale') continue;
          used = done.used;
          return done.receipt;
        }
      } catch (error) {
        // A repeated event whose first turn changed what it asked for (a claim won, then asked again) is no refusal.
        const receipt = error instanceof Refusal && error.code !== 'busy' ? await known(dedupe) : null;
        if (receipt) return receipt;
        throw error;
      } finally {
        if (!used) numbers.putBack(freshNumber);
      }
      const receipt = await known(dedupe);
      if (receipt) return receipt;
      throw new Refusal('busy');
    },
  };
};

/** What may be asked and kept where replies go now. */
export const policyHere = ({ draft, run }: Pick<Ctx, 'draft' | 'run'>): Policy =>
  run.policyOf?.(draft.conversation().replyTo.channel) ?? 'full';

/** Everything the verbs share. */
export interface VerbDeps extends DeskDeps {
  readonly performer: Performer;
  readonly serial: Serial;
}

/** Runs a turn on an existing conversation, after everything that was asked of it before. */
export const onConversation = (deps: VerbDeps, id: ConversationId, dedupe: string, decide: Decide): Promise<Receipt> =>
  deps.serial.run(`conversation:${id}`, () =>
    deps.performer.perform(
      dedupe,
      async () => {
        const loaded = await deps.turns.load(id);
        if (!loaded) throw new Refusal('not-found');
        return loaded;
      },
      decide,
    ),
  );
