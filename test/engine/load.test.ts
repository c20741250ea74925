import { loadScenarios } from '../../core/engine/load.ts';
import { requiredPhrases } from '../../core/engine/phrase-keys.ts';
import { edited, lineOf, one, problemsOf, scenario, sampleText } from './problems.ts';
import { filesWith, sampleFiles } from './scripts.ts';

describe('the sample folder', () => {
  test('loads, with five topics and the menu first', () => {
    const loaded = loadScenarios(sampleFiles());
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    expect([...loaded.scenarios.topics.keys()].sort()).toEqual([
      'attachments',
      'login-problem',
      'phone',
      'status',
      'tech-error',
    ]);
    expect(loaded.scenarios.menu).toEqual({ scenario: 'menu', scene: 'topics' });
    expect(loaded.organisation.categories).toHaveLength(6);
    expect(loaded.organisation.departments.filter(({ expert }) => expert)).toHaveLength(1);
    expect(loaded.phrases['status-queued']).toBe('В очереди');
    expect(loaded.phrases['greeting']).toContain('Портал услуг (демо)');
  });

  test('has a version that follows the texts, not the order of files, line ends or transcripts', () => {
    const version = (files: Parameters<typeof loadScenarios>[0]): string => {
      const loaded = loadScenarios(files);
      return loaded.ok ? loaded.scenarios.version : 'refused';
    };
    const sample = version(sampleFiles());
    expect(sample).toMatch(/^[0-9a-f]{64}$/u);
    expect(version([...sampleFiles()].reverse())).toBe(sample);
    expect(version(sampleFiles().map((file) => ({ ...file, text: file.text.replaceAll('\n', '\r\n') })))).toBe(sample);
    expect(version([...sampleFiles(), { path: 'transcripts/x.yml', text: '[' }])).toBe(sample);
    expect(version(filesWith(edited('phone.yml', 'По какому номеру', 'По которому номеру')))).not.toBe(sample);
  });
});

describe('reading a file', () => {
  test('broken YAML is told with its line', () => {
    const problem = one(edited('phone.yml', 'title: Телефон поддержки\n', 'title: Телефон: поддержки\n'));
    expect(problem).toMatchObject({ file: 'phone.yml', line: 2 });
    expect(problem.cure).toContain('кавычках');
  });

  test('the same key twice is refused', () => {
    const problem = one(edited('phone.yml', 'category: general\n', 'category: general\ncategory: general\n'));
    expect(problem).toMatchObject({ file: 'phone.yml', what: expect.stringContaining('дважды') as string });
  });

  test('an unknown key is refused, with its line', () => {
    const problem = one(edited('tech-error.yml', '    optional: true', '    optinal: true'));
    expect(problem.what).toBe('Неизвестное слово «optinal».');
    expect(problem.line).toBe(lineOf(sampleText('tech-error.yml'), 'optional: true'));
  });

  test.each([
    ['a number where words belong', edited('phone.yml', 'title: Телефон поддержки', 'title: 2026'), '"2026"'],
    [
      'a dash without its space',
      { 'extra.yml': 'scenario: extra\ntitle: Ещё\nexamples:\n  -раз\nscenes: {}\n' },
      '«- текст»',
    ],
    ['a category in Russian', edited('phone.yml', 'category: general', 'category: печать'), 'general ('],
  ])('%s: the cure says how it is written', (_, changes, cure) => {
    expect(problemsOf(changes)[0]?.cure).toContain(cure);
  });

  test('a line that is no «name: value» is told in words', () => {
    expect(one(edited('phone.yml', 'title: Телефон поддержки', 'title:Телефон поддержки')).what).toMatch(
      /двоеточия или пробела|соседними/u,
    );
  });

  test('a missing key is told by its name', () => {
    expect(one(edited('phone.yml', 'title: Телефон поддержки\n', '')).what).toBe('Не хватает строки «title».');
    expect(one(scenario('  a:\n    end: Ответ.\n')).what).toBe('Не хватает строки «title».');
  });

  test('a value of another kind is refused', () => {
    expect(one(edited('status.yml', 'opens-ticket: false', 'opens-ticket: нет')).what).toContain('true или false');
    expect(one(edited('tech-error.yml', 'answer: datetime', 'answer: date')).cure).toContain('datetime');
    expect(one(edited('phone.yml', 'scenario: phone', 'scenario: Телефон')).what).toContain('записано не так');
  });

  test('a scene does exactly one thing', () => {
    expect(one(scenario('  a:\n    title: Раз\n')).what).toBe('Сцена «a» ничего не делает.');
    expect(one(scenario('  a:\n    title: Раз\n    say: Раз.\n    end: Два.\n')).what).toContain('два дела: say, end');
    expect(one(scenario('  Сцена:\n    title: Раз\n    end: Два.\n')).what).toContain('Имя сцены');
    expect(one(scenario('  {}\n')).what).toContain('ни одной сцены');
  });

  test.each(['organisation.yml', 'phrases.yml', 'menu.yml'])('the folder needs %s', (path) => {
    expect(one({ [path]: null })).toMatchObject({ file: path, what: `Нет файла ${path}.` });
  });

  test('all problems come at once, in the order of files and lines', () => {
    const problems = problemsOf({
      ...edited('phone.yml', 'category: general', 'category: nothing'),
      ...edited('attachments.yml', 'PNG или JPEG', '{picture}'),
      ...edited('phrases.yml', 'miss: ', 'mis: '),
    });
    expect(problems.map(({ file }) => file)).toEqual(['attachments.yml', 'phone.yml', 'phrases.yml', 'phrases.yml']);
  });
});

