/** One scenario file: its frame, then each scene by its own shape. Targets are resolved when all files are known. */
import type { Problem } from '../problem.ts';
import { checkShape } from './check-shape.ts';
import { scenarioShape, sceneKinds, sceneShapes, type ScenarioData, type SceneData, type SceneKind } from './shapes.ts';
import type { Path, Source } from './source.ts';

export interface SceneDraft {
  readonly id: string;
  readonly path: Path;
  readonly scene: SceneData;
}

export interface ScenarioDraft {
  readonly source: Source;
  readonly frame: ScenarioData;
  readonly scenes: readonly SceneDraft[];
}

const sceneId = /^[a-z][a-z0-9-]{0,47}$/u;

const kindOf = (value: unknown): readonly SceneKind[] =>
  typeof value === 'object' && value !== null ? sceneKinds.filter((kind) => Object.hasOwn(value, kind)) : [];

const readScene = (source: Source, id: string, value: unknown): SceneDraft | readonly Problem[] => {
  const path: Path = ['scenes', id];
  if (!sceneId.test(id)) {
    return [source.problem(path, `Имя сцены «${id}» не подходит.`, 'Латинские буквы, цифры и дефис: forgot-password.')];
  }
  const kinds = kindOf(value);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    const what =
      kind === undefined
        ? `Сцена «${id}» ничего не делает.`
        : `Сцена «${id}» делает сразу два дела: ${kinds.join(', ')}.`;
    return [source.problem(path, what, `В сцене ровно одно из слов: ${sceneKinds.join(', ')}.`)];
  }
  const checked = checkShape<unknown>(source, sceneShapes[kind], value, path);
  return 'problems' in checked ? checked.problems : { id, path, scene: { kind, data: checked.data } as SceneData };
};

export const readScenario = (source: Source): { draft: ScenarioDraft | null; problems: readonly Problem[] } => {
  const checked = checkShape(source, scenarioShape, source.data);
  if ('problems' in checked) return { draft: null, problems: checked.problems };
  const scenes: SceneDraft[] = [];
  const problems: Problem[] = [];
  for (const [id, value] of Object.entries(checked.data.scenes)) {
    const read = readScene(source, id, value);
    if ('id' in read) scenes.push(read);
    else problems.push(...read);
  }
  if (scenes.length === 0 && problems.length === 0) {
    problems.push(
      source.problem(['scenes'], 'В сценарии нет ни одной сцены.', 'Добавьте первую сцену: say, ask или end.'),
    );
  }
  return { draft: { source, frame: checked.data, scenes }, problems };
};
