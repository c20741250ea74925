/**
 * Where personal data may not be asked or kept, what needs them goes on in the protected chat of the site: the link
 * that leads there, how often it is given, and the words that ask for it. Links are made by the desk.
 */
import type { EngineState, Offered } from '../domain/conversation.ts';
import { inviteMs } from '../domain/invite.ts';
import { isPersonal } from '../domain/screening/answer.ts';
import { change, emit, sayPhrase, words, type Draft } from './draft.ts';
import { momentWords } from './hours-words.ts';
import { phrase } from './phrase.ts';
import { sceneAt } from './places.ts';
import { takeUp } from './ticketing.ts';
import { normalise } from './understanding/normalise.ts';
import { waitingOf } from './waiting-of.ts';

const hour = 3_600_000;
/** Links an hour: more are asked for by nobody who opens them. */
const hourly = 6;
/** So long the last one is likely still at hand and unspent; another one comes at a press. */
const freshMs = 10 * 60_000;

export const isBarred = ({ moment }: Draft): boolean => moment.noPersonal === true;

/** What is asked next is asked in the protected chat alone: a personal question, or consent to it. */
export const isPersonalNow = ({ script, state }: Draft): boolean => {
  const scene = sceneAt(script.scenarios, state.at);
  const isOpen = state.mode.kind === 'scripted' || state.mode.kind === 'consenting';
  return isOpen && scene?.kind === 'ask' && isPersonal(scene.slotKind);
};

const givenLately = ({ links = [] }: EngineState, now: number): readonly number[] =>
  links.filter((at) => at > now - hour);

export const mayGiveLink = (state: EngineState, now: number): boolean => givenLately(state, now).length < hourly;

const linkButton = ({ script }: Draft): Offered => ({
  kind: 'link',
  label: phrase(script.phrases, 'button-link'),
  does: { act: 'link' },
});

const offering = (draft: Draft): Draft =>
  draft.extra.some(({ does }) => does.act === 'link') || draft.state.mode.kind === 'elsewhere'
    ? draft
    : { ...draft, extra: [...draft.extra, linkButton(draft)] };

/** The ticket that goes on there; one is opened when nothing was asked so far. */
const about = (draft: Draft): { readonly draft: Draft; readonly number: string } => {
  const waiting = draft.ticket ?? waitingOf(draft);
  if (waiting) return { draft, number: waiting.number };
  const { draft: opened } = takeUp(draft, null, words(draft, 'title-link'));
  return { draft: opened, number: opened.ticket?.number ?? '' };
};

/**
 * The link, said with the reply; `asked`: a new one is wanted even when the last one still serves.
 * Without a site of our own it is said what to do instead.
 */
export const withLink = (draft: Draft, asked: boolean): Draft => {
  const { site, now } = draft.moment;
  if (site === undefined) return isBarred(draft) ? sayPhrase(draft, 'link-none') : draft;
  const given = givenLately(draft.state, now);
  if (!asked && given.some((at) => at > now - freshMs)) return sayPhrase(offering(draft), 'link-above');
  if (!mayGiveLink(draft.state, now)) return sayPhrase(draft, 'link-later');
  const { draft: ready, number } = about(draft);
  const until = momentWords(draft.script, now + inviteMs);
  const told = sayPhrase(offering(change(ready, { links: [...given, now] })), 'link', { site, number, until });
  return { ...told, link: number };
};

/** Where the bot is silent the service says it, with its one button. */
export const asNotice = (draft: Draft): Draft => {
  const text = draft.lines.join('\n\n');
  if (text === '') return draft;
  const offered = draft.extra.filter(({ does }) => does.act === 'link');
  const options = offered.map(({ kind, label }) => ({ kind, label }));
  const notice = { kind: 'notice', text, options, ...(draft.link === undefined ? {} : { link: draft.link }) } as const;
  const { link: _said, ...rest } = draft;
  return emit({ ...change(rest, { offered }), lines: [], extra: [] }, notice);
};

const maxTyped = 60;
const asksLink = new Set(['новая ссылка', 'получить новую ссылку', 'защищенный чат', 'ссылка в защищенный чат']);
const closes = new Set(['закрыть доступ', 'закрой доступ', 'закройте доступ']);

/** Said anywhere, in words that mean nothing else. */
export const linkCommand = ({ moment }: Draft, typed: string): 'link' | 'close' | null => {
  if (typed.length > maxTyped) return null;
  const text = normalise(typed);
  if (moment.site === undefined) return null;
  if (asksLink.has(text)) return 'link';
  return moment.isJoined === true && closes.has(text) ? 'close' : null;
};

/** Whoever has come by a link goes out again; only the messenger, where the link was sent, can say so. */
export const closeAccess = (draft: Draft): Draft => sayPhrase(emit(draft, { kind: 'close-access' }), 'access-closed');
