/** From what is written to what the engine walks: every target found, every scene complete. */
import type { Place } from '../../domain/conversation.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { marksOf } from '../phrase.ts';
import type { Problem } from '../problem.ts';
import type { Condition, Scenario, Scene } from '../scenario.ts';
import { normalise } from '../understanding/normalise.ts';
import type { ScenarioDraft, SceneDraft } from './scenario.ts';
import type { SceneData } from './shapes.ts';

export type Found = (target: string, key: readonly (string | number)[]) => Place;

interface Resolver {
  readonly draft: ScenarioDraft;
  readonly known: ReadonlyMap<string, ScenarioDraft>;
  readonly problems: Problem[];
}

const startOf = (draft: ScenarioDraft): string => draft.frame.start ?? draft.scenes[0]?.id ?? '';

/** A scene of this file, a scenario as a whole, or `сценарий/сцена`. */
const finder =
  ({ draft, known, problems }: Resolver, scene: Pick<SceneDraft, 'path'>): Found =>
  (target, key) => {
    const [first = '', second] = target.split('/');
    const has = (from: ScenarioDraft | undefined, id: string): boolean => Object.hasOwn(from?.frame.scenes ?? {}, id);
    if (second === undefined && has(draft, first)) return { scenario: draft.frame.scenario, scene: first };
    const other = known.get(first);
    if (other && second === undefined) return { scenario: first, scene: startOf(other) };
    if (other && second !== undefined && has(other, second)) return { scenario: first, scene: second };
    problems.push(
      draft.source.problem(
        [...scene.path, ...key],
        `Некуда идти: «${target}» не найдено.`,
        'Впишите имя сцены этого файла, имя сценария или сценарий/сцена.',
      ),
    );
    return { scenario: draft.frame.scenario, scene: startOf(draft) };
  };

type BranchCase = Extract<SceneData, { kind: 'branch' }>['data']['branch'][number];

/** Exactly one question per case: a slot's value, whether a slot is filled, or a fact. */
const condition = (written: BranchCase): Condition | null => {
  const { slot, fact, is, filled } = written;
  if (slot !== undefined && fact === undefined) {
    if (typeof is === 'string' && filled === undefined) return { slot, is };
    return is === undefined && filled !== undefined ? { slot, filled } : null;
  }
  return fact !== undefined && slot === undefined && typeof is === 'boolean' && filled === undefined
    ? { fact, is }
    : null;
};

const cases = (
  resolver: Resolver,
  scene: SceneDraft,
  written: readonly BranchCase[],
  find: Found,
): Extract<Scene, { kind: 'branch' }>['cases'] =>
  written.flatMap((one, at) => {
    const to = find(one.to, ['branch', at, 'to']);
    const when = condition(one);
    if (when) return [{ when, to }];
    resolver.problems.push(
      resolver.draft.source.problem(
        [...scene.path, 'branch', at],
        'Условие записано не полностью.',
        'Одно из трёх: slot и is (слово); slot и filled (true, false); fact и is (true, false).',
      ),
    );
    return [];
  });

const toScene = (resolver: Resolver, draft: SceneDraft): Scene => {
  const find = finder(resolver, draft);
  const { scene } = draft;
  const common = {
    id: draft.id,
    title: scene.data.title ?? (scene.kind === 'ask' ? scene.data.label : draft.id),
    tried: scene.data.tried ?? null,
    hasMarks: false,
  };
  switch (scene.kind) {
    case 'say': {
      const buttons = Object.entries(scene.data.buttons ?? {}).map(([label, to]) => ({
        label,
        to: find(to, ['buttons', label]),
      }));
      return { ...common, kind: 'say', text: scene.data.say, buttons };
    }
    case 'ask': {
      const { ask, slot, label, answer, choices, example, optional, next } = scene.data;
      return {
        ...common,
        kind: 'ask',
        text: ask,
        slot,
        label,
        slotKind: answer,
        choices: choices ?? [],
        example: example ?? '',
        optional: optional ?? false,
        next: find(next, ['next']),
      };
    }
    case 'branch':
      return {
        ...common,
        kind: 'branch',
        cases: cases(resolver, draft, scene.data.branch, find),
        otherwise: find(scene.data.otherwise, ['otherwise']),
      };
    case 'call':
      return { ...common, kind: 'call', to: find(scene.data.call, ['call']), next: find(scene.data.next, ['next']) };
    case 'return':
      return { ...common, kind: 'return' };
    case 'summary': {
      const { summary: text, slots, next } = scene.data;
      return { ...common, kind: 'summary', text, slots, next: find(next, ['next']) };
    }
    case 'handoff': {
      const { handoff, text, priority } = scene.data;
      const department = handoff === true ? null : handoff;
      return { ...common, kind: 'handoff', text: text ?? null, department, priority: priority ?? 'normal' };
    }
    case 'end':
      return { ...common, kind: 'end', text: scene.data.end };
    default:
      return unreachable(scene);
  }
};

/** What can be known of a text before anybody reads it is worked out once. */
const settled = (scene: Scene): Scene => {
  if (!('text' in scene) || scene.text === null) return scene;
  return { ...scene, text: scene.text.trim(), hasMarks: marksOf(scene.text).length > 0 };
};

export const resolveScenario = (
  draft: ScenarioDraft,
  known: ReadonlyMap<string, ScenarioDraft>,
): { scenario: Scenario; problems: readonly Problem[] } => {
  const problems: Problem[] = [];
  const resolver = { draft, known, problems };
  const scenes = new Map(draft.scenes.map((scene) => [scene.id, settled(toScene(resolver, scene))]));
  const start = startOf(draft);
  if (!Object.hasOwn(draft.frame.scenes, start) && start !== '') {
    problems.push(draft.source.problem(['start'], `Нет сцены «${start}».`, 'Впишите имя первой сцены этого файла.'));
  }
  const { scenario: id, title, category } = draft.frame;
  const opensTicket = draft.frame['opens-ticket'] ?? true;
  const find = finder(resolver, { path: ['shortcuts'] });
  const shortcuts = Object.entries(draft.frame.shortcuts ?? {}).map(([names, target]) => ({
    words: names.split(',').map((group) => normalise(group).split(' ')),
    to: find(target, [names]),
  }));
  const own = draft.frame['own-request'] ?? null;
  return { scenario: { id, title, category: category ?? null, opensTicket, own, shortcuts, start, scenes }, problems };
};