describe('facts', () => {
  test.each([
    ['8 800 555-35-35', 'Телефон'],
    ['+7 (495) 777-77-77', 'Телефон'],
    ['help@portal.ru', 'Адрес почты'],
    ['119021, г. Москва', 'Почтовый адрес'],
    ['приходите на ул. Тверская', 'Почтовый адрес'],
    ['звоните с 9 до 18', 'Часы работы'],
    ['работаем 09:00–21:00', 'Часы работы'],
    ['звоните до 18:00', 'Часы работы'],
    ['отвечаем пн–пт', 'Часы работы'],
    ['смотрите на https://portal.example', 'Адрес сайта'],
    ['откройте www.portal.example', 'Адрес сайта'],
    ['зайдите на gosuslugi.ru', 'Адрес сайта'],
  ])('«%s» in a text is refused', (words, name) => {
    const problem = one(edited('attachments.yml', 'end: Хорошо.', `end: Хорошо, ${words}.`));
    expect(problem.what).toBe(`${name} вписан прямо в текст.`);
    expect(problem.cure).toContain('organisation.yml');
    expect(problem.line).toBe(lineOf(sampleText('attachments.yml'), 'end: Хорошо.'));
    expect(one(edited('phrases.yml', 'cancelled: Хорошо', `cancelled: ${words}. Хорошо`)).what).toContain(name);
  });

  test('a fact in what the operator reads is refused too: title, tried, label', () => {
    const title = one(edited('attachments.yml', 'title: Требования понятны', 'title: Звонить на 8 800 555-35-35'));
    expect(title.what).toBe('Телефон вписан прямо в текст.');
    const tried = one(edited('phone.yml', 'tried: Телефон горячей линии', 'tried: Сайт gosuslugi.ru'));
    expect(tried).toMatchObject({ file: 'phone.yml', what: 'Адрес сайта вписан прямо в текст.' });
    expect(tried.line).toBe(lineOf(sampleText('phone.yml'), 'tried: Телефон горячей линии'));
    expect(one(edited('tech-error.yml', 'label: Что уже сделано', 'label: Писал на info@portal.ru')).what).toBe(
      'Адрес почты вписан прямо в текст.',
    );
  });

  test.each([
    'ошибка 5023',
    'напишите «вчера в 14:30»',
    'версия 2.0',
    'т.е. так',
    'до 5 МБ',
    'через 48 часов',
    'ответ за 3–5 дней',
    'заявление 2834756123',
  ])('«%s» is no fact of that kind', (words) => {
    expect(problemsOf(edited('attachments.yml', 'end: Хорошо.', `end: Хорошо, ${words}.`))).toEqual([]);
  });

  test('the placeholder of a hidden e-mail is refused anywhere, a comment included', () => {
    const problem = one(edited('organisation.yml', '# У каждого', '# [email protected]\n# У каждого'));
    expect(problem).toMatchObject({
      file: 'organisation.yml',
      line: lineOf(sampleText('organisation.yml'), '# У каждого'),
    });
    expect(
      one(edited('phone.yml', 'examples:', 'examples:\n  - "[email\u00a0protected] [Email Protected]"')).file,
    ).toBe('phone.yml');
  });

  test('an unknown insert is refused in scenes and in phrases', () => {
    expect(one(edited('phone.yml', '{contact.hotline}', '{contact.hotlin}')).what).toBe(
      'Неизвестная вставка {contact.hotlin}.',
    );
    expect(one(edited('status.yml', '{slot.number}', '{slot.nomer}')).what).toContain('{slot.nomer}');
    const problem = one(edited('phrases.yml', 'операторов, обращение № {number}', 'операторов, обращение № {nomer}'));
    expect(problem.what).toContain('{nomer}');
    expect(problem.cure).toContain('{number}');
  });

  test('a phrase that is missing or unknown is refused', () => {
    for (const key of ['joined', 'status-expert', 'dispute-returned'] as const) {
      expect(requiredPhrases).toContain(key);
      const text = sampleText('phrases.yml');
      const line = text.split('\n').find((known) => known.startsWith(`${key}:`)) ?? '';
      expect(one({ 'phrases.yml': text.replace(`${line}\n`, '') }).what).toBe(`Нет фразы «${key}».`);
    }
    expect(one({ 'phrases.yml': `${sampleText('phrases.yml')}\nbye: Пока.\n` }).what).toBe('Неизвестная фраза «bye».');
  });

  test('the button to a person is called the same everywhere', () => {
    expect(
      one(edited('phrases.yml', 'button-operator: Перейти к оператору', 'button-operator: Оператор')).cure,
    ).toContain('«Перейти к оператору»');
  });
});

