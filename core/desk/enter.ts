/**
 * The way from a messenger into the protected chat: what a link is good for, the turn that spends it and adds the new
 * address in one, and an operator's invitation. Giving links is in `invite.ts`; what is said belongs to the engine.
 */
import { addressKey, sameAddress, type Address, type Conversation } from '../domain/conversation.ts';
import { isMessenger } from '../domain/delivery.ts';
import { inviteState, type Invite } from '../domain/invite.ts';
import { publicName } from '../domain/operator.ts';
import { Refusal } from '../domain/refusal.ts';
import { mayGiveLink } from '../engine/elsewhere.ts';
import { momentWords } from '../engine/hours-words.ts';
import type { LinkDesk, LinkEntry, LinkLook } from '../ports/desk.ts';
import type { Invites } from '../ports/invites.ts';
import type { Links } from './links.ts';
import { onConversation, type Ctx, type VerbDeps } from './perform.ts';
import { runEngine } from './run-engine.ts';
import { systemLine } from './system-line.ts';
import { mustOwn, verb, type OperatorDeps } from './verb.ts';

export interface LinkDeps extends VerbDeps {
  readonly invites: Pick<Invites, 'find'>;
}

/** Said in the messenger, before replies go elsewhere. */
const tellMessenger = ({ draft, script }: Ctx, links: Links, { number }: Invite): void => {
  const moment = momentWords(script, draft.at);
  systemLine(draft, script, 'joined-elsewhere', { site: links.site ?? '', number, moment });
};

const admit = (ctx: Ctx, links: Links, invite: Invite, peer: string): void => {
  const { draft, run } = ctx;
  const { addresses } = draft.conversation();
  const address = { channel: 'web', peer } as const;
  if (isMessenger(draft.conversation().replyTo.channel)) tellMessenger(ctx, links, invite);
  draft.invite({ kind: 'spend', hash: invite.hash, peer, at: draft.at });
  draft.change({ addresses: [...addresses, address], replyTo: address });
  draft.audit('citizen', 'address:joined', { from: invite.channel });
  runEngine(draft, { kind: 'joined' }, run);
};

export const createLinkDesk = (deps: LinkDeps): Pick<LinkDesk, 'look' | 'enter' | 'leave'> => {
  const { invites, links, clock, performer, serial, turns } = deps;

  const found = async (token: string): Promise<Invite | null> => (links ? invites.find(links.hashOf(token)) : null);

  const look = async (token: string): Promise<LinkLook> => {
    const invite = await found(token);
    if (!invite) return { kind: 'unknown' };
    const { number, channel: from, until } = invite;
    const state = inviteState(invite, clock.now());
    return state === 'open' ? { kind: state, number, from, until } : { kind: state };
  };

  /** What is to be said of a link that nobody can spend any more; the press that did so is answered as the first time. */
  const after = (invite: Invite, peer: string, now: number, { addresses }: Conversation): LinkEntry | null => {
    const state = inviteState(invite, now);
    if (state === 'open') return null;
    if (state === 'expired') return { kind: 'expired' };
    const isIn = addresses.some((address) => sameAddress(address, { channel: 'web', peer }));
    return invite.spent?.peer === peer && isIn ? { kind: 'entered', peer } : { kind: 'used' };
  };

  const enter = async (token: string, clientId: string): Promise<LinkEntry> => {
    const first = await found(token);
    if (!first || !links) return { kind: 'unknown' };
    const peer = links.visitor(token, clientId);
    let known = first;
    let entry: LinkEntry = { kind: 'entered', peer };
    await serial.run(`conversation:${first.conversation}`, () =>
      performer.perform(
        `link:${first.hash}:${peer}`,
        async () => {
          const loaded = await turns.load(first.conversation);
          if (!loaded) throw new Refusal('not-found');
          known = (await found(token)) ?? first;
          return loaded;
        },
        (ctx) => {
          const conversation = ctx.draft.conversation();
          const over = after(known, peer, ctx.draft.at, conversation);
          if (over) {
            entry = over;
            return { settled: conversation.lastSeq };
          }
          admit(ctx, links, known, peer);
          return { receiptSeq: ctx.draft.conversation().lastSeq };
        },
      ),
    );
    return entry;
  };

  const leave = async (address: Address): Promise<void> => {
    const id = (await turns.find(address))?.conversation.id;
    if (id === undefined) return;
    await onConversation(deps, id, `leave:${addressKey(address)}`, ({ draft }) => {
      const { addresses, replyTo, lastSeq } = draft.conversation();
      const [goes, stays] = [true, false].map((is) => addresses.filter((one) => sameAddress(one, address) === is));
      const [messenger] = stays ?? [];
      if (!goes || goes.length === 0 || !messenger) return { settled: lastSeq };
      draft.letOut(goes);
      if (sameAddress(replyTo, address)) draft.change({ replyTo: messenger });
      draft.audit('citizen', 'address:left');
      return { receiptSeq: lastSeq };
    });
  };

  return { look, enter, leave };
};

/** Only to a messenger: whoever wrote last in the protected chat is there already. */
export const createInvite =
  (deps: OperatorDeps): LinkDesk['invite'] =>
  (act) =>
    verb(deps, act, (ctx) => {
      mustOwn(ctx);
      const { draft, run, operator } = ctx;
      const { replyTo, engine } = draft.conversation();
      if (!isMessenger(replyTo.channel) || !run.links || run.links.site === null) throw new Refusal('wrong-status');
      if (!mayGiveLink(engine, draft.at)) throw new Refusal('throttled');
      runEngine(draft, { kind: 'invited', name: publicName(operator.name) }, run);
      draft.audit(operator.id, 'address:invited');
      return { receiptSeq: draft.conversation().lastSeq };
    });
