/** Ways through the scenarios: every scene reached, none without a way on, no circle without an exit. */
import type { Place } from '../../domain/conversation.ts';
import type { Problem } from '../problem.ts';
import type { Scenario, Scene } from '../scenario.ts';
import type { ScenarioDraft } from './scenario.ts';

export interface Whole {
  readonly menu: Place;
  readonly scenarios: ReadonlyMap<string, Scenario>;
  readonly drafts: ReadonlyMap<string, ScenarioDraft>;
}

type Key = string;
type Graph = ReadonlyMap<Key, readonly Key[]>;

const keyOf = (place: Place): Key => `${place.scenario}/${place.scene}`;

const targets = (scene: Scene): readonly Place[] => {
  switch (scene.kind) {
    case 'say':
      return scene.buttons.map(({ to }) => to);
    case 'ask':
    case 'summary':
      return [scene.next];
    case 'branch':
      return [...scene.cases.map(({ to }) => to), scene.otherwise];
    case 'call':
      return [scene.to];
    default:
      return [];
  }
};

interface Node {
  readonly key: Key;
  readonly scenario: Scenario;
  readonly scene: Scene;
}

const nodesOf = (whole: Whole): readonly Node[] =>
  [...whole.scenarios.values()].flatMap((scenario) =>
    [...scenario.scenes.values()].map((scene) => ({ key: `${scenario.id}/${scene.id}`, scenario, scene })),
  );

/** Where a `return` of the scenario leads: after each call of it. */
const returnsOf = (nodes: readonly Node[], scenario: string): readonly Key[] =>
  nodes.flatMap(({ scene }) => (scene.kind === 'call' && scene.to.scenario === scenario ? [keyOf(scene.next)] : []));

const graphOf = (nodes: readonly Node[]): Graph =>
  new Map(
    nodes.map(({ key, scenario, scene }) => [
      key,
      scene.kind === 'return' ? returnsOf(nodes, scenario.id) : targets(scene).map(keyOf),
    ]),
  );

const reach = (graph: Graph, from: readonly Key[]): ReadonlySet<Key> => {
  const seen = new Set<Key>(from);
  const queue = [...from];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    for (const next of graph.get(key) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return seen;
};

const reversed = (graph: Graph): Graph => {
  const back = new Map<Key, Key[]>();
  for (const [from, list] of graph) for (const to of list) back.set(to, [...(back.get(to) ?? []), from]);
  return back;
};

type Tell = (node: Node, what: string, cure: string) => void;

const startOf = (scenario: Scenario): Key => `${scenario.id}/${scenario.start}`;

const unreachable = (whole: Whole, nodes: readonly Node[], graph: Graph, tell: Tell): void => {
  const topics = [...whole.scenarios.values()].filter(({ id }) => whole.drafts.get(id)?.frame.examples !== undefined);
  // A scenario that a `return` ends comes back to its caller; its caller reaches what follows.
  const seen = reach(graph, [keyOf(whole.menu), ...topics.map(startOf)]);
  for (const node of nodes) {
    if (seen.has(node.key)) continue;
    tell(node, `До сцены «${node.scene.id}» нельзя дойти.`, 'Добавьте к ней кнопку или уберите сцену.');
  }
};

const deadEnds = (nodes: readonly Node[], graph: Graph, tell: Tell): void => {
  for (const node of nodes) {
    const { scene, scenario } = node;
    if (scene.kind === 'say' && scene.buttons.length === 0) {
      tell(node, `Сцена «${scene.id}» — тупик: дальше некуда.`, 'Добавьте buttons или замените say на end.');
    }
    if (scene.kind === 'return' && (graph.get(node.key) ?? []).length === 0) {
      tell(
        node,
        `Сцена «${scene.id}» — тупик: сценарий «${scenario.id}» никто не вызывает, возвращаться некуда.`,
        'Вызовите его словом call или закончите словом end.',
      );
    }
  }
};

const exitless = (nodes: readonly Node[], graph: Graph, tell: Tell): void => {
  const ends = nodes.filter(({ scene }) => scene.kind === 'end' || scene.kind === 'handoff').map(({ key }) => key);
  const leading = reach(reversed(graph), ends);
  for (const node of nodes) {
    if (leading.has(node.key) || (graph.get(node.key) ?? []).length === 0) continue;
    tell(
      node,
      `Из сцены «${node.scene.id}» нет выхода: по кругу, без ответа и без оператора.`,
      'Дайте дорогу к сцене end или handoff.',
    );
  }
};

const isInstant = ({ scene }: Node): boolean =>
  scene.kind === 'branch' || scene.kind === 'call' || scene.kind === 'return';

/** Branches and calls that lead back to themselves without asking anything would never stop. */
const spinning = (nodes: readonly Node[], graph: Graph, tell: Tell): void => {
  const instant = new Set(nodes.filter(isInstant).map(({ key }) => key));
  const within: Graph = new Map(
    [...instant].map((key) => [key, (graph.get(key) ?? []).filter((to) => instant.has(to))]),
  );
  for (const node of nodes) {
    if (!instant.has(node.key) || !reach(within, within.get(node.key) ?? []).has(node.key)) continue;
    tell(
      node,
      `Сцена «${node.scene.id}» ходит по кругу, ничего не спрашивая.`,
      'Разорвите круг: хотя бы одна сцена в нём должна ждать ответа.',
    );
  }
};

const calledBy = (nodes: readonly Node[]): Graph => {
  const calls = new Map<Key, Key[]>();
  for (const { scenario, scene } of nodes) {
    if (scene.kind !== 'call') continue;
    calls.set(scenario.id, [...(calls.get(scenario.id) ?? []), scene.to.scenario]);
  }
  return calls;
};

/** A scenario that comes back is only called; one that is called does not call itself. */
const calls = (whole: Whole, nodes: readonly Node[], tell: Tell): void => {
  const graph = calledBy(nodes);
  const returning = new Set(nodes.filter(({ scene }) => scene.kind === 'return').map(({ scenario }) => scenario.id));
  for (const node of nodes) {
    const { scene, scenario } = node;
    if (scene.kind === 'call' && reach(graph, [scene.to.scenario]).has(scenario.id)) {
      tell(node, `Сценарий «${scenario.id}» вызывает сам себя.`, 'Замените call кнопкой.');
    }
    const strange = scene.kind === 'call' ? [] : targets(scene).filter((to) => to.scenario !== scenario.id);
    for (const to of strange.filter((place) => returning.has(place.scenario))) {
      tell(node, `Сценарий «${to.scenario}» кончается словом return.`, 'В него входят только словом call.');
    }
    if (scene.kind === 'return' && whole.drafts.get(scenario.id)?.frame.examples !== undefined) {
      tell(
        node,
        `Сценарий «${scenario.id}» отвечает на вопросы, а кончается словом return.`,
        'Закончите его словом end.',
      );
    }
  }
};

export const graphProblems = (whole: Whole): readonly Problem[] => {
  const problems: Problem[] = [];
  const nodes = nodesOf(whole);
  const graph = graphOf(nodes);
  const tell: Tell = ({ scenario, scene }, what, cure) => {
    const source = whole.drafts.get(scenario.id)?.source;
    if (source) problems.push(source.problem(['scenes', scene.id], what, cure));
  };
  unreachable(whole, nodes, graph, tell);
  deadEnds(nodes, graph, tell);
  exitless(nodes, graph, tell);
  spinning(nodes, graph, tell);
  calls(whole, nodes, tell);
  return problems;
};
