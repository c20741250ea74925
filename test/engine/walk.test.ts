import { phrase } from '../../core/engine/phrase.ts';
import { step } from '../../core/engine/step.ts';
import type { Script } from '../../core/engine/types.ts';
import { filesWith, scriptOf, sample } from './scripts.ts';
import { createTalk, noon } from './talk.ts';

const menu = (buttons: string): string => `
scenario: menu
title: Меню
scenes:
  topics:
    title: Меню
    say: Выберите тему.
    buttons:
${buttons}`;

const only = (files: Readonly<Record<string, string>>): Script =>
  scriptOf(
    filesWith({
      'login-problem.yml': null,
      'tech-error.yml': null,
      'status.yml': null,
      'attachments.yml': null,
      'phone.yml': null,
      ...files,
    }),
  );

const parcel = only({
  'menu.yml': menu('      Посылка: parcel\n'),
  'parcel.yml': `
scenario: parcel
title: Посылка
category: documents
examples: [где посылка, посылка пропала, не пришла посылка]
scenes:
  size:
    ask: Большая или маленькая?
    slot: size
    label: Размер
    answer: choice
    choices: [Большая, Маленькая]
    next: by-size
  by-size:
    branch:
      - slot: size
        is: Большая
        to: ask-when
      - slot: moment
        filled: true
        to: told
    otherwise: small
  small:
    title: Маленькая
    say: Маленькая лежит в шкафу.
    buttons:
      Не лежит: ask-when
  ask-when:
    call: when
    next: told
  told:
    title: Рассказали
    summary: Проверьте.
    slots: [size, moment]
    next: answer
  answer:
    title: Ответ
    end: "{slot.size}, {slot.moment}, {slot.size}."
`,
  'when.yml': `
scenario: when
title: Когда
scenes:
  moment:
    ask: Когда?
    slot: moment
    label: Когда
    answer: datetime
    next: back
  back:
    return: true
`,
});

describe('branches, choices and sub-scenarios', () => {
  const asked = () => createTalk(parcel).start().press('Посылка');

  test('a choice is made by button, by words with a slip, or by number', () => {
    expect(asked().press('Большая').text()).toBe('Когда?');
    expect(asked().write('бальшая').text()).toBe('Когда?');
    expect(asked().write('2').text()).toBe('Маленькая лежит в шкафу.');
    expect(asked().write('средняя').text()).toContain('Выберите один из ответов: «Большая», «Маленькая».');
  });

  test('the talk comes back from the sub-scenario to where it was called', () => {
    const called = asked().press('Большая');
    expect(called.state().calls).toEqual([{ scenario: 'parcel', scene: 'told' }]);
    called.write('вчера в 14:30');
    expect(called.text()).toContain('Размер: Большая\nКогда: 28.02.2026 14:30');
    expect(called.state().calls).toEqual([]);
  });

  test('«Назад» into the sub-scenario restores the way out of it', () => {
    const back = asked().press('Большая').write('вчера в 14:30').press('Назад');
    expect(back.text()).toBe('Когда?');
    expect(back.write('сегодня в 9:00').text()).toContain('01.03.2026 09:00');
  });

  test('a slot of the sub-scenario is corrected from the summary', () => {
    const fixed = asked()
      .press('Большая')
      .write('вчера в 14:30')
      .press('Исправить')
      .press('Когда')
      .write('сегодня в 9:00');
    expect(fixed.text()).toContain('Когда: 01.03.2026 09:00');
    expect(fixed.press('Отправить').text()).toContain('Большая, 01.03.2026 09:00, Большая.');
  });

  test('«Отмена» inside the sub-scenario forgets the form around it', () => {
    expect(asked().press('Маленькая').press('Не лежит').press('Отмена').state().slots).toEqual({});
  });

  test('«Заново» begins with the form that called', () => {
    const again = asked()
      .press('Большая')
      .wait(25 * 3_600_000)
      .write('вчера')
      .press('Заново');
    expect(again.text()).toBe('Большая или маленькая?');
    expect(again.state().calls).toEqual([]);
  });

  test('what the citizen wrote is put into texts as it is', () => {
    const script = only({
      'menu.yml': menu('      Имя: name\n'),
      'name.yml': `
scenario: name
title: Имя
examples: [имя питомца, кличка, как зовут кота]
scenes:
  ask-name:
    ask: Как зовут кота?
    slot: name
    label: Имя
    answer: text
    example: Например, Барсик.
    next: done
  done:
    title: Ответ
    end: "Кот {slot.name}, {organisation}."
`,
    });
    const told = createTalk(script).start().press('Имя').write('{organisation} $& {slot.name} <b>');
    expect(told.text()).toContain('Кот {organisation} $& {slot.name} <b>, Портал услуг (демо).');
  });
});

