/** A citizen's event becomes one turn: their line, the engine's step, the ticket's changes. */
import { randomBytes } from 'node:crypto';
import { initialState } from '../engine/step.ts';
import { phrase } from '../engine/phrase.ts';
import type { EngineEvent, Script } from '../engine/types.ts';
import type { Address, Conversation } from '../domain/conversation.ts';
import type { Inbound, Said } from '../domain/inbound.ts';
import type { Cause } from '../domain/message.ts';
import type { ConversationId } from '../domain/ticket.ts';
import { Refusal } from '../domain/refusal.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { Receipt } from '../ports/desk.ts';
import type { Loaded } from '../ports/turns.ts';
import { cleanText } from './clean-text.ts';
import { queueUnowned } from './let-go.ts';
import { onConversation, type Ctx, type Decide, type VerbDeps } from './perform.ts';
import { returnToOwner } from './return-to-owner.ts';
import { runEngine } from './run-engine.ts';

const freshConversation = (deps: VerbDeps, inbound: Inbound): Conversation => {
  const now = deps.clock.now();
  return {
    id: randomBytes(16).toString('base64url'),
    version: 0,
    lastSeq: 0,
    addresses: [inbound.address],
    replyTo: inbound.address,
    citizen: { name: inbound.name, origin: inbound.origin },
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
  readonly text: string | null;
  readonly cause: Cause | null;
}

/** What a press means: the payload is `<seq of the offering message>.<index>`. */
const pressed = (conversation: Conversation, payload: string): Heard => {
  const [, seq, index] = /^(\d{1,9})\.(\d{1,3})$/u.exec(payload) ?? [];
  const option =
    seq !== undefined && Number(seq) === conversation.offerSeq ? conversation.engine.offered[Number(index)] : undefined;
  return option
    ? { event: { kind: 'press', index: Number(index) }, text: option.label, cause: { kind: 'press', payload } }
    : { event: { kind: 'stale' }, text: null, cause: null };
};

const heard = (conversation: Conversation, said: Said, script: Script): Heard => {
  switch (said.kind) {
    case 'start':
      return { event: { kind: 'start' }, text: null, cause: null };
    case 'text': {
      const text = cleanText(said.text);
      return { event: { kind: 'text', text }, text, cause: null };
    }
    case 'press':
      return pressed(conversation, said.payload);
    case 'other':
      return {
        event: { kind: 'other', what: said.what },
        text: phrase(script.phrases, `line-${said.what}`),
        cause: null,
      };
    default:
      return unreachable(said);
  }
};

const decideFor =
  (deps: VerbDeps, inbound: Inbound): Decide =>
  (ctx: Ctx) => {
    const { draft, run, script } = ctx;
    const before = draft.conversation();
    // A double tap on the button that was just taken is not an outdated menu.
    if (inbound.said.kind === 'press' && inbound.said.payload === before.pressed) return { settled: before.lastSeq };
    const { event, text, cause } = heard(before, inbound.said, script);
    draft.change({
      replyTo: inbound.address,
      citizen: { name: inbound.name ?? before.citizen.name, origin: inbound.origin ?? before.citizen.origin },
      pressed: cause?.kind === 'press' ? cause.payload : before.pressed,
    });
    const seq =
      text === null ? null : draft.say({ author: { kind: 'citizen' }, text, clientId: inbound.clientId, cause });
    runEngine(draft, event, run);
    returnToOwner(ctx, deps.live);
    queueUnowned(ctx);
    return { receiptSeq: seq ?? draft.conversation().lastSeq };
  };

export type Receive = (inbound: Inbound) => Promise<Receipt>;

const addressKey = (address: Address): string => `address:${address.channel}:${address.peer}`;

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

  const first = (inbound: Inbound): Promise<Receipt> => {
    const fresh: Loaded = { conversation: freshConversation(deps, inbound), tickets: [] };
    return deps.performer.perform(
      inbound.dedupe,
      async () => {
        if (await deps.turns.find(inbound.address)) throw new Refusal('busy');
        return fresh;
      },
      decideFor(deps, inbound),
    );
  };

  return (inbound) => {
    const key = addressKey(inbound.address);
    return deps.serial.run(key, async () => {
      deps.fault('event:parsed');
      // Never an answer that is wrong only because the examples are not learnt yet.
      if (inbound.said.kind === 'text') await deps.scripts.learnt();
      const id = conversationOf.get(key) ?? (await deps.turns.find(inbound.address))?.conversation.id;
      const receipt = id
        ? await onConversation(deps, id, inbound.dedupe, decideFor(deps, inbound))
        : await first(inbound);
      remember(key, receipt.conversation);
      return receipt;
    });
  };
};
