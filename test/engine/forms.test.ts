import { sample } from './scripts.ts';
import { createTalk } from './talk.ts';

const script = sample();
const form = () => createTalk(script).start().press('Ошибка на сайте');
const moment = () => form().write('запись к врачу').press('Пропустить');
const summary = () => moment().write('вчера в 14:30').write('обновил страницу');
const day = 24 * 3_600_000;

describe('questions of a form', () => {
  test('an answer is kept as typed and the next question comes', () => {
    const next = form().write('  запись к врачу ');
    expect(next.state().slots['service']).toEqual({ label: 'Услуга или страница', value: 'запись к врачу' });
    expect(next.text()).toContain('Какой код');
  });

  test('words of small talk are answers here', () => {
    expect(form().write('спасибо').state().slots['service']?.value).toBe('спасибо');
    expect(form().write('нет').state().slots['service']?.value).toBe('нет');
  });

  test('a bare number is an answer, not a button', () => {
    expect(form().write('2').state().slots['service']?.value).toBe('2');
  });

  test('an empty line is no answer', () => {
    const asked = form().write(' \u200b ');
    expect(asked.text()).toContain('Напишите ответ словами.');
    expect(asked.text()).toContain('На какой услуге');
    expect(asked.state().slots).toEqual({});
  });

  test('an overlong answer is refused with its limit', () => {
    expect(form().write('а'.repeat(2001)).text()).toContain('2000');
  });

  test('an optional question may be skipped, by button and by word', () => {
    expect(form().write('портал').labels()[0]).toBe('Пропустить');
    expect(form().write('портал').write('пропустить').text()).toContain('Когда это случилось');
  });

  test('wrong input is explained with an example; at the third time a person is offered', () => {
    const asked = moment().write('не помню');
    expect(asked.text()).toContain('28.02.2026 14:30');
    expect(asked.text()).not.toContain('Перейти к оператору');
    asked.write('давно');
    expect(asked.text()).not.toContain('Перейти к оператору');
    asked.write('хз');
    expect(asked.text()).toContain('Нажмите «Перейти к оператору»');
    expect(asked.labels()).toContain('Перейти к оператору');
    expect(asked.write('вчера в 14:30').state().wrong).toBe(0);
  });

  test('the dossier of a citizen who gave up on a question says so', () => {
    const gone = moment().write('не помню').write('давно').write('хз').press('Перейти к оператору');
    expect(gone.dossier()?.reason).toBe('Не получилось заполнить анкету');
  });

  test('wrong input that speaks of another topic offers that topic', () => {
    const asked = moment().write('забыл пароль, как восстановить');
    expect(asked.labels()[0]).toBe('Регистрация и вход');
    expect(asked.labels()).toContain('Перейти к оператору');
    expect(asked.press('Регистрация и вход').text()).toContain('Что мешает войти?');
  });

  test('a person comes from inside a form by words too', () => {
    expect(moment().write('оператор').active()?.status).toBe('queued');
  });
});

describe('the summary of a form', () => {
  test('lists every answer, a skipped one included', () => {
    expect(summary().text()).toBe(
      'Проверьте введённые данные и нажмите «Отправить».\n\n' +
        'Услуга или страница: запись к врачу\nКод или текст ошибки: не указано\n' +
        'Дата и время проблемы: 28.02.2026 14:30\nЧто уже сделано: обновил страницу',
    );
  });

  test('«Исправить» asks which answer, asks it again and comes back', () => {
    const fixing = summary().press('Исправить');
    expect(fixing.labels().slice(0, 5)).toEqual([
      'Услуга или страница',
      'Код или текст ошибки',
      'Дата и время проблемы',
      'Что уже сделано',
      'Перейти к оператору',
    ]);
    fixing.press('Дата и время проблемы').write('сегодня в 9:15');
    expect(fixing.text()).toContain('Дата и время проблемы: 01.03.2026 09:15');
    expect(fixing.text()).toContain('Что уже сделано: обновил страницу');
    expect(fixing.labels()[0]).toBe('Отправить');
  });

  test('«Назад» out of a correction keeps the answer', () => {
    const kept = summary().press('Исправить').press('Дата и время проблемы').press('Назад');
    expect(kept.text()).toContain('28.02.2026 14:30');
    expect(kept.labels()[0]).toBe('Отправить');
  });

  test('any other words ask to press a button and lose nothing', () => {
    const asked = summary().write('ой');
    expect(asked.text()).toContain('«Отправить» или «Исправить»');
    expect(Object.keys(asked.state().slots)).toHaveLength(3);
    expect(asked.write('да').active()?.status).toBe('queued');
  });

  test('«Отправить» passes everything to the department of the form', () => {
    const sent = summary().press('Отправить');
    expect(sent.effects()).toContainEqual(
      expect.objectContaining({ kind: 'handoff', department: 'technical', priority: 'normal' }),
    );
    expect(sent.dossier()).toEqual({
      wants: 'Ошибка на сайте',
      path: [
        'Услуга или страница',
        'Код или текст ошибки',
        'Дата и время проблемы',
        'Что уже сделано',
        'Проверка анкеты',
        'Анкета об ошибке отправлена',
      ].map((title) => ({ title, at: expect.any(Number) as number })),
      slots: [
        { label: 'Услуга или страница', value: 'запись к врачу' },
        { label: 'Дата и время проблемы', value: '28.02.2026 14:30' },
        { label: 'Что уже сделано', value: 'обновил страницу' },
      ],
      tried: [],
      reason: 'По сценарию: Анкета об ошибке отправлена',
    });
  });
});

describe('a citizen who comes back to a form after a day', () => {
  test('is asked whether to go on, and goes on where they were', () => {
    const back = moment()
      .wait(day + 1)
      .write('вчера в 14:30');
    expect(back.text()).toBe('Вы вернулись к незаконченной анкете. Продолжить или заново?');
    expect(back.labels()).toEqual(['Продолжить', 'Заново', 'Перейти к оператору', 'В начало', 'Отмена']);
    back.write('что?');
    expect(back.text()).toContain('Выберите «Продолжить» или «Заново»');
    back.press('Продолжить');
    expect(back.text()).toContain('Когда это случилось');
    expect(back.state().slots['service']?.value).toBe('запись к врачу');
  });

  test('may begin anew, by word', () => {
    const anew = moment()
      .wait(day + 1)
      .press('Перейти к оператору');
    expect(anew.active()?.status).toBe('queued');
    const again = moment()
      .wait(day + 1)
      .write('я вернулся')
      .write('заново');
    expect(again.text()).toContain('На какой услуге');
    expect(again.state().slots).toEqual({});
  });

  test('is not asked when less time has passed, or outside of a form', () => {
    expect(
      moment()
        .wait(day - 60_000)
        .write('вчера в 14:30')
        .text(),
    ).toContain('Что вы уже попробовали');
    const menu = createTalk(script)
      .start()
      .wait(3 * day);
    expect(menu.press('Файлы и телефон').text()).toBe('Что подсказать?');
  });

  test('reaches a person, the menu and the cancel at once', () => {
    expect(
      moment()
        .wait(day + 1)
        .write('позовите оператора')
        .active()?.status,
    ).toBe('queued');
    expect(
      moment()
        .wait(day + 1)
        .write('я тут')
        .write('меню')
        .state().at,
    ).toEqual(script.scenarios.menu);
    expect(
      moment()
        .wait(day + 1)
        .write('я тут')
        .press('Отмена')
        .state().slots,
    ).toEqual({});
  });
});
