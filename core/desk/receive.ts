/** A citizen's event becomes one turn: their line, the engine's step, the ticket's changes. */
import { randomBytes } from 'node:crypto';
import { initialState } from '../engine/step.ts';
import type { Attachment } from '../domain/attachment.ts';
import { addressKey, sameAddress, type Conversation, type Origin } from '../domain/conversation.ts';
import type { AlbumPart, Inbound, Uttered } from '../domain/inbound.ts';
import type { Quote } from '../domain/message.ts';
import type { ConversationId } from '../domain/ticket.ts';
import { Refusal } from '../domain/refusal.ts';
import { hideAll } from '../domain/screening/screen.ts';
import type { Receipt } from '../ports/desk.ts';
import { citizenOwner } from '../ports/files.ts';
import type { Loaded } from '../ports/turns.ts';
import { gather, isFull, isSaid, takeGathered } from './albums.ts';
import { createAmend } from './amend.ts';
import { createFlood, type Haste } from './flood.ts';
import { hear, sayGathered, settleHeard, type Beside } from './hear.ts';
import { findQuoted } from './quoted.ts';
import { onConversation, type Ctx, type Decide, type VerbDeps } from './perform.ts';
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

/** The staged files of an event; null when not all of them are there. */
type Files = readonly Attachment[] | null;

/** What was looked up for the event before its turn. */
interface Brought {
  readonly files: Files;
  readonly quote: Quote | null;
  readonly haste: Haste;
}

const filesOf = async (deps: VerbDeps, { said, address }: Inbound, id: ConversationId | null): Promise<Files> => {
  const ids = said.kind === 'text' ? (said.files ?? []) : [];
  if (ids.length === 0) return [];
  return id === null ? null : deps.fileRows.staged(id, citizenOwner(address), ids);
};

type TextSaid = Extract<Uttered, { readonly kind: 'text' }>;

/** One part of an album: it waits for the others, unless they have been said. */
const takePart = (deps: VerbDeps, ctx: Ctx, said: TextSaid, album: AlbumPart, beside: Beside): number => {
  const { draft } = ctx;
  const part = { ...beside, text: said.text, offered: said.offered ?? [] };
  if (isSaid(draft, album)) return sayGathered(deps, ctx, part, true) ?? draft.conversation().lastSeq;
  if (isFull(draft, album)) {
    for (const gathered of takeGathered(draft, deps.personal, album.id)) sayGathered(deps, ctx, gathered);
    return sayGathered(deps, ctx, part, true) ?? draft.conversation().lastSeq;
  }
  gather(draft, deps.personal, album, { ...part, order: album.order });
  return draft.conversation().lastSeq;
};

type Utterance = Inbound & { readonly said: Uttered };

const decideFor =
  (deps: VerbDeps, inbound: Utterance, { files: staged, quote, haste }: Brought): Decide =>
  (ctx: Ctx) => {
    const { draft } = ctx;
    const { said, address, clientId } = inbound;
    const before = draft.conversation();
    // It came in by a link and was let out again: its screen is a stranger's from then on.
    if (!before.addresses.some((known) => sameAddress(known, address))) throw new Refusal('not-found');
    // A double tap on the button that was just taken is not an outdated menu.
    if (said.kind === 'press' && said.payload === before.pressed) return { settled: before.lastSeq };
    if (staged === null) throw new Refusal('file-gone');
    // Where the event came from is where replies go, and what may be asked and kept there.
    draft.change({
      replyTo: address,
      citizen: { name: inbound.name ?? before.citizen.name, origin: seenFrom(inbound) ?? before.citizen.origin },
    });
    const beside: Beside = {
      clientId,
      channel: address.channel,
      quote,
      forwarded: said.kind === 'text' ? said.forwarded : undefined,
    };
    if (said.kind === 'text' && said.album) return { receiptSeq: takePart(deps, ctx, said, said.album, beside) };
    // The citizen goes on: what they sent before is said before.
    for (const gathered of takeGathered(draft, deps.personal)) sayGathered(deps, ctx, gathered);
    const heard = hear(deps, ctx, said, staged);
    draft.change({ pressed: heard.cause?.kind === 'press' ? heard.cause.payload : before.pressed });
    // A person reads along whatever comes; the bot would be answering for minutes.
    const answers = haste === 'calm' || before.engine.mode.kind === 'live';
    const seq = settleHeard(ctx, heard, beside, answers);
    if (!answers && haste === 'first') systemLine(draft, ctx.script, 'too-fast');
    return { receiptSeq: seq ?? draft.conversation().lastSeq };
  };

export type Receive = (inbound: Inbound) => Promise<Receipt>;

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
  const hasteOf = createFlood(deps.clock);

  const utter = async (inbound: Utterance, id: ConversationId | null): Promise<Receipt> => {
    // Never an answer that is wrong only because the examples are not learnt yet.
    if (inbound.said.kind === 'text') await deps.scripts.learnt();
    const quoting = inbound.said.kind === 'text' ? inbound.said.quoting : undefined;
    const brought: Brought = {
      files: await filesOf(deps, inbound, id),
      quote: quoting ? await findQuoted(deps.lines, id, quoting) : null,
      haste: hasteOf(inbound),
    };
    return id === null
      ? first(inbound, brought)
      : onConversation(deps, id, inbound.dedupe, decideFor(deps, inbound, brought));
  };

  return (inbound) => {
    const key = addressKey(inbound.address);
    return deps.serial.run(`address:${key}`, async () => {
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