describe('the organisation', () => {
  test('a category leads to a known department', () => {
    const problem = one(edited('organisation.yml', 'department: payments', 'department: payment'));
    expect(problem.what).toBe('Нет отдела «payment».');
    expect(problem.line).toBe(lineOf(sampleText('organisation.yml'), 'department: payments'));
  });

  test('without the general category a question has no way to a person', () => {
    const text = sampleText('organisation.yml').replace(
      '  - id: general\n    title: Общие вопросы и предложения',
      '  - id: other\n    title: Другое',
    );
    const problems = problemsOf({ 'organisation.yml': text });
    expect(problems.map(({ what }) => what)).toContain(
      'Нет категории «general»: вопрос без категории не дойдёт до оператора.',
    );
  });

  test('a name is given once, a zone is known, a fact holds no insert', () => {
    expect(one(edited('organisation.yml', '- id: experts', '- id: general')).what).toContain('уже занято');
    expect(one(edited('organisation.yml', 'zone: Europe/Moscow', 'zone: Moscow')).what).toContain('часового пояса');
    expect(one(edited('organisation.yml', 'value: 8 800 555-35-35', 'value: "{organisation}"')).what).toContain(
      'скобка',
    );
    expect(one(edited('organisation.yml', 'confirm-hours: 72', 'confirm-hours: 0')).what).toContain('confirm-hours');
  });
});
