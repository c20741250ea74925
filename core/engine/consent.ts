/**
 * Consent to what personal questions ask for: asked before the first of them, on a text of its own, and given by an act
 * that means nothing else. A refusal leaves the form without them; consent can be taken back at any time.
 */
import { createHash } from 'node:crypto';
import type { Offered } from '../domain/conversation.ts';
import type { Consent, ConsentDecision } from '../domain/consent.ts';
import { change, emit, sayPhrase, words, type Draft } from './draft.ts';
import type { PhraseKey } from './phrase-keys.ts';
import { without } from './places.ts';
import type { Phrases } from './types.ts';
import { normalise } from './understanding/normalise.ts';

const texts = ['consent', 'privacy'] as const satisfies readonly PhraseKey[];

/** The text a decision is made on, under a hash that any letter changes. */
export const consentText = (phrases: Phrases): { readonly text: string; readonly hash: string } => {
  const text = texts.map((key) => phrases[key] ?? '').join('\n\n');
  return { text, hash: createHash('sha256').update(text).digest('hex') };
};

/** What was decided on the text as it stands today; null: not asked yet, or the text is another by now. */
export const decisionNow = ({ state, script }: Draft): ConsentDecision | null => {
  const { consent } = state;
  if (!consent) return null;
  return consent.hash === consentText(script.phrases).hash ? consent.decision : null;
};

/** Keeps the decision, and tells the desk to keep it with the words it was made on. */
const decide = (draft: Draft, decision: ConsentDecision, action: string): Draft => {
  const { text, hash } = consentText(draft.script.phrases);
  const version = words(draft, 'consent-version').trim();
  const consent: Consent = { decision, version, hash, at: draft.moment.now };
  return emit(change(draft, { consent }), { kind: 'consent', consent, action, text });
};

export const give = (draft: Draft, action: string): Draft =>
  decide(change(draft, { mode: { kind: 'scripted' } }), 'given', action);

export const decline = (draft: Draft, action: string): Draft =>
  sayPhrase(decide(change(draft, { mode: { kind: 'scripted' } }), 'refused', action), 'consent-refused');

/** Everything personal goes: out of the form at once, out of the vault with the turn. */
export const takeBack = (draft: Draft, action: string): Draft => {
  const { slots } = draft.state;
  const personal = Object.keys(slots).filter((name) => (slots[name]?.masked?.length ?? 0) > 0);
  return decide(change(draft, { slots: without(slots, personal), parts: [] }), 'withdrawn', action);
};

/** Before the next ticket: who has agreed is not asked again, who has not may think anew. */
export const consentAfter = ({ state }: Draft): Consent | null =>
  state.consent?.decision === 'given' ? state.consent : null;

const asNoun = { отозвать: 'согласие', отзываю: 'согласие', 'хочу отозвать': 'согласие', отзыв: 'согласия' } as const;
const takings = Object.entries(asNoun).map(([verb, noun]) => `${verb} ${noun}`);
/** Whole, it can mean nothing but ours. */
const wholeTakings = new Set(
  takings.flatMap((words) => [`${words} на обработку персональных данных`, `${words} на обработку данных`]),
);
/** Short, it may be said of a consent that was given elsewhere: it is ours when there is one of ours. */
const shortTakings = new Set(takings);
const asksPolicy = new Set(['privacy', 'политика конфиденциальности', 'политика обработки персональных данных']);

const maxTyped = 120;

/** Said anywhere, in words that mean nothing else. */
export const privacyCommand = ({ state }: Draft, typed: string): 'policy' | 'take-back' | null => {
  if (typed.length > maxTyped) return null;
  const text = normalise(typed);
  if (wholeTakings.has(text)) return 'take-back';
  if (shortTakings.has(text) && state.consent?.decision === 'given') return 'take-back';
  return asksPolicy.has(text) ? 'policy' : null;
};

/** The policy, with the way to take consent back under it when there is one to take back. */
export const tellPolicy = (draft: Draft): Draft => {
  const told = sayPhrase(draft, 'privacy');
  if (decisionNow(draft) !== 'given') return told;
  const button: Offered = { kind: 'choice', label: words(draft, 'button-take-back'), does: { act: 'take-back' } };
  return { ...told, extra: [...told.extra, button] };
};
