/** What stands above the scenes: category, title, examples. */
import type { Organisation } from '../../domain/organisation.ts';
import type { Problem } from '../problem.ts';
import { labelProblem } from './labels.ts';
import type { Whole } from './lint-graph.ts';
import type { ScenarioDraft } from './scenario.ts';

/** Fewer than these do not show what a topic is about. */
const minExamples = 3;

const frame = (draft: ScenarioDraft, organisation: Organisation): readonly Problem[] => {
  const { source } = draft;
  const { category, examples, title, 'opens-ticket': opens } = draft.frame;
  const problems: Problem[] = [];
  if (category !== undefined && !organisation.categories.some(({ id }) => id === category)) {
    const what = `Нет категории «${category}»: вопрос не дойдёт до оператора.`;
    const known = organisation.categories.map((one) => `${one.id} (${one.title})`).join(', ');
    problems.push(source.problem(['category'], what, `Впишите категорию из organisation.yml: ${known}.`));
  }
  if (examples !== undefined && examples.length < minExamples) {
    const what = `Примеров вопроса ${examples.length}, нужно не меньше ${minExamples}.`;
    problems.push(source.problem(['examples'], what, 'Допишите, как об этом спрашивают своими словами.'));
  }
  if (examples !== undefined) problems.push(...labelProblem(source, ['title'], title));
  if (opens !== undefined && examples === undefined) {
    const what = 'opens-ticket есть, а примеров вопроса нет.';
    problems.push(source.problem(['opens-ticket'], what, 'Допишите examples или уберите строку.'));
  }
  return problems;
};

const menu = (whole: Whole): readonly Problem[] => {
  const scenario = whole.scenarios.get(whole.menu.scenario);
  const draft = whole.drafts.get(whole.menu.scenario);
  if (!scenario || !draft) return [];
  const problems: Problem[] = [];
  if (scenario.scenes.get(scenario.start)?.kind !== 'say') {
    const what = 'Меню должно начинаться сценой say с кнопками.';
    problems.push(draft.source.problem(['scenes', scenario.start], what, 'Первая сцена меню: say и buttons.'));
  }
  if (draft.frame.examples !== undefined) {
    problems.push(draft.source.problem(['examples'], 'Меню не отвечает на вопросы.', 'Уберите examples.'));
  }
  return problems;
};

export const frameProblems = (whole: Whole, organisation: Organisation): readonly Problem[] => [
  ...[...whole.drafts.values()].flatMap((draft) => frame(draft, organisation)),
  ...menu(whole),
];
