import { sample } from './scripts.ts';
import { createTalk } from './talk.ts';

const script = sample();
const talk = () => createTalk(script);
const started = () => talk().start();

describe('the first screen', () => {
  test('the bot names itself, warns of passwords once, and offers four topics and a person', () => {
    const first = started();
    expect(first.text()).toContain('Я бот поддержки «Портал услуг (демо)»');
    expect(first.text()).toContain('Не пишите здесь пароли и коды из СМС');
    expect(first.labels()).toEqual([
      'Не получается войти',
      'Ошибка на сайте',
      'Статус обращения',
      'Файлы и телефон',
      'Перейти к оператору',
    ]);
    expect(first.start().text()).not.toContain('паролей');
    expect(first.text()).toContain('Снова здравствуйте');
  });

  test('a citizen whose first word comes without «start» is greeted before the answer', () => {
    const first = talk().write('забыл пароль, как восстановить');
    expect(first.said()).toHaveLength(2);
    expect(first.said()[0]?.text).toMatch(/^Здравствуйте! Я бот[^]*Обращение № /u);
    expect(first.said()[1]?.text).toBe('Что мешает войти?');
    expect(first.write('назад').text()).not.toContain('Я бот');
  });

  test.each(['/start', 'привет', 'Добрый день!', 'спасибо', 'спс', 'в начало', 'меню', 'назад', 'отмена', 'да', 'нет'])(
    '«%s» opens no ticket',
    (text) => {
      const said = started().write(text);
      expect(said.active()).toBeNull();
      expect(said.said().length).toBeGreaterThan(0);
      expect(said.labels()).toContain('Перейти к оператору');
    },
  );

  test.each(['', '   ', '\u200b', '👍', '🙂🙂', '?!', ')))))'])('«%s» is asked to be put into words', (text) => {
    const said = started().write(text);
    expect(said.text()).toBe('Напишите вопрос текстом.');
    expect(said.active()).toBeNull();
    expect(said.labels()).toContain('Перейти к оператору');
  });

  test('/start in the middle of a talk shows the menu and keeps the ticket', () => {
    const asked = started().press('Не получается войти');
    const number = asked.active()?.number;
    asked.start();
    expect(asked.text()).toContain('Выберите тему');
    expect(asked.active()?.number).toBe(number);
    expect(asked.labels()).toContain('Назад');
    expect(asked.press('Назад').text()).toBe('Что мешает войти?');
  });

  test('an outdated button is told, and the present scene comes again', () => {
    const asked = started().press('Не получается войти').hear({ kind: 'stale' });
    expect(asked.text()).toBe('Меню устарело. Вот где мы сейчас.\n\nЧто мешает войти?');
    expect(asked.labels()[0]).toBe('Не приходит код');
    const before = asked.state().at;
    expect(asked.hear({ kind: 'press', index: 99 }).text()).toContain('Меню устарело');
    expect(asked.hear({ kind: 'press', index: -1 }).text()).toContain('Меню устарело');
    expect(asked.state().at).toEqual(before);
  });
});

describe('a ticket', () => {
  test('opens with the first topic button, its number first, and tells once that this is no обращение', () => {
    const asked = started().press('Не получается войти');
    expect(asked.effects()[0]).toEqual({ kind: 'open', title: 'Регистрация и вход', category: 'registration' });
    expect(asked.said()[0]?.text).toBe(
      'Обращение № 26-004818-3\n\nЭто чат поддержки, а не обращение по закону № 59-ФЗ. ' +
        'Официальное обращение примет форма «Обратная связь» внизу главной страницы https://www.gosuslugi.ru.',
    );
    expect(asked.start().press('Ошибка на сайте').text()).not.toContain('59-ФЗ');
    expect(asked.tickets()).toHaveLength(1);
    expect(asked.effects()).toContainEqual({ kind: 'about', title: 'Ошибка на сайте', category: 'technical' });
  });

  test('opens with the first topic put in words', () => {
    const asked = started().write('Не могу войти в личный кабинет');
    expect(asked.active()).toMatchObject({ title: 'Регистрация и вход', status: 'bot' });
    expect(asked.state().question).toBe('Не могу войти в личный кабинет');
  });

  test('opens with a question that was not understood, under the citizen’s own words', () => {
    const asked = started().write('Почём нынче гречка на рынке');
    expect(asked.active()).toMatchObject({ title: 'Почём нынче гречка на рынке', status: 'bot' });
    expect(asked.text()).toContain('Обращение № 26-004818-3');
    expect(asked.text()).toContain('Не получилось понять вопрос');
  });

  test('opens with a call for a person', () => {
    const asked = started().press('Перейти к оператору');
    expect(asked.active()).toMatchObject({ title: 'Вопрос оператору', status: 'queued' });
    expect(asked.said()[0]?.text).toContain('Обращение № 26-004818-3');
    expect(asked.said()[1]?.text).toContain('Передаю ваш вопрос оператору');
  });

  test('does not open with a further menu page or a question about the status', () => {
    expect(started().press('Файлы и телефон').active()).toBeNull();
    expect(started().press('Статус обращения').active()).toBeNull();
    expect(started().write('где посмотреть мои обращения').active()).toBeNull();
  });

  test('pins the scenarios until it is over', () => {
    const asked = started();
    expect(asked.state().version).toBeNull();
    asked.write('телефон горячей линии');
    expect(asked.state().version).toBe(script.scenarios.version);
    asked.press('Да, помогло');
    expect(asked.state().version).toBeNull();
  });

  test('after it is over, the next question opens another one that names the earlier', () => {
    const asked = started().write('телефон горячей линии').press('Да, помогло').write('сайт выдаёт ошибку');
    expect(asked.tickets()).toHaveLength(2);
    expect(asked.said()[0]?.text).toContain('Обращение № 26-004820');
    expect(asked.said()[0]?.text).toContain('Оно связано с прежним, № 26-004818-3');
    expect(asked.said()[0]?.text).toContain('59-ФЗ');
  });
});
