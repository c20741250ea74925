import { formatTicketNumber } from '../../core/domain/ticket-number.ts';
import { sample } from './scripts.ts';
import { createTalk } from './talk.ts';

const script = sample();
const started = () => createTalk(script).start();
const asked = () => started().press('Не получается войти');
const foreign = (count: number): string => formatTicketNumber(2026, count);
const hour = 3_600_000;

describe('the status', () => {
  test.each(['статус', 'какой статус моего обращения', 'Статус обращения?', 'cnfnec', '26-004818-3', '№ 26 004818 3'])(
    '«%s» tells the citizen’s own ticket and stays in the scene',
    (words) => {
      const told = asked().write(words);
      expect(told.text()).toContain('№ 26-004818-3 «Регистрация и вход»: Бот отвечает');
      expect(told.state().at).toEqual({ scenario: 'login-problem', scene: 'what-happened' });
      expect(told.labels()[0]).toBe('Не приходит код');
    },
  );

  test('without tickets says so and opens none', () => {
    const told = started().write('статус');
    expect(told.text()).toContain('пока нет обращений');
    expect(told.active()).toBeNull();
  });

  test('a foreign number and an unknown one get the same words', () => {
    const one = started().write(foreign(1)).text();
    expect(started().write(foreign(999_999)).text()).toBe(one);
    expect(one).toContain('Среди ваших обращений такого номера нет');
    expect(started().write(foreign(1)).active()).toBeNull();
  });

  test('a slip is noticed and not counted', () => {
    const slip = started().write('26-004818-4');
    expect(slip.text()).toContain('Проверьте номер, похоже на опечатку');
    expect(slip.state().numberTries).toEqual([]);
  });

  test('after five foreign numbers in an hour nothing more is told, until the hour is over', () => {
    const talk = asked();
    for (let count = 1; count <= 5; count += 1)
      expect(talk.write(foreign(count)).text()).toContain('такого номера нет');
    expect(talk.write(foreign(6)).text()).toContain('Попробуйте позже');
    expect(talk.write(foreign(7)).text()).toContain('Попробуйте позже');
    expect(talk.write('26-004818-3').text()).toContain('Бот отвечает');
    expect(talk.wait(hour).write(foreign(8)).text()).toContain('такого номера нет');
  });

  test('the tries are counted in the question of the scenario too', () => {
    const talk = started().press('Статус обращения').press('Проверить по номеру');
    for (let count = 1; count <= 5; count += 1)
      expect(talk.write(foreign(count)).text()).toContain('такого номера нет');
    expect(talk.write(foreign(6)).text()).toContain('Попробуйте позже');
  });

  test('a number inside a question is a question', () => {
    const question = started().write('по 26-004818-3 до сих пор никто не ответил, сколько ждать');
    expect(question.active()).not.toBeNull();
  });
});
