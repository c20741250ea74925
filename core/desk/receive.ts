/** A citizen's event becomes one turn: their line, the engine's step, the ticket's changes. */
import { randomBytes } from 'node:crypto';
import { initialState } from '../engine/step.ts';
import { phrase } from '../engine/phrase.ts';
import type { PhraseKey } from '../engine/phrase-keys.ts';
import type { EngineEvent } from '../engine/types.ts';
import type { Attachment } from '../domain/attachment.ts';
import type { Address, Conversation, Origin } from '../domain/conversation.ts';
import type { Inbound, OtherKind, Uttered } from '../domain/inbound.ts';
import type { Cause, Quote } from '../domain/message.ts';
import type { ConversationId } from '../domain/ticket.ts';
import { Refusal } from '../domain/refusal.ts';
import { hideAll } from '../domain/screening/screen.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { Receipt } from '../ports/desk.ts';
import { citizenOwner } from '../ports/files.ts';
import type { Loaded } from '../ports/turns.ts';
import { createAmend } from './amend.ts';
import { cleanText } from './clean-text.ts';
import { findQuoted } from './quoted.ts';
import { queueUnowned } from './let-go.ts';
import { onConversation, policyHere, type Ctx, type Decide, type VerbDeps } from './perform.ts';
import { returnToOwner } from './return-to-owner.ts';
import { runEngine } from './run-engine.ts';
import { keepTyped, screenTyped, typedEvent, type KeptText } from './screened.ts';
import { systemLine } from './system-line.ts';

