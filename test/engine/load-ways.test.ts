import { edited, lineOf, one, problemsOf, scenario, sampleText } from './problems.ts';

describe('labels', () => {
  test('a label over forty signs is refused', () => {
    const long = 'Не получается войти в личный кабинет никак';
    expect(long.length).toBe(42);
    const problem = one(edited('menu.yml', 'Не получается войти: login-problem', `${long}: login-problem`));
    expect(problem.what).toContain('длиннее 40 знаков: 42');
    expect(problem.line).toBe(lineOf(sampleText('menu.yml'), 'Не получается войти'));
  });

  test('more than five main buttons, the person included, are refused', () => {
    const problem = one(
      edited('menu.yml', '      Ошибка на сайте: tech-error\n', '      Ошибка на сайте: tech-error\n      Ещё: more\n'),
    );
    expect(problem.what).toBe('Кнопок 6 вместе с «Перейти к оператору», а помещается 5.');
    expect(problem.cure).toContain('не больше 4');
  });

  test('«Пропустить» needs room too, and a form is not endless', () => {
    const choices = '    answer: choice\n    choices: [а, б, в, г]\n    optional: true\n';
    const ask = `  a:\n    ask: Что?\n    slot: s\n    label: С\n${choices}    next: z\n  z:\n    title: Всё\n    end: Всё.\n`;
    expect(one(scenario(ask)).cure).toContain('не больше 3');
    const many = edited(
      'tech-error.yml',
      'slots: [service, error, moment, done]',
      'slots: [service, error, moment, done, number, service, error, moment, done, number]',
    );
    expect(one(many).what).toContain('Полей 10');
  });

  test('buttons that the bot gives itself, equal ones and bare numbers are refused', () => {
    const menuWith = (label: string) => edited('menu.yml', 'Требования к файлам: attachments', `${label}: attachments`);
    expect(one(menuWith('назад')).what).toContain('бот ставит сам');
    expect(one(menuWith('Перейти к оператору')).what).toContain('бот ставит сам');
    expect(one(menuWith('телефон поддержки')).what).toContain('Две одинаковые');
    expect(one(menuWith('"112"')).what).toContain('не слово');
  });
});

