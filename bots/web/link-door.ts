/** One-time links over HTTP: whoever holds one in time becomes a visitor of the conversation it was sent about. */
import { z } from 'zod';
import type { LinkDesk } from '../../core/ports/desk.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { LinkAnswer, LinkDoor } from '../../core/ports/link-door.ts';
import type { LinkEntered } from './contract.ts';
import { clientId } from './parse.ts';
import { addressOf } from './requests.ts';
import type { VisitorTokens } from './token.ts';

export interface LinkDoorDeps {
  readonly links: Pick<LinkDesk, 'look' | 'enter' | 'leave'>;
  readonly tokens: VisitorTokens;
  readonly clock: Clock;
}

/** Longer than any of ours, so that a damaged one is told to be unknown. */
const token = z.string().min(1).max(200);
const lookSchema = z.strictObject({ token });
const enterSchema = z.strictObject({ token, clientId });
const leaveSchema = z.strictObject({ token: z.string().max(1000) });

const invalid: LinkAnswer = { status: 400, body: { error: 'invalid' } };
const ok = (body: object): LinkAnswer => ({ status: 200, body });

export const createLinkDoor = ({ links, tokens, clock }: LinkDoorDeps): LinkDoor => ({
  look: async (raw) => {
    const parsed = lookSchema.safeParse(raw);
    if (!parsed.success) return invalid;
    const { kind, ...looked } = await links.look(parsed.data.token);
    return ok({ state: kind, ...looked });
  },
  enter: async (raw, origin) => {
    const parsed = enterSchema.safeParse(raw);
    if (!parsed.success) return invalid;
    const entry = await links.enter(parsed.data.token, parsed.data.clientId);
    if (entry.kind !== 'entered') return ok({ state: entry.kind } satisfies LinkEntered);
    const visitor = tokens.issue(origin, clock.now(), entry.peer);
    return ok({ state: 'entered', token: visitor.token } satisfies LinkEntered);
  },
  leave: async (raw, origin) => {
    const parsed = leaveSchema.safeParse(raw);
    if (!parsed.success) return invalid;
    const visitor = tokens.verify(parsed.data.token, origin, clock.now());
    if (visitor) await links.leave(addressOf(visitor.id));
    return ok({});
  },
});
