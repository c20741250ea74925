/** Scenario files in any number: a menu and answers of four scenes each, facts and phrases as shipped. */
import type { ScenarioFile } from '../../core/ports/scenario-store.ts';

const consonants = 'бвгджзклмнпрстфхц'.split('');
const vowels = 'аеиоуы'.split('');

/** An invented word that only this number has. */
const wordOf = (number: number): string => {
  let left = number + 100_000;
  let word = '';
  while (left > 0) {
    word += `${consonants[left % consonants.length]}${vowels[Math.floor(left / consonants.length) % vowels.length]}`;
    left = Math.floor(left / (consonants.length * vowels.length));
  }
  return word;
};

export const topicId = (number: number): string => `topic-${number}`;
export const titleOf = (number: number): string => `Справка ${wordOf(number)}`;
export const questionOf = (number: number): string => `как получить справку ${wordOf(number)}`;
/** The button that leads on from a topic's second scene; it is typed, not pressed. */
export const typedLabel = 'Подал, жду ответа';

const topicFile = (number: number): string => `scenario: ${topicId(number)}
title: ${titleOf(number)}
examples:
  - ${questionOf(number)}
  - нужна справка ${wordOf(number)} на детей
  - где взять ${wordOf(number)}
scenes:
  begin:
    title: С чего начать
    say: Справку ${wordOf(number)} выдают за пять рабочих дней. Заявление подаётся в личном кабинете.
    buttons:
      Как подать заявление: form
      Готово: done
  form:
    title: Заявление
    tried: Подать заявление в личном кабинете
    say: Откройте личный кабинет, выберите услугу и заполните заявление.
    buttons:
      ${typedLabel}: wait
      Готово: done
  wait:
    title: Ожидание
    say: Ответ придёт в личный кабинет.
    buttons:
      Понятно: done
  done:
    title: Ответ
    end: Справка ${wordOf(number)} будет в личном кабинете.
`;

const menuFile = `scenario: menu
title: Меню
scenes:
  begin:
    title: Меню
    say: Чем помочь?
    buttons:
${[0, 1, 2].map((number) => `      ${titleOf(number)}: ${topicId(number)}\n`).join('')}`;

export const manyScenarios = (count: number, shipped: readonly ScenarioFile[]): readonly ScenarioFile[] => [
  ...shipped.filter(({ path }) => path === 'organisation.yml' || path === 'phrases.yml'),
  { path: 'menu.yml', text: menuFile },
  ...Array.from({ length: count }, (_, number) => ({ path: `${topicId(number)}.yml`, text: topicFile(number) })),
];
