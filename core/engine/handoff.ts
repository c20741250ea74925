/** The way from the bot to a department's queue: one handoff, one dossier, the same number. */
import type { DepartmentId, Priority } from '../domain/ticket.ts';
import { isWithPeople } from '../domain/ticket.ts';
import { allows, change, emit, moved, say, sayPhrase, words, type Draft } from './draft.ts';
import { dossierOf } from './dossier.ts';
import { subject } from './places.ts';
import { isAttended, joinTo, park, sayNewPlace, sayPlace } from './waiting.ts';
import { waitingOf } from './waiting-of.ts';
import { dispute, takeUp } from './ticketing.ts';

/** Questions of no category go to this one; the loader refuses an organisation without it. */
export const generalCategory = 'general';

const departmentFor = (draft: Draft): DepartmentId => {
  const { organisation, scenarios } = draft.script;
  const category = subject(scenarios, draft.state)?.category ?? generalCategory;
  const byId = (id: string): DepartmentId | undefined =>
    organisation.categories.find((known) => known.id === id)?.department;
  return byId(category) ?? byId(generalCategory) ?? organisation.departments[0]?.id ?? '';
};

const alreadyQueued = (draft: Draft): Draft => {
  const number = draft.ticket?.number ?? '';
  return sayPlace(sayPhrase(change(draft, { mode: { kind: 'queued' } }), 'already-queued', { number }), number);
};

export interface HandoffWish {
  readonly text: string | null;
  readonly department: DepartmentId | null;
  readonly priority: Priority;
  readonly reason: string;
  /** Title of the scene that hands over; null when the citizen asked. */
  readonly title: string | null;
}

export const handOff = (draft: Draft, wish: HandoffWish): Draft => {
  const { scenarios } = draft.script;
  const unnamed = draft.state.question ?? subject(scenarios, draft.state)?.title ?? words(draft, 'title-operator');
  const waiting = waitingOf(draft);
  if (waiting?.status === 'queued' && wish.priority === 'normal') {
    return joinTo(wish.text === null ? draft : say(draft, wish.text), waiting);
  }
  const opened = draft.ticket ? draft : takeUp(draft, null, unnamed).draft;
  if (!allows(opened, 'handoff')) return alreadyQueued(opened);
  const wasAnswered = opened.ticket?.status === 'answered';
  const ready = wasAnswered ? emit(opened, { kind: 'cancel', job: 'silence' }) : opened;
  const department = wish.department ?? departmentFor(ready);
  const handed = moved(
    emit(ready, {
      kind: 'handoff',
      department,
      priority: wish.priority,
      dossier: dossierOf(ready, wish.reason, wish.title),
    }),
    'handoff',
  );
  const spoken = wish.text === null ? handed : say(handed, wish.text);
  // A ticket opened by this very call has just been named.
  const isNamed = handed.effects.some(({ kind }) => kind === 'open');
  const told = isNamed
    ? sayPhrase(spoken, 'handoff-opened')
    : sayPhrase(spoken, 'handoff', { number: handed.ticket?.number ?? '' });
  // An urgent one is looked for at any hour: it waits with the conversation.
  if (wish.priority !== 'urgent' && !isAttended(told, department)) return park(told, department);
  const placed = sayNewPlace(told, department, wish.priority);
  return change(placed, { mode: { kind: 'queued' }, wrong: 0, misses: 0, editing: null });
};

const whyAsked = (draft: Draft): string => {
  if (draft.state.misses > 1) return words(draft, 'reason-misunderstood');
  if (draft.state.wrong > 2) return words(draft, 'reason-wrong');
  return words(draft, 'reason-asked');
};

/** A life is in danger: the emergency number first, and a person at once, whatever was being done. */
export const dangerToLife = (draft: Draft): Draft => {
  const text = words(draft, 'danger');
  if (draft.ticket && !allows(draft, 'handoff')) return alreadyQueued(say(draft, text));
  return handOff(draft, {
    text,
    department: null,
    priority: 'urgent',
    reason: words(draft, 'reason-danger'),
    title: null,
  });
};

/** The citizen wants a person, by button or by words. */
export const callOperator = (draft: Draft): Draft => {
  const { ticket, state } = draft;
  if (ticket && isWithPeople(ticket.status)) return alreadyQueued(draft);
  if (ticket?.status === 'answered') {
    const byPerson = state.mode.kind === 'confirming' ? state.mode.by === 'operator' : ticket.handled;
    if (byPerson) return dispute(draft);
  }
  return handOff(draft, { text: null, department: null, priority: 'normal', reason: whyAsked(draft), title: null });
};
