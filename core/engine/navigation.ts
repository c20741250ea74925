/** «Назад», «В начало», «Отмена», «Заново», and the ways forward that are kept for going back. */
import type { EngineState, Place } from '../domain/conversation.ts';
import { change, say, sayPhrase, type Draft } from './draft.ts';
import { withPeople } from './due-buttons.ts';
import { canGoBack } from './offers.ts';
import { aboutOwn } from './own-ticket.ts';
import { inForm, isMenu, sceneAt, slotsOf, without, withoutSlotsOf } from './places.ts';
import { resume, takeUp } from './ticketing.ts';
import { again, enter, toMenuWithApology } from './walk.ts';

const maxTrail = 100;

/** Keeps the scene that is being left. */
export const leave = (draft: Draft): Draft => {
  const { state, script, moment } = draft;
  const scene = sceneAt(script.scenarios, state.at);
  if (!scene) return draft;
  const step = { place: state.at, title: scene.title, at: moment.now, calls: state.calls };
  return change(draft, { trail: [...state.trail, step].slice(-maxTrail), editing: null });
};

const askedHere = (draft: Draft, place: Place): readonly string[] => {
  const scene = sceneAt(draft.script.scenarios, place);
  return scene?.kind === 'ask' ? [scene.slot] : [];
};

/** Slots of the form the citizen is in, sub-scenarios included. */
const formSlots = (draft: Draft): readonly string[] =>
  [draft.state.at, ...draft.state.calls].flatMap((place) => slotsOf(draft.script.scenarios.byId.get(place.scenario)));

/** On to another scene; into another scenario it means that something new is asked. */
export const go = (draft: Draft, to: Place, question: string | null = null): Draft => {
  const { scenarios } = draft.script;
  const isNew =
    to.scenario !== scenarios.menu.scenario && (to.scenario !== draft.state.at.scenario || question !== null);
  if (!isNew) return enter(leave(draft), to);
  const scenario = scenarios.byId.get(to.scenario);
  if (!scenario) return toMenuWithApology(draft);
  const waiting = scenario.own && withPeople(draft);
  if (waiting && scenario.own) return again(aboutOwn(draft, waiting, scenario.own));
  // What opens no ticket (a status, a call for a person) is asked beside the question that the ticket is about.
  const asked = question === null || !scenario.opensTicket ? draft : change(draft, { question });
  const fresh = change(asked, { slots: withoutSlotsOf(asked.state.slots, scenario), misses: 0 });
  if (!scenario.opensTicket) return enter(change(leave(fresh), { calls: [] }), to);
  const about = { title: scenario.title, category: scenario.category };
  const { draft: taken, settled } = takeUp(fresh, about, about.title);
  return settled ? taken : enter(change(leave(taken), { calls: [] }), to);
};

/** The menu, with the way back kept. */
export const home = (draft: Draft): Draft => {
  const { menu } = draft.script.scenarios;
  const left = isMenu(draft.script.scenarios, draft.state.at) ? draft : leave(draft);
  return enter(change(left, { calls: [], editing: null }), menu);
};

/** Leaves a form and forgets what was typed into it. */
export const cancel = (draft: Draft): Draft => {
  const { state, script } = draft;
  if (!inForm(script.scenarios, state)) return home(draft);
  const forgotten = change(draft, { slots: without(state.slots, formSlots(draft)) });
  return home(sayPhrase(forgotten, 'cancelled'));
};

const backTo = (draft: Draft, part: Partial<EngineState>): Draft =>
  change(draft, { trail: draft.state.trail.slice(0, -1), wrong: 0, misses: 0, editing: null, ...part });

export const back = (draft: Draft): Draft => {
  const step = draft.state.trail.at(-1);
  if (!step || !canGoBack(draft)) return home(draft);
  const open = draft.state.mode.kind === 'confirming' ? resume(draft) : draft;
  const { state } = open;
  const keep = state.editing !== null;
  const gone = keep ? [] : [...askedHere(open, state.at), ...askedHere(open, step.place)];
  const slots = without(state.slots, gone);
  return enter(backTo(open, { calls: step.calls, slots }), step.place);
};

/** The form from its first question. */
export const restart = (draft: Draft): Draft => {
  const { state, script } = draft;
  const outer = state.calls[0]?.scenario ?? state.at.scenario;
  const scenario = script.scenarios.byId.get(outer);
  if (!scenario) return toMenuWithApology(draft);
  const first = state.trail.findIndex((step) => step.place.scenario === outer);
  const trail = first < 0 ? state.trail : state.trail.slice(0, first);
  const clean = change(draft, { slots: without(state.slots, formSlots(draft)), trail, calls: [], editing: null });
  return enter(clean, { scenario: outer, scene: scenario.start });
};

/** Shows the citizen where they are, under a line of its own. */
export const stay = (draft: Draft, line: string): Draft => again(say(draft, line));