/** Of the page only where it is: what stands behind «?» and «#» may be anybody's data. */
const seenFrom = ({ origin }: Inbound): Origin | null =>
  origin && {
    ...origin,
    page: origin.page?.replace(/[?#].*$/su, '') ?? null,
    title: origin.title && hideAll(origin.title),
  };

const freshConversation = (deps: VerbDeps, inbound: Inbound): Conversation => {
  const now = deps.clock.now();
  return {
    id: randomBytes(16).toString('base64url'),
    version: 0,
    lastSeq: 0,
    addresses: [inbound.address],
    replyTo: inbound.address,
    citizen: { name: inbound.name, origin: seenFrom(inbound) },
    engine: initialState(deps.scripts.current().scenarios, now),
    offerSeq: null,
    pressed: null,
    ticket: null,
    lastTicket: null,
    createdAt: now,
    updatedAt: now,
  };
};

interface Heard {
  readonly event: EngineEvent;
  readonly line: KeptText | null;
  readonly cause: Cause | null;
  /** A password or a code was in it. */
  readonly dropped: boolean;
  /** Why something of it is not kept here; null: all is. */
  readonly withheld: PhraseKey | null;
}

const unsaid = { line: null, cause: null, dropped: false, withheld: null } as const;

/** What a press means: the payload is `<seq of the offering message>.<index>`. */
const pressed = (conversation: Conversation, payload: string): Heard => {
  const [, seq, index] = /^(\d{1,9})\.(\d{1,3})$/u.exec(payload) ?? [];
  const option =
    seq !== undefined && Number(seq) === conversation.offerSeq ? conversation.engine.offered[Number(index)] : undefined;
  if (!option) return { event: { kind: 'stale' }, ...unsaid };
  const line = { text: option.label, masked: [] };
  return { ...unsaid, event: { kind: 'press', index: Number(index) }, line, cause: { kind: 'press', payload } };
};

/** Nothing personal gets past here: the engine and the store know the text with masks in it. */
const typed = (deps: VerbDeps, ctx: Ctx, raw: string, files: number): Heard => {
  const { draft, script } = ctx;
  const read = screenTyped(script, draft.conversation().engine, cleanText(raw), draft.at, policyHere(ctx));
  const { withheld, ...line } = keepTyped(draft, deps.personal, policyHere(ctx), read);
  const event = { ...typedEvent(read, line.masked), files, ...(withheld ? { withheld } : {}) };
  return { event, line, cause: null, dropped: read.dropped, withheld: withheld ? 'personal-withheld' : null };
};

/** The staged files of an event; null when not all of them are there. */
type Files = readonly Attachment[] | null;

/** What was looked up for the event before its turn. */
interface Brought {
  readonly files: Files;
  readonly quote: Quote | null;
}

const filesOf = async (deps: VerbDeps, { said, address }: Inbound, id: ConversationId | null): Promise<Files> => {
  const ids = said.kind === 'text' ? (said.files ?? []) : [];
  if (ids.length === 0) return [];
  return id === null ? null : deps.fileRows.staged(id, citizenOwner(address), ids);
};

/** Why these may not be kept where personal data may not. */
const thingsWithheld: Partial<Record<OtherKind, PhraseKey>> = { contact: 'contact-withheld', scan: 'scan-withheld' };

const heard = (deps: VerbDeps, ctx: Ctx, said: Uttered, files: number): Heard => {
  switch (said.kind) {
    case 'start':
      return { event: { kind: 'start', topic: said.payload }, ...unsaid };
    case 'text':
      return typed(deps, ctx, said.text, files);
    case 'press':
      return pressed(ctx.draft.conversation(), said.payload);
    case 'other':
      return {
        ...unsaid,
        event: { kind: 'other', what: said.what },
        line: { text: phrase(ctx.script.phrases, `line-${said.what}`), masked: [] },
        withheld: policyHere(ctx) === 'full' ? null : (thingsWithheld[said.what] ?? null),
      };
    default:
      return unreachable(said);
  }
};

type Utterance = Inbound & { readonly said: Uttered };
const isOf = ({ addresses }: Conversation, { channel, peer }: Address): boolean =>
  addresses.some((known) => known.channel === channel && known.peer === peer);

const decideFor =
  (deps: VerbDeps, inbound: Utterance, { files, quote }: Brought): Decide =>
  (ctx: Ctx) => {
    const { draft, run } = ctx;
    const before = draft.conversation();
    // It came in by a link and was let out again: its screen is a stranger's from then on.
    if (!isOf(before, inbound.address)) throw new Refusal('not-found');
    // A double tap on the button that was just taken is not an outdated menu.
    if (inbound.said.kind === 'press' && inbound.said.payload === before.pressed) return { settled: before.lastSeq };
    if (files === null) throw new Refusal('file-gone');
    const forwarded = inbound.said.kind === 'text' ? inbound.said.forwarded : undefined;
    // Where the event came from is where replies go, and what may be asked and kept there.
    draft.change({ replyTo: inbound.address });
    const { event, line, cause, dropped, withheld } = heard(deps, ctx, inbound.said, files.length);
    draft.change({
      citizen: { name: inbound.name ?? before.citizen.name, origin: seenFrom(inbound) ?? before.citizen.origin },
      pressed: cause?.kind === 'press' ? cause.payload : before.pressed,
    });
    const seq =
      line === null
        ? null
        : draft.say({
            author: { kind: 'citizen' },
            ...line,
            files,
            clientId: inbound.clientId,
            cause,
            quote,
            forwarded,
          });
    if (dropped) systemLine(draft, ctx.script, 'secret-dropped');
    if (withheld !== null) systemLine(draft, ctx.script, withheld);
    runEngine(draft, event, run);
    returnToOwner(ctx, deps.live);
    queueUnowned(ctx);
    return { receiptSeq: seq ?? draft.conversation().lastSeq };
  };

export type Receive = (inbound: Inbound) => Promise<Receipt>;

const addressKey = (address: Address): string => `address:${address.channel}:${address.peer}`;

/** Of somebody who has never said a word that we have. */
const nothingToAmend: Receipt = { outcome: 'duplicate', conversation: '', seq: 0 };

/** How many addresses are remembered; forgetting one costs a look-up. */
const rememberedAddresses = 20_000;

export const createReceive = (deps: VerbDeps): Receive => {
  const conversationOf = new Map<string, ConversationId>();

  const remember = (key: string, id: ConversationId): void => {
    if (conversationOf.size >= rememberedAddresses) {
      for (const oldest of conversationOf.keys()) {
        conversationOf.delete(oldest);
        break;
      }
    }
    conversationOf.set(key, id);
  };

  const first = (inbound: Utterance, brought: Brought): Promise<Receipt> => {
    const fresh: Loaded = { conversation: freshConversation(deps, inbound), tickets: [] };
    return deps.performer.perform(
      inbound.dedupe,
      async () => {
        if (await deps.turns.find(inbound.address)) throw new Refusal('busy');
        return fresh;
      },
      decideFor(deps, inbound, brought),
    );
  };

  const amend = createAmend(deps);

  const utter = async (inbound: Utterance, id: ConversationId | null): Promise<Receipt> => {
    // Never an answer that is wrong only because the examples are not learnt yet.
    if (inbound.said.kind === 'text') await deps.scripts.learnt();
    const quoting = inbound.said.kind === 'text' ? inbound.said.quoting : undefined;
    const brought: Brought = {
      files: await filesOf(deps, inbound, id),
      quote: quoting ? await findQuoted(deps.lines, id, quoting) : null,
    };
    return id === null
      ? first(inbound, brought)
      : onConversation(deps, id, inbound.dedupe, decideFor(deps, inbound, brought));
  };

  return (inbound) => {
    const key = addressKey(inbound.address);
    return deps.serial.run(key, async () => {
      deps.fault('event:parsed');
      const { said } = inbound;
      const found = async (): Promise<ConversationId | null> =>
        (await deps.turns.find(inbound.address))?.conversation.id ?? null;
      const id = conversationOf.get(key) ?? (await found());
      if (said.kind === 'edit') return id === null ? nothingToAmend : amend(id, inbound, said);
      try {
        const receipt = await utter({ ...inbound, said }, id);
        remember(key, receipt.conversation);
        return receipt;
      } catch (error) {
        // Remembered, and let out since.
        if (!(error instanceof Refusal) || error.code !== 'not-found' || !conversationOf.delete(key)) throw error;
        return utter({ ...inbound, said }, await found());
      }
    });
  };
};