describe('ways', () => {
  test('an unknown target is refused', () => {
    const problem = one(edited('menu.yml', 'Телефон поддержки: phone', 'Телефон поддержки: telephone'));
    expect(problem).toMatchObject({ file: 'menu.yml', what: 'Некуда идти: «telephone» не найдено.' });
    expect(problem.line).toBe(lineOf(sampleText('menu.yml'), 'Телефон поддержки: phone'));
    expect(one(edited('menu.yml', 'Телефон поддержки: phone', 'Телефон поддержки: phone/nowhere')).what).toContain(
      'phone/nowhere',
    );
    expect(one(edited('phone.yml', 'start: checked', 'start: check')).what).toBe('Нет сцены «check».');
  });

  test('a scene of another scenario may be named', () => {
    expect(problemsOf(edited('menu.yml', 'Телефон поддержки: phone', 'Телефон поддержки: phone/call'))).toEqual([]);
  });

  test('a scene that nothing leads to is refused', () => {
    const problem = one(edited('login-problem.yml', '      Номер сменился: number-changed\n', ''));
    expect(problem.what).toBe('До сцены «number-changed» нельзя дойти.');
    expect(problem.line).toBe(lineOf(sampleText('login-problem.yml'), '  number-changed:') - 1);
  });

  test('a dead end is refused', () => {
    const problem = one(scenario('  a:\n    title: Раз\n    say: Раз.\n'));
    expect(problem).toMatchObject({ file: 'extra.yml', line: 5, what: 'Сцена «a» — тупик: дальше некуда.' });
  });

  test('a circle without an exit is refused', () => {
    const circle =
      '  a:\n    title: А\n    say: А.\n    buttons: {Дальше: b}\n  b:\n    title: Б\n    say: Б.\n    buttons: {Ещё: a}\n';
    const problems = problemsOf(scenario(circle));
    expect(problems.map(({ line, what }) => [line, what.includes('нет выхода')])).toEqual([
      [5, true],
      [9, true],
    ]);
  });

  test('a circle that asks nothing is refused', () => {
    const spin =
      '  a:\n    branch: [{fact: has-ticket, is: true, to: b}]\n    otherwise: z\n' +
      '  b:\n    branch: [{fact: has-tickets, is: true, to: a}]\n    otherwise: z\n  z:\n    title: Я\n    end: Я.\n';
    expect(problemsOf(scenario(spin)).map(({ what }) => what)).toEqual([
      'Сцена «a» ходит по кругу, ничего не спрашивая.',
      'Сцена «b» ходит по кругу, ничего не спрашивая.',
    ]);
  });

  test('a scene that leads to no department has no way to a person', () => {
    const problem = one(edited('tech-error.yml', 'handoff: technical', 'handoff: technik'));
    expect(problem.what).toBe('Нет отдела «technik»: до оператора не дойти.');
    const category = one(edited('phone.yml', 'category: general', 'category: phones'));
    expect(category.what).toBe('Нет категории «phones»: вопрос не дойдёт до оператора.');
  });

  test('a sub-scenario is called, and never by itself', () => {
    const back = '  a:\n    title: А\n    say: А.\n    buttons: {Дальше: b}\n  b:\n    return: true\n';
    expect(problemsOf(scenario(back)).map(({ what }) => what)).toEqual([
      'Из сцены «a» нет выхода: по кругу, без ответа и без оператора.',
      'Сцена «b» — тупик: сценарий «extra» никто не вызывает, возвращаться некуда.',
      'Сценарий «extra» отвечает на вопросы, а кончается словом return.',
    ]);
    const self =
      '  a:\n    title: А\n    say: А.\n    buttons: {Дальше: b, Хватит: z}\n  b:\n    call: extra\n    next: z\n  z:\n    title: Я\n    end: Я.\n';
    expect(one(scenario(self)).what).toBe('Сценарий «extra» вызывает сам себя.');
  });

  test('branches ask a complete question about known things', () => {
    const branch = (when: string) =>
      scenario(
        `  a:\n    branch: [{${when}, to: z}]\n    otherwise: y\n  y:\n    title: И\n    end: И.\n  z:\n    title: Я\n    end: Я.\n`,
      );
    expect(one(branch('fact: raining, is: true')).what).toBe('Нет признака «raining».');
    expect(one(branch('slot: rain, is: да')).what).toBe('Поле «rain» никто не спрашивает.');
    expect(problemsOf(branch('slot: moment')).map(({ what }) => what)).toContain('Условие записано не полностью.');
    expect(problemsOf(branch('slot: moment, filled: true'))).toEqual([]);
  });

  test('a question of choice has choices, one of words an example', () => {
    const ask = (lines: string) =>
      scenario(
        `  a:\n    ask: Что?\n    slot: s\n    label: С\n${lines}    next: z\n  z:\n    title: Я\n    end: Я.\n`,
      );
    expect(one(ask('    answer: choice\n')).what).toBe('Не из чего выбирать.');
    expect(one(ask('    answer: datetime\n    choices: [а, б]\n')).what).toContain('answer не choice');
    expect(one(ask('    answer: text\n')).what).toBe('Нет примера ответа.');
  });
});

describe('frames', () => {
  test('a scenario name is given once', () => {
    const problem = one({ 'zz.yml': sampleText('phone.yml') });
    expect(problem).toMatchObject({ file: 'zz.yml', line: 1, what: 'Сценарий «phone» уже есть в файле phone.yml.' });
  });

  test('a scene is not named like a scenario', () => {
    const problem = one(scenario('  phone:\n    title: А\n    end: А.\n'));
    expect(problem.what).toBe('Сцена «phone» называется так же, как сценарий.');
  });

  test('a topic needs three examples', () => {
    const text = 'scenario: extra\ntitle: Ещё\nexamples: [раз, два]\nscenes:\n  a:\n    title: А\n    end: А.\n';
    expect(one({ 'extra.yml': text })).toMatchObject({ line: 3, what: 'Примеров вопроса 2, нужно не меньше 3.' });
    const none = text.replace('examples: [раз, два]', 'opens-ticket: false');
    expect(problemsOf({ 'extra.yml': none }).map(({ what }) => what)).toContain(
      'opens-ticket есть, а примеров вопроса нет.',
    );
  });

  test('the menu begins with buttons and answers nothing itself', () => {
    const ask = edited('menu.yml', 'start: topics', 'start: first');
    const text = `${ask['menu.yml'] ?? ''}\n  first:\n    branch: [{fact: has-ticket, is: true, to: topics}]\n    otherwise: topics\n`;
    expect(one({ 'menu.yml': text }).what).toContain('Меню должно начинаться сценой say');
    expect(one(edited('menu.yml', 'start: topics', 'examples: [а б, в г, д е]\nstart: topics')).what).toContain(
      'не отвечает',
    );
  });
});
