import { sample } from './scripts.ts';
import { createTalk } from './talk.ts';

const script = sample();
const started = () => createTalk(script).start();
const answered = () => started().write('телефон горячей линии');
const solved = () => started().write('оператор').operator('takes').operator('solves');

describe('«Помогло?» after an answer of the bot', () => {
  test('the ticket is answered, and silence of three days will close it', () => {
    const asked = answered();
    expect(asked.active()?.status).toBe('answered');
    expect(asked.effects()).toContainEqual({ kind: 'schedule', job: 'silence', after: 72 * 3_600_000 });
    expect(asked.labels()).toEqual(['Да, помогло', 'Нет, не помогло', 'Перейти к оператору', 'Назад', 'В начало']);
  });

  test.each(['Да, помогло', 'да', 'помогло', 'Помогло, спасибо!', '1'])('«%s» closes the ticket', (words) => {
    const closed = answered().write(words);
    expect(closed.effects().slice(0, 2)).toEqual([
      { kind: 'cancel', job: 'silence' },
      { kind: 'ticket', event: 'confirm' },
    ]);
    expect(closed.tickets()[0]?.status).toBe('closed');
    expect(closed.text()).toContain('26-004818-3 закрыто');
    expect(closed.state()).toMatchObject({ version: null, mode: { kind: 'scripted' }, question: null, noticed: false });
    expect(closed.labels()).toContain('Перейти к оператору');
  });

  test.each(['Нет, не помогло', 'нет', 'не помогло'])('«%s» keeps the number and offers the topics', (words) => {
    const open = answered().write(words);
    expect(open.active()).toMatchObject({ number: '26-004818-3', status: 'bot' });
    expect(open.jobs().size).toBe(0);
    expect(open.text()).toContain('Жаль, что не помогло');
    expect(open.labels()).toContain('Не получается войти');
  });

  test('a further question goes on under the same number', () => {
    const more = answered().write('сайт выдаёт ошибку');
    expect(more.active()).toMatchObject({ number: '26-004818-3', status: 'bot', title: 'Ошибка на сайте' });
    expect(more.text()).toContain('На какой услуге');
    expect(more.jobs().size).toBe(0);
  });

  test('thanks are answered and the question stays open', () => {
    const thanked = answered().write('спасибо');
    expect(thanked.active()?.status).toBe('answered');
    expect(thanked.text()).toContain('помог ли ответ');
    expect(thanked.labels()[0]).toBe('Да, помогло');
    expect(thanked.jobs().size).toBe(1);
  });

  test('a greeting, an outdated button and the status leave it open', () => {
    expect(answered().write('привет').text()).toBe('Скажите, помогло?');
    expect(answered().hear({ kind: 'stale' }).text()).toContain('Меню устарело');
    expect(answered().write('статус').text()).toContain('Ответ готов');
    expect(answered().write('🙂').active()?.status).toBe('answered');
  });

  test('«Перейти к оператору» passes it on and silence no longer closes it', () => {
    const gone = answered().press('Перейти к оператору');
    expect(gone.active()?.status).toBe('queued');
    expect(gone.jobs().size).toBe(0);
  });

  test('the menu may be looked at; a topic from there takes the ticket up again', () => {
    const menu = answered().press('В начало');
    expect(menu.active()?.status).toBe('answered');
    expect(menu.press('Ошибка на сайте').active()).toMatchObject({ number: '26-004818-3', status: 'bot' });
    expect(menu.jobs().size).toBe(0);
  });
});

describe('«Помогло?» after an answer of an operator', () => {
  test('is asked, and silence will close the ticket', () => {
    const asked = solved();
    expect(asked.text()).toBe('Помогло?');
    expect(asked.jobs().get('silence')).toBe(asked.now() + 72 * 3_600_000);
    expect(asked.labels()).toEqual(['Да, помогло', 'Нет, не помогло', 'Перейти к оператору']);
  });

  test('«Да» closes it', () => {
    expect(solved().press('Да, помогло').tickets()[0]?.status).toBe('closed');
  });

  test.each(['Нет, не помогло', 'нет', 'у меня всё равно пишет ошибку', 'оператор'])(
    '«%s» brings the same number back to the queue',
    (words) => {
      const back = solved().write(words);
      expect(back.effects().slice(0, 2)).toEqual([
        { kind: 'cancel', job: 'silence' },
        { kind: 'ticket', event: 'dispute' },
      ]);
      expect(back.active()).toMatchObject({ number: '26-004818-3', status: 'queued' });
      expect(back.state().mode).toEqual({ kind: 'queued' });
      expect(back.text()).toContain('Возвращаем обращение № 26-004818-3 оператору');
      expect(back.labels()).toEqual(['Не ждать, вернуться к боту']);
    },
  );

  test('after a look at the menu a question still goes back to the operator', () => {
    expect(solved().write('меню').active()?.status).toBe('answered');
    expect(solved().write('меню').write('сайт выдаёт ошибку').active()?.status).toBe('queued');
  });
});

describe('the end of a ticket', () => {
  test('by silence is told in a line, and the next question gets a new number', () => {
    const closed = answered().silence();
    expect(closed.text()).toBe('Обращение закрыто. Если вопрос остался, напишите сюда.');
    expect(closed.state().version).toBeNull();
    expect(closed.write('сайт выдаёт ошибку').tickets()).toHaveLength(2);
  });

  test('by rejection is told with its reason, letter by letter', () => {
    const rejected = started().write('оператор').operator('takes').operator('rejects', 'Это {number}, а не $& вопрос');
    expect(rejected.text()).toBe('Обращение отклонено. Причина: Это {number}, а не $& вопрос');
    expect(rejected.active()).toBeNull();
    expect(rejected.state().mode).toEqual({ kind: 'scripted' });
  });
});
