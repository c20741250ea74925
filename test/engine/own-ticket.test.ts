import { shipped } from './scripts.ts';
import { createTalk, type Talk } from './talk.ts';

const script = shipped();
const hour = 3_600_000;

/** A citizen whose ticket waits for a person. */
const waiting = (): Talk => createTalk(script).start().press('Не получается войти').press('Перейти к оператору');
const climbs = (talk: Talk): readonly string[] =>
  talk.effects().flatMap((effect) => (effect.kind === 'climb' ? [effect.step] : []));

describe('a citizen whose ticket waits', () => {
  test('asks why it takes so long and reads the status, since when, and when a reminder becomes possible', () => {
    const told = waiting().write('Почему так долго нет ответа?');
    expect(told.text()).toContain('№ 26-004818-3');
    expect(told.text()).toContain('В очереди');
    expect(told.text()).toContain('Ждёт нашего ответа с 1 марта в 12:00');
    expect(told.text()).toContain('«Повторный запрос» можно отправить 3 марта в 12:00');
    expect(told.labels()).toEqual(['Не ждать, вернуться к боту']);
    expect(told.effects()).toContainEqual({ kind: 'ticket', event: 'citizen-wrote' });
  });

  test('gets nothing by asking for the reminder too early, however often', () => {
    const talk = waiting().wait(47 * hour);
    expect(climbs(talk.write('повторный запрос'))).toEqual([]);
    expect(talk.text()).toContain('3 марта в 12:00');
    expect(climbs(talk.write('Повторный запрос'))).toEqual([]);
  });

  test('sends the reminder after 48 hours by the clock, once; a second one is told when', () => {
    const talk = waiting()
      .wait(48 * hour)
      .write('сколько ждать');
    expect(talk.labels()).toEqual(['Повторный запрос', 'Эскалация', 'Не ждать, вернуться к боту']);
    expect(climbs(talk.press('Повторный запрос'))).toEqual(['remind']);
    expect(talk.text()).toContain('Повторный запрос записан: обращение № 26-004818-3 стало срочнее');
    expect(talk.labels()).not.toContain('Повторный запрос');
    expect(climbs(talk.write('повторный запрос'))).toEqual([]);
    expect(talk.text()).toContain('уже записан 3 марта в 12:00. Следующий можно отправить 5 марта');
    expect(climbs(talk.wait(48 * hour).write('повторный запрос'))).toEqual(['remind']);
    expect(talk.active()?.number).toBe('26-004818-3');
  });

  test('climbs to the second level after 48 hours and to the supervisor 24 hours later, no higher', () => {
    const talk = waiting()
      .wait(48 * hour)
      .write('эскалация');
    expect(talk.active()?.ladder?.level).toBe(2);
    expect(talk.text()).toContain('передано на второй уровень');
    expect(climbs(talk.write('эскалация'))).toEqual([]);
    expect(talk.text()).toContain('руководителю его можно передать 4 марта в 12:00');
    expect(climbs(talk.wait(24 * hour).write('эскалация'))).toEqual(['escalate']);
    expect(talk.active()?.ladder?.level).toBe(3);
    expect(climbs(talk.wait(99 * hour).write('эскалация'))).toEqual([]);
    expect(talk.text()).toContain('уже у руководителя');
  });

  test('records a complaint once, and reads where else to complain only without a ticket', () => {
    const talk = waiting().write('Хочу подать жалобу');
    expect(talk.labels()).toContain('Записать жалобу');
    expect(climbs(talk.press('Записать жалобу'))).toEqual(['complain']);
    expect(climbs(talk.write('записать жалобу'))).toEqual([]);
    expect(talk.text()).toContain('Жалоба уже записана');
  });

  test('whose answer we wait for is told so, and nothing can be climbed', () => {
    const talk = waiting()
      .operator('takes')
      .operator('asks')
      .wait(100 * hour)
      .write('повторный запрос');
    expect(climbs(talk)).toEqual([]);
  });
});

describe('while an operator has the ticket', () => {
  test('the bot is silent, and the service confirms a reminder said in these very words', () => {
    const talk = waiting()
      .operator('takes')
      .wait(48 * hour);
    expect(talk.write('почему так долго').said()).toEqual([]);
    talk.write('повторный запрос');
    expect(talk.said()).toEqual([]);
    expect(climbs(talk)).toEqual(['remind']);
    expect(talk.effects()).toContainEqual(expect.objectContaining({ kind: 'notice' }));
  });
});

describe('a disputed answer', () => {
  test('goes back at once, and may be escalated by the age of the request', () => {
    const talk = waiting()
      .wait(50 * hour)
      .operator('takes')
      .operator('solves')
      .press('Нет, не помогло');
    expect(talk.active()?.status).toBe('queued');
    expect(climbs(talk.write('эскалация'))).toEqual(['escalate']);
  });
});
