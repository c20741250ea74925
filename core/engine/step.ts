/**
 * One step of a conversation: the state and an event in, the next state and what is to be done out. Pure.
 * Owns which mode hears the event; what each mode does with it is in `modes/`.
 */
import type { EngineState } from '../domain/conversation.ts';
import { unreachable } from '../domain/unreachable.ts';
import { act } from './act.ts';
import { privacyCommand, tellPolicy } from './consent.ts';
import { asNotice, closeAccess, isBarred, isPersonalNow, linkCommand, withLink } from './elsewhere.ts';
import { change, draftOf, emit, finish, move, sayPhrase, type Draft } from './draft.ts';
import { withFiles } from './files.ts';
import { confirming } from './modes/confirming.ts';
import { joined } from './joined.ts';
import { consenting } from './modes/consenting.ts';
import { elsewhere } from './modes/elsewhere.ts';
import { live } from './modes/live.ts';
import { queued } from './modes/queued.ts';
import { returning } from './modes/returning.ts';
import { scripted } from './modes/scripted.ts';
import { home } from './navigation.ts';
import { other } from './other.ts';
import { fresh, over } from './over.ts';
import type { OtherKind } from '../domain/inbound.ts';
import { sceneAt } from './places.ts';
import type { Scenarios } from './scenario.ts';
import type { EngineEvent, Heard, Moment, Script, Stepped } from './types.ts';

const hour = 3_600_000;

/** Before the first word, at the menu. */
export const initialState = (scenarios: Scenarios, now: number): EngineState => ({
  mode: { kind: 'scripted' },
  version: null,
  at: scenarios.menu,
  calls: [],
  trail: [],
  slots: {},
  tried: [],
  question: null,
  offered: [],
  wrong: 0,
  misses: 0,
  numberTries: [],
  noticed: false,
  editing: null,
  lastAt: now,
});

/** Consent may be taken back at any moment, also while a person answers: they are told that the citizen wrote. */
const takenBack = (draft: Draft): Draft => {
  const { mode } = draft.state;
  const gone = act(draft, { kind: 'choice', label: draft.heard?.text ?? '', does: { act: 'take-back' } });
  return mode.kind === 'live' || mode.kind === 'queued' ? move(gone, 'citizen-wrote') : gone;
};

const inMode = (now: Draft, heard: Exclude<Heard, { kind: 'other' }>, lastAt: number): Draft => {
  const { mode } = now.state;
  switch (mode.kind) {
    case 'consenting':
      return consenting(now, heard);
    case 'elsewhere':
      return elsewhere(now, heard);
    case 'live':
      return live(now, heard);
    case 'queued':
      // A queue without a ticket is a trace of something lost: the bot takes over.
      return now.ticket ? queued(now, heard) : scripted(change(now, { mode: { kind: 'scripted' } }), heard, lastAt);
    case 'confirming':
      return confirming(now, heard);
    case 'returning':
      return returning(now, heard);
    case 'scripted':
      return scripted(now, heard, lastAt);
    default:
      return unreachable(mode);
  }
};

/** Typed to a bot of another kind. In the middle of a question it may be the answer, and to a person it is a text. */
const isForeignCommand = ({ script, state }: Draft, typed: string): boolean => {
  if (state.mode.kind === 'live' || state.mode.kind === 'queued') return false;
  if (!/^\/[a-z]\w{0,31}$/iu.test(typed.trim()) || script.understand(typed).intent !== null) return false;
  return sceneAt(script.scenarios, state.at)?.kind !== 'ask';
};

/** Said beside whatever is answered; a person who has the ticket is not interrupted by the bot. */
const aside = (draft: Draft, what: (draft: Draft) => Draft): Draft => {
  if (draft.state.mode.kind !== 'live') return what(draft);
  return asNotice(what({ ...draft, lines: [], extra: [] }));
};

/** The question that was asked in the protected chat is not answered from a messenger. */
const moved = (draft: Draft): Draft =>
  isBarred(draft) && isPersonalNow(draft) ? change(draft, { mode: { kind: 'elsewhere' } }) : draft;

const pressesLink = ({ state }: Draft, heard: Heard): boolean =>
  heard.kind === 'press' && state.offered[heard.index]?.does.act === 'link';

const hear = (draft: Draft, heard: Heard): Draft => {
  const typed = heard.kind === 'text' ? heard : null;
  const now = { ...moved(change(draft, { lastAt: draft.moment.now })), heard: typed };
  const asked = typed ? linkCommand(now, typed.text) : null;
  if (asked === 'close') return aside(now, closeAccess);
  if (asked === 'link' || pressesLink(now, heard)) return aside(now, (here) => withLink(here, true));
  const answered = hearIn(now, heard, draft.state.lastAt);
  const withheld = typed?.withheld === true || (heard.kind === 'other' && isPersonalThing(heard.what));
  return withheld ? aside(answered, (here) => withLink(here, false)) : answered;
};

const isPersonalThing = (what: OtherKind): boolean => what === 'contact' || what === 'scan';

const hearIn = (now: Draft, heard: Heard, lastAt: number): Draft => {
  const { mode } = now.state;
  if (heard.kind === 'other') return other(now, heard.what);
  const asked = heard.kind === 'text' ? privacyCommand(now, heard.text) : null;
  if (asked === null && heard.kind === 'text' && isForeignCommand(now, heard.text)) return other(now, 'command');
  if (asked === 'take-back') return takenBack(now);
  // A person answers there, about this too.
  if (asked === 'policy' && mode.kind !== 'live') return tellPolicy(now);
  return heard.kind === 'text' && heard.files !== undefined && heard.files > 0
    ? withFiles(now, heard.text, lastAt, (ready) => inMode(ready, heard, lastAt))
    : inMode(now, heard, lastAt);
};

/** A person answered: the citizen says whether it helped, and silence closes. */
const solved = (draft: Draft): Draft => {
  const after = draft.script.organisation.settings.confirmHours * hour;
  const asked = sayPhrase(change(draft, { mode: { kind: 'confirming', by: 'operator' } }), 'solved-question');
  return emit(asked, { kind: 'schedule', job: 'silence', after });
};

const react = (draft: Draft, event: EngineEvent): Draft => {
  switch (event.kind) {
    case 'start':
    case 'text':
    case 'press':
    case 'stale':
    case 'other':
      return hear(draft, event);
    case 'taken':
      return change(draft, { mode: { kind: 'live' }, offered: [], wrong: 0, misses: 0, editing: null });
    case 'released': {
      const { mode, offered } = draft.state;
      return change(draft, { mode: { kind: 'queued' }, offered: mode.kind === 'queued' ? offered : [] });
    }
    case 'parked':
      return { ...change(draft, fresh(draft)), ticket: null };
    case 'invited':
      return aside(draft, (here) => withLink(sayPhrase(here, 'link-invited', { name: event.name }), true));
    case 'joined':
      return joined(draft);
    case 'handed-back':
      return home(sayPhrase(change(draft, { mode: { kind: 'scripted' } }), 'handed-back'));
    case 'solved':
      return solved(draft);
    case 'over':
      return over(draft, event);
    default:
      return unreachable(event);
  }
};

export const step = (script: Script, state: EngineState, event: EngineEvent, moment: Moment): Stepped =>
  finish(react(draftOf(script, state, moment), event));
