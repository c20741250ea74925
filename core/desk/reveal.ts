/**
 * An operator looks at a value of the vault. Who looked, at what and why is committed before the value is given;
 * the value itself is written nowhere.
 */
import { mayReveal } from '../domain/operator.ts';
import type { PersonalKind, RevealReason } from '../domain/personal.ts';
import { Refusal } from '../domain/refusal.ts';
import { screen } from '../domain/screening/screen.ts';
import type { PersonalDesk } from '../ports/desk.ts';
import { cleanText } from './clean-text.ts';
import { strictRules } from './screened.ts';
import { verb, type OperatorDeps, type VerbDecide } from './verb.ts';

const maxWords = 200;

/** @throws Refusal `empty` when only own words can tell the reason and there are none, `too-long`. */
const reasonWords = (reason: RevealReason, words: string | null): string => {
  const text = cleanText(words ?? '').trim();
  if (reason === 'other' && text === '') throw new Refusal('empty');
  if (text.length > maxWords) throw new Refusal('too-long');
  return text;
};

interface Look {
  readonly ref: string;
  readonly kind: PersonalKind;
  readonly reason: RevealReason;
  readonly words: string;
}

const noteLook =
  ({ ref, kind, reason, words }: Look): VerbDecide =>
  ({ draft, ticket, operator, script }) => {
    if (!mayReveal(operator, ticket)) throw new Refusal('forbidden');
    const told = screen(words, strictRules(script)).text;
    draft.audit(operator.id, 'personal:reveal', { ref, kind, reason, ...(told === '' ? {} : { words: told }) });
    return { receiptSeq: draft.conversation().lastSeq };
  };

export const createReveal =
  (deps: OperatorDeps): PersonalDesk['reveal'] =>
  async (act) => {
    const words = reasonWords(act.reason, act.words);
    const row = await deps.views.ticket(act.ticket);
    const found = row && (await deps.personal.reveal(row.ticket.conversation, act.ref));
    if (!found) throw new Refusal('not-found');
    // The same id asks for the same value: it is no key to another one.
    const deed = { ...act, clientId: `${act.clientId}:${act.ref}` };
    await verb(deps, deed, noteLook({ ref: act.ref, kind: found.kind, reason: act.reason, words }));
    return found;
  };
