/** What stands in the scenes: texts, labels, inserts, slots, departments. */
import type { Organisation } from '../../domain/organisation.ts';
import { knowsTimeMark } from '../hours-words.ts';
import { maxMain } from '../offers.ts';
import { marksOf } from '../phrase.ts';
import type { Problem } from '../problem.ts';
import type { Scenario, Scene } from '../scenario.ts';
import { namedSettings } from '../scene-text.ts';
import type { Phrases } from '../types.ts';
import { normalise } from '../understanding/normalise.ts';
import { factIds } from '../walk.ts';
import { factProblems } from './facts.ts';
import { labelProblem } from './labels.ts';
import type { Whole } from './lint-graph.ts';
import type { Path, Source } from './source.ts';

export interface Lint {
  readonly whole: Whole;
  readonly organisation: Organisation;
  readonly phrases: Phrases;
  /** Every slot that any question fills. */
  readonly slots: ReadonlySet<string>;
}

interface Here {
  readonly lint: Lint;
  readonly source: Source;
  readonly scenario: Scenario;
  readonly scene: Scene;
  readonly path: Path;
}

/** Longer forms are left in the middle. */
const maxFields = 9;

const reservedKeys = ['button-operator', 'button-back', 'button-home', 'button-cancel', 'button-skip'] as const;

const textsOf = (scene: Scene): readonly { readonly key: string; readonly text: string }[] => {
  switch (scene.kind) {
    case 'say':
    case 'end':
    case 'summary':
      return [{ key: scene.kind, text: scene.text }];
    case 'ask':
      return [
        { key: 'ask', text: scene.text },
        { key: 'example', text: scene.example },
      ];
    case 'handoff':
      return scene.text === null ? [] : [{ key: 'text', text: scene.text }];
    default:
      return [];
  }
};

const knownMark = ({ lint }: Here, name: string): boolean => {
  const dot = name.indexOf('.');
  const id = name.slice(dot + 1);
  if (dot < 0) return ['organisation', 'own-tickets', 'demo'].includes(name);
  if (knowsTimeMark(lint.organisation, name)) return true;
  if (name.startsWith('contact.')) return lint.organisation.contacts.some((contact) => contact.id === id);
  if (name.startsWith('setting.')) return Object.hasOwn(namedSettings, id);
  return /^(?:slot|field|status)\./u.test(name) && lint.slots.has(id);
};

const texts = (here: Here): readonly Problem[] =>
  textsOf(here.scene).flatMap(({ key, text }) => {
    const path = [...here.path, key];
    const marks = marksOf(text).filter((name) => !knownMark(here, name));
    return [
      ...marks.map((name) =>
        here.source.problem(
          path,
          `Неизвестная вставка {${name}}.`,
          'Можно: {organisation}, {contact.имя}, {hours.линия}, {now.линия}, {deadline.срок}, {slot.имя}, {field.имя}, {status.имя}, {setting.имя}, {own-tickets}, {demo}.',
        ),
      ),
      ...factProblems(here.source, path, text),
    ];
  });

/** What the operator reads is told from the same facts. */
const names = (here: Here): readonly Problem[] => {
  const { scene, source, path } = here;
  // A question without a title is called by its label.
  const label = scene.kind === 'ask' ? scene.label : null;
  const list = { title: scene.title === label ? null : scene.title, tried: scene.tried, label };
  return Object.entries(list).flatMap(([key, text]) =>
    text === null ? [] : factProblems(source, [...path, key], text),
  );
};

const labelsOf = (scene: Scene): readonly { readonly label: string; readonly path: Path }[] => {
  if (scene.kind === 'say') return scene.buttons.map(({ label }) => ({ label, path: ['buttons', label] }));
  if (scene.kind !== 'ask') return [];
  return scene.choices.map((label, at) => ({ label, path: ['choices', at] }));
};

