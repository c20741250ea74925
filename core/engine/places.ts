/** Where the citizen is in the scenarios, and what belongs to where. */
import type { EngineState, Place } from '../domain/conversation.ts';
import type { Scenario, Scenarios, Scene } from './scenario.ts';

export const sceneAt = (scenarios: Scenarios, place: Place): Scene | null =>
  scenarios.byId.get(place.scenario)?.scenes.get(place.scene) ?? null;

export const samePlace = (a: Place, b: Place): boolean => a.scenario === b.scenario && a.scene === b.scene;

export const isMenu = (scenarios: Scenarios, place: Place): boolean => samePlace(place, scenarios.menu);

/** The scenario the talk is about: where the citizen is, or where they were last, the menu left out. */
export const subject = (scenarios: Scenarios, state: EngineState): Scenario | null => {
  const places = [state.at, ...state.trail.map((step) => step.place).reverse()];
  const place = places.find((known) => known.scenario !== scenarios.menu.scenario);
  return (place && scenarios.byId.get(place.scenario)) ?? null;
};

/** Names of the slots that a scenario asks for. */
export const slotsOf = (scenario: Scenario | undefined): readonly string[] =>
  [...(scenario?.scenes.values() ?? [])].flatMap((scene) => (scene.kind === 'ask' ? [scene.slot] : []));

const isEmpty = (slots: EngineState['slots']): boolean => {
  for (const name in slots) if (Object.hasOwn(slots, name)) return false;
  return true;
};

/** Forgets what a form of this scenario had asked. */
export const withoutSlotsOf = (slots: EngineState['slots'], scenario: Scenario): EngineState['slots'] =>
  isEmpty(slots) ? slots : without(slots, slotsOf(scenario));

export const without = (slots: EngineState['slots'], names: readonly string[]): EngineState['slots'] =>
  Object.fromEntries(Object.entries(slots).filter(([name]) => !names.includes(name)));

export const slotValue = (state: EngineState, name: string): string | null =>
  Object.hasOwn(state.slots, name) ? (state.slots[name]?.value ?? null) : null;

/** In the middle of a form: leaving it loses what was typed. */
export const inForm = (scenarios: Scenarios, state: EngineState): boolean => {
  const kind = sceneAt(scenarios, state.at)?.kind;
  return kind === 'ask' || kind === 'summary';
};
