/** Which scenes and ways of the scenarios the dialogues have walked. */
import type { EngineState, Place } from '../../core/domain/conversation.ts';
import type { Scenarios, Scene } from '../../core/engine/scenario.ts';
import type { Effect } from '../../core/engine/types.ts';
import { operatorTopic } from '../../core/engine/understanding/reserved.ts';

const keyOf = (place: Place): string => `${place.scenario}/${place.scene}`;

interface Way {
  readonly name: string;
  readonly to: Place;
}

const waysOf = (key: string, scene: Scene): readonly Way[] => {
  switch (scene.kind) {
    case 'say':
      return scene.buttons.map(({ label, to }) => ({ name: `${key} «${label}»`, to }));
    case 'ask':
    case 'summary':
      return [{ name: `${key} →`, to: scene.next }];
    case 'branch':
      return [
        ...scene.cases.map(({ to }, at) => ({ name: `${key} ?${at + 1}`, to })),
        { name: `${key} ?else`, to: scene.otherwise },
      ];
    default:
      return [];
  }
};

export interface Coverage {
  readonly scenes: { readonly all: readonly string[]; readonly missed: readonly string[] };
  readonly ways: { readonly all: readonly string[]; readonly missed: readonly string[] };
}

export const createCoverage = (scenarios: Scenarios) => {
  const scenes = new Map<string, Scene>();
  for (const [id, scenario] of scenarios.byId) {
    for (const [scene, value] of scenario.scenes) scenes.set(`${id}/${scene}`, value);
  }
  const ways = new Map([...scenes].map(([key, scene]) => [key, waysOf(key, scene)]));
  const seenScenes = new Set<string>();
  const seenWays = new Set<string>();
  let at: Place | null = null;
  let offered: EngineState['offered'] = [];

  /** Follows branches from a target to the scene where the talk has landed. */
  const follow = (from: Place, landed: (key: string) => boolean, passed: readonly string[]): boolean => {
    const key = keyOf(from);
    if (landed(key)) {
      seenScenes.add(key);
      for (const way of passed) seenWays.add(way);
      return true;
    }
    if (scenes.get(key)?.kind !== 'branch') return false;
    const found = (ways.get(key) ?? []).some(({ name, to }) => follow(to, landed, [...passed, name]));
    if (found) seenScenes.add(key);
    return found;
  };

  return {
    before: (state: EngineState): void => {
      at = state.at;
      offered = state.offered;
    },
    after: (state: EngineState, effects: readonly Effect[], pressed: string | null): void => {
      const here = at;
      if (!here) return;
      const handoff = effects.find((effect) => effect.kind === 'handoff');
      const handedBy = handoff?.dossier.path.at(-1)?.title;
      const landed = (key: string): boolean => {
        const scene = scenes.get(key);
        return handoff ? scene?.kind === 'handoff' && scene.title === handedBy : key === keyOf(state.at);
      };
      const button = pressed === null ? undefined : offered.find(({ label }) => label === pressed);
      // A topic may be reached by words as well: then the way begins at its start.
      for (const { start } of scenarios.topics.values()) {
        if ((handoff || start.scenario === state.at.scenario) && start.scenario !== here.scenario) {
          follow(start, landed, []);
        }
      }
      for (const way of ways.get(keyOf(here)) ?? []) {
        const isButton = scenes.get(keyOf(here))?.kind === 'say';
        if (isButton && !way.name.endsWith(`«${button?.label ?? ''}»`)) continue;
        follow(way.to, landed, [way.name]);
      }
      // A call in words is handed over by the bot itself; the scenario of calls teaches the words and stands for it.
      const calls = scenarios.topics.get(operatorTopic);
      if (handoff && pressed === null && calls) seenScenes.add(keyOf(calls.start));
      if (scenes.has(keyOf(state.at))) seenScenes.add(keyOf(state.at));
    },
    result: (): Coverage => {
      const allWays = [...ways.values()].flatMap((list) => list.map(({ name }) => name));
      return {
        scenes: { all: [...scenes.keys()], missed: [...scenes.keys()].filter((key) => !seenScenes.has(key)) },
        ways: { all: allWays, missed: allWays.filter((name) => !seenWays.has(name)) },
      };
    },
  };
};
