/**
 * What people write, made fit to be kept: personal values go into the vault with the turn, masks stand in their place,
 * secrets are gone. Which numbers belong to the organisation and stay readable is said here.
 */
import type { EngineState } from '../domain/conversation.ts';
import type { PersonalValue, Masked } from '../domain/personal.ts';
import type { Organisation } from '../domain/organisation.ts';
import { screenAnswer, type ScreenedAnswer } from '../domain/screening/answer.ts';
import { screen, type Screened, type ScreenRules } from '../domain/screening/screen.ts';
import { phrase } from '../engine/phrase.ts';
import { openQuestion, type OpenQuestion } from '../engine/personal-question.ts';
import type { HeardText, Script } from '../engine/types.ts';
import type { Policy } from '../domain/policy.ts';
import type { Personal } from '../ports/personal.ts';
import type { Draft } from './draft.ts';

/** Services where people, not offices, have their boxes. */
const ofPeople =
  /@(?:(?:mail|bk|list|inbox|rambler|ya|yandex|internet)\.ru|vk\.com|gmail\.com|icloud\.com|outlook\.com|hotmail\.com|yahoo\.com|proton\.me)$/iu;

/** Values that stand in the organisation's contacts. */
const contactsOf = ({ contacts }: Organisation): ReadonlySet<string> => {
  const everything = { mark: '', isPublic: () => false };
  return new Set(contacts.flatMap(({ value }) => screen(value, everything).found.map((found) => found.value)));
};

const known = new WeakMap<Organisation, ReadonlySet<string>>();

const publicContacts = (organisation: Organisation): ReadonlySet<string> => {
  const contacts = known.get(organisation) ?? contactsOf(organisation);
  known.set(organisation, contacts);
  return contacts;
};

/** For what a citizen writes, and for what the staff write to each other. */
export const strictRules = ({ organisation, phrases }: Script): ScreenRules => {
  const contacts = publicContacts(organisation);
  return { mark: phrase(phrases, 'secret-mark'), isPublic: ({ value }) => contacts.has(value) };
};

/** A reply names offices: their telephones, boxes and ten figures of ИНН are nobody's personal data. */
const isOfOffice = ({ kind, value }: PersonalValue): boolean => {
  if (kind === 'phone') return !value.startsWith('+79');
  if (kind === 'email') return !ofPeople.test(value);
  return kind === 'inn' && value.length === 10;
};

/** For what an operator writes to the citizen. */
export const replyRules = (script: Script): ScreenRules => {
  const { mark, isPublic } = strictRules(script);
  return { mark, isPublic: (value) => isPublic(value) || isOfOffice(value) };
};

/** What a citizen typed, as it may be kept, and what it comes to as the answer to the question that stands open. */
export const screenTyped = (
  script: Script,
  state: EngineState,
  text: string,
  now: number,
  policy: Policy = 'full',
): Screened & Partial<Pick<ScreenedAnswer, 'parts' | 'problem'>> => {
  const question = openQuestion(script, state, text);
  const rules = strictRules(script);
  const wasAsked = state.mode.kind === 'scripted' && policy === 'full';
  const isAnswer = question !== null && mayAnswer(wasAsked, question, text);
  return isAnswer ? screenAnswer(text, { ...question, now }, rules) : screen(text, rules);
};

const surname = /^\p{Lu}[\p{L}-]+(?:\s+\p{Lu}[\p{L}-]+){1,3}$/u;

/** Where the question may not be asked, words that do not look like a name are no answer to it. */
const mayAnswer = (wasAsked: boolean, question: OpenQuestion, text: string): boolean =>
  wasAsked || question.kind !== 'full-name' || surname.test(text.trim());

/** The event of the engine; `masked` are the found values under their names. */
export const typedEvent = (typed: ReturnType<typeof screenTyped>, masked: readonly Masked[]): HeardText => {
  const heard: HeardText = { kind: 'text', text: typed.text, masked };
  const { parts, problem = null } = typed;
  return parts ? { ...heard, answer: { parts: parts.flatMap((at) => masked[at] ?? []), problem } } : heard;
};

export interface KeptText {
  readonly text: string;
  readonly masked: readonly Masked[];
}

/** Seals what was found under names of the line `seq`, numbered from `first` on. */
const keepUnder = (
  draft: Draft,
  personal: Pick<Personal, 'seal'>,
  { text, found }: Screened,
  seq: number,
  first: number,
): KeptText => {
  const { id } = draft.conversation();
  const masked = found.map((value, at) => {
    const ref = `${seq}.${first + at}`;
    draft.personal({ kind: 'keep', value: personal.seal(id, ref, value) });
    return { ref, kind: value.kind, mask: value.mask };
  });
  return { text, masked };
};

/** Seals what was found under names of the line that is said next. */
export const keepFound = (draft: Draft, personal: Pick<Personal, 'seal'>, screened: Screened): KeptText =>
  keepUnder(draft, personal, screened, draft.conversation().lastSeq + 1, 0);
/** A citizen's text as it may be kept where they wrote it; `withheld`: something personal was hidden and not even sealed. */
export interface KeptTyping extends KeptText {
  readonly withheld: boolean;
}

/** `under`: another line than the one said next. */
export const keepTyped = (
  draft: Draft,
  personal: Pick<Personal, 'seal'>,
  policy: Policy,
  read: Screened,
  under?: { readonly seq: number; readonly first: number },
): KeptTyping => {
  if (policy === 'no-personal') return { text: read.text, masked: [], withheld: read.found.length > 0 };
  const kept = under ? keepUnder(draft, personal, read, under.seq, under.first) : keepFound(draft, personal, read);
  return { ...kept, withheld: false };
};