const labels = (here: Here): readonly Problem[] => {
  const { lint, scene, source } = here;
  const list = labelsOf(scene);
  const reserved = reservedKeys.map((key) => normalise(lint.phrases[key] ?? ''));
  const problems = list.flatMap(({ label, path }, at) => {
    const where = [...here.path, ...path];
    const found = [...labelProblem(source, where, label), ...factProblems(source, where, label)];
    if (reserved.includes(normalise(label))) {
      found.push(source.problem(where, `Кнопку «${label}» бот ставит сам.`, 'Уберите её или назовите иначе.'));
    }
    if (list.findIndex((other) => normalise(other.label) === normalise(label)) < at) {
      found.push(source.problem(where, `Две одинаковые кнопки: «${label}».`, 'Назовите их по-разному.'));
    }
    return found;
  });
  const skip = scene.kind === 'ask' && scene.optional ? 1 : 0;
  const count = list.length + skip + 1;
  if (count <= maxMain) return problems;
  const most = maxMain - 1 - skip;
  const what = `Кнопок ${count} вместе с «${lint.phrases['button-operator'] ?? ''}», а помещается ${maxMain}.`;
  const cure = `Оставьте не больше ${most}, остальное вынесите в следующую сцену.`;
  return [...problems, source.problem(here.path, what, cure)];
};

const questions = (here: Here): readonly Problem[] => {
  const { scene, source, path } = here;
  if (scene.kind !== 'ask') return [];
  const problems: Problem[] = [];
  if ((scene.slotKind === 'choice') !== scene.choices.length > 0) {
    const what = scene.slotKind === 'choice' ? 'Не из чего выбирать.' : 'Ответы choices есть, а answer не choice.';
    problems.push(source.problem([...path, 'answer'], what, 'Для выбора: answer: choice и список choices.'));
  }
  if (scene.slotKind === 'text' && scene.example === '') {
    problems.push(source.problem(path, 'Нет примера ответа.', 'Допишите example: «Например: …».'));
  }
  return problems;
};

const slotsAsked = (here: Here): readonly Problem[] => {
  const { lint, scene, source, path } = here;
  const unknown = (slot: string, key: Path): readonly Problem[] =>
    lint.slots.has(slot)
      ? []
      : [source.problem([...path, ...key], `Поле «${slot}» никто не спрашивает.`, 'Впишите slot одного из вопросов.')];
  if (scene.kind === 'branch') {
    return scene.cases.flatMap(({ when }, at) => {
      if ('slot' in when) return unknown(when.slot, ['branch', at]);
      if (factIds.some((fact) => fact === when.fact)) return [];
      return [source.problem([...path, 'branch', at], `Нет признака «${when.fact}».`, `Можно: ${factIds.join(', ')}.`)];
    });
  }
  if (scene.kind !== 'summary') return [];
  const many =
    scene.slots.length > maxFields
      ? [
          source.problem(
            [...path, 'slots'],
            `Полей ${scene.slots.length}, а в одной анкете помещается ${maxFields}.`,
            'Разделите форму на две.',
          ),
        ]
      : [];
  return [...many, ...scene.slots.flatMap((slot, at) => unknown(slot, ['slots', at]))];
};

const departments = (here: Here): readonly Problem[] => {
  const { lint, scene, source, path } = here;
  if (scene.kind !== 'handoff' || scene.department === null) return [];
  return lint.organisation.departments.some(({ id }) => id === scene.department)
    ? []
    : [
        source.problem(
          [...path, 'handoff'],
          `Нет отдела «${scene.department}»: до оператора не дойти.`,
          'Впишите отдел из organisation.yml или handoff: true.',
        ),
      ];
};

const checks = [texts, names, labels, questions, slotsAsked, departments];

export const contentProblems = (lint: Lint): readonly Problem[] =>
  [...lint.whole.scenarios.values()].flatMap((scenario) => {
    const source = lint.whole.drafts.get(scenario.id)?.source;
    if (!source) return [];
    return [...scenario.scenes.values()].flatMap((scene) =>
      checks.flatMap((check) => check({ lint, source, scenario, scene, path: ['scenes', scene.id] })),
    );
  });
