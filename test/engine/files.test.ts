import { shipped } from './scripts.ts';
import { createTalk, type Talk } from './talk.ts';

const script = shipped();
const started = (): Talk => createTalk(script).start();
const send = (talk: Talk, text = '', files = 1): Talk => talk.hear({ kind: 'text', text, files });
const inForm = (): Talk => started().write('сайт выдаёт ошибку');

describe('a citizen sends files', () => {
  test('at the menu: a ticket opens, the bot thanks, says who will read them, and shows the menu', () => {
    const talk = send(started());
    expect(talk.active()).toMatchObject({ status: 'bot', title: 'Вопрос с файлом' });
    expect(talk.text()).toContain('Обращение № 26-004818-3');
    expect(talk.text()).toContain('файл получили');
    expect(talk.text()).toContain('Выберите тему');
    expect(talk.labels()).toContain('Перейти к оператору');
  });

  test('before the bot has said anything: it names itself first', () => {
    const talk = send(createTalk(script));
    expect(talk.text()).toMatch(/^Здравствуйте! Я бот[\s\S]*Обращение №[\s\S]*файл получили/u);
  });

  test('with a question: thanked, and the question is answered under one number, as without files', () => {
    const talk = send(started(), 'забыл пароль');
    expect(talk.tickets()).toHaveLength(1);
    expect(talk.active()?.title).toBe(started().write('забыл пароль').active()?.title);
    expect(talk.text().match(/файл получили/gu)).toHaveLength(1);
    expect(talk.state().at).toEqual(started().write('забыл пароль').state().at);
  });

  test('with thanks or a greeting: a file opens a ticket where words alone would not', () => {
    expect(started().write('привет').active()).toBeNull();
    expect(send(started(), 'привет').active()).not.toBeNull();
  });

  test('with «оператор»: handed off at once, the number said once', () => {
    const talk = send(started(), 'оператор');
    expect(talk.active()?.status).toBe('queued');
    expect(talk.text().match(/26-004818-3/gu)).toHaveLength(1);
  });

  test('in a form: no wrong answer, the same question again', () => {
    const form = inForm();
    const before = form.state();
    const talk = send(send(send(form)));
    expect(talk.state()).toMatchObject({ at: before.at, wrong: 0, slots: before.slots });
    expect(talk.text()).toContain('На какой услуге');
    expect(talk.text()).not.toContain('Напишите ответ словами');
  });

  test('in a form, with words: the words are the answer', () => {
    const form = inForm();
    const { at } = form.state();
    const talk = send(form, 'Запись к врачу');
    expect(talk.state().at).not.toEqual(at);
    expect(talk.text()).toContain('файл получили');
  });

  test('back after a long break in a form: asked whether to go on', () => {
    const talk = send(inForm().wait(72 * 3_600_000));
    expect(talk.text()).toContain('файл получили');
    expect(talk.state().mode.kind).toBe('returning');
    expect(send(talk).labels()).toContain('Продолжить');
  });

  test('in the queue and while an operator has it: the bot is silent, the ticket knows that the citizen wrote', () => {
    const queued = send(started().write('оператор'));
    expect(queued.effects()).toEqual([{ kind: 'ticket', event: 'citizen-wrote' }]);
    const live = send(started().write('оператор').operator('takes').operator('asks'), 'вот снимок');
    expect(live.said()).toEqual([]);
    expect(live.active()?.status).toBe('active');
  });

  test('instead of «Помогло?» after the bot: the same number goes on, silence no longer closes it', () => {
    const talk = send(started().write('телефон горячей линии'));
    expect(talk.active()).toMatchObject({ number: '26-004818-3', status: 'bot' });
    expect(talk.jobs().size).toBe(0);
    expect(talk.labels()).toContain('Перейти к оператору');
  });

  test('instead of «Помогло?» after a person: back to the people, first in the queue', () => {
    const talk = send(started().write('оператор').operator('takes').operator('solves'));
    expect(talk.effects()).toContainEqual({ kind: 'ticket', event: 'dispute' });
    expect(talk.active()?.status).toBe('queued');
  });

  test('«да, помогло» with a file closes all the same', () => {
    const talk = send(started().write('телефон горячей линии'), 'да, помогло');
    expect(talk.tickets()[0]?.status).toBe('closed');
  });
});