describe('scenarios that changed under the talk', () => {
  const script = sample();
  const fewer = only({
    'menu.yml': menu('      Посылка: parcel\n'),
    'parcel.yml':
      'scenario: parcel\ntitle: Посылка\nexamples: [а б, в г, д е]\nscenes:\n  one:\n    title: Раз\n    end: Раз.\n',
  });
  const lost = () => createTalk(script).start().press('Ошибка на сайте').use(fewer);

  test('a scene that is gone lands in the menu, with an apology', () => {
    for (const talk of [
      lost().write('запись'),
      lost().hear({ kind: 'press', index: 0 }),
      lost().hear({ kind: 'stale' }),
    ]) {
      expect(talk.text()).toContain('Извините, этот шаг изменился');
      expect(talk.text()).toContain('Выберите тему.');
      expect(talk.state().at).toEqual(fewer.scenarios.menu);
      expect(talk.labels()).toContain('Перейти к оператору');
      expect(talk.active()?.number).toBe('26-004818-3');
    }
  });

  test('«Назад» to a scene that is gone lands in the menu too', () => {
    const back = createTalk(script).start().press('Не получается войти').press('В начало').use(fewer).press('Назад');
    expect(back.text()).toContain('Извините, этот шаг изменился');
  });

  test('a circle of branches ends in the menu instead of never', () => {
    const scenario = parcel.scenarios.byId.get('parcel');
    if (!scenario) throw new Error('no scenario');
    const spin = { id: 'by-size', title: '', tried: null, hasMarks: false, kind: 'branch', cases: [] } as const;
    const scenes = new Map(scenario.scenes).set('by-size', {
      ...spin,
      otherwise: { scenario: 'parcel', scene: 'by-size' },
    });
    const byId = new Map(parcel.scenarios.byId).set('parcel', { ...scenario, scenes });
    const talk = createTalk({ ...parcel, scenarios: { ...parcel.scenarios, byId } })
      .start()
      .press('Посылка');
    expect(talk.press('Большая').text()).toContain('Извините, этот шаг изменился');
  });
});

describe('a step', () => {
  test('changes nothing of what it was given', () => {
    const script = sample();
    const talk = createTalk(script).start().press('Ошибка на сайте');
    const state = Object.freeze({
      ...talk.state(),
      slots: Object.freeze({}),
      trail: Object.freeze([...talk.state().trail]),
    });
    const moment = talk.moment();
    const one = step(script, state, { kind: 'text', text: 'запись к врачу' }, moment);
    expect(step(script, state, { kind: 'text', text: 'запись к врачу' }, moment)).toEqual(one);
    expect(one.state.lastAt).toBe(moment.now);
    expect(moment.now).toBeGreaterThan(noon);
  });

  test('a phrase that does not exist is an error, an unknown mark stays', () => {
    expect(() => phrase({}, 'toString')).toThrow('toString');
    expect(phrase({ a: '{x} {y} {constructor}' }, 'a', { x: '{y}' })).toBe('{y} {y} {constructor}');
  });
});
