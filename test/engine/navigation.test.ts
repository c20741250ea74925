import { sample } from './scripts.ts';
import { createTalk } from './talk.ts';

const script = sample();
const started = () => createTalk(script).start();
const deep = () => started().press('Не получается войти').press('Не приходит код').press('Кода всё нет');
const form = () => started().press('Ошибка на сайте').write('запись к врачу').write('ошибка 500');

describe('ways back', () => {
  test('every scene offers a person last of the main buttons, then the ways back', () => {
    const kinds = deep()
      .said()
      .at(-1)
      ?.options.map(({ kind }) => kind);
    expect(kinds).toEqual(['choice', 'choice', 'operator', 'back', 'home']);
    expect(
      form()
        .said()
        .at(-1)
        ?.options.map(({ kind }) => kind),
    ).toEqual(['operator', 'back', 'home', 'cancel']);
  });

  test.each(['назад', 'Назад', 'вернуться', 'НАЗАД!', 'назат', 'yfpfl'])('«%s» does what «Назад» does', (words) => {
    expect(deep().write(words).state().at).toEqual(deep().press('Назад').state().at);
    expect(deep().write(words).state().at.scene).toBe('no-code');
  });

  test.each(['в начало', 'меню', '/start', 'Главное меню', 'd yfxfkj'])('«%s» does what «В начало» does', (words) => {
    expect(deep().write(words).state().at).toEqual(script.scenarios.menu);
    expect(deep().write(words).active()).not.toBeNull();
  });

  test('a button may be typed, in any case, or called by its number', () => {
    expect(started().write('не получается ВОЙТИ').state().at.scenario).toBe('login-problem');
    expect(started().write('2').state().at.scenario).toBe('tech-error');
    expect(started().write('5').active()?.status).toBe('queued');
    expect(started().write('6').state().at).toEqual(script.scenarios.menu);
  });

  test('«Назад» forgets the answer that was left', () => {
    const back = form().press('Назад');
    expect(back.state().at.scene).toBe('code');
    expect(Object.keys(back.state().slots)).toEqual(['service']);
    back.press('Назад');
    expect(back.state().slots).toEqual({});
    expect(back.text()).toContain('На какой услуге');
  });

  test('«Назад» where there is nowhere to go shows the menu', () => {
    expect(started().write('назад').text()).toContain('Выберите тему');
  });

  test.each(['Отмена', 'отмена', 'отменить'])('«%s» leaves the form and forgets what was typed', (words) => {
    const left = form().write(words);
    expect(left.state().slots).toEqual({});
    expect(left.state().at).toEqual(script.scenarios.menu);
    expect(left.text()).toContain('Введённое не сохранено');
    expect(left.active()).not.toBeNull();
  });

  test('coming to a form anew starts it clean', () => {
    const anew = form().press('В начало').press('Ошибка на сайте');
    expect(anew.state().slots).toEqual({});
  });

  test('«Назад» from an answer takes the ticket up again', () => {
    const answered = started().press('Не получается войти').press('Не подходит пароль').press('Пароль восстановлен');
    expect(answered.active()?.status).toBe('answered');
    answered.press('Назад');
    expect(answered.active()?.status).toBe('bot');
    expect(answered.jobs().size).toBe(0);
    expect(answered.state().at.scene).toBe('password');
  });
});
