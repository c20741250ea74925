import { sample } from './scripts.ts';
import { createTalk } from './talk.ts';

const script = sample();
const started = () => createTalk(script).start();

/** Processor time of one turn, microseconds, the least of three: no clock on the wall, no other work of the machine. */
const work = (place: () => ReturnType<typeof started>, text: string): number =>
  Math.min(
    ...[1, 2, 3].map(() => {
      const talk = place();
      const before = process.cpuUsage();
      talk.write(text);
      return process.cpuUsage(before).user;
    }),
  );

describe('a question in the citizen’s own words', () => {
  test('that is clear leads to its topic', () => {
    expect(started().write('не магу зайти в личный кабинет').state().at.scenario).toBe('login-problem');
    expect(started().write('Ошибка 500 при отправки заявления').state().at.scenario).toBe('tech-error');
  });

  test('that may be about several things offers up to three topics and a person', () => {
    const asked = started().write('ошибка, номер телефона, файл и обращение');
    expect(asked.text()).toContain('Уточните, о чём вопрос');
    const kinds =
      asked
        .said()
        .at(-1)
        ?.options.map(({ kind }) => kind) ?? [];
    const choices = kinds.filter((kind) => kind === 'choice').length;
    expect(choices).toBeGreaterThanOrEqual(1);
    expect(choices).toBeLessThanOrEqual(3);
    expect(kinds[choices]).toBe('operator');
    expect(asked.active()?.status).toBe('bot');
    const first = asked.labels()[0] ?? '';
    const topic = [...script.scenarios.topics.values()].find(({ title }) => title === first);
    expect(asked.press(first).state().at.scenario).toBe(topic?.id);
    expect(asked.state().question).toBe('ошибка, номер телефона, файл и обращение');
  });

  test('that is not understood offers the menu; the second in a row insists on a person', () => {
    const asked = started().write('почём гречка на рынке');
    expect(asked.text()).toContain('Не получилось понять вопрос');
    expect(asked.text()).toContain('Выберите тему');
    expect(asked.labels()).toContain('Перейти к оператору');
    asked.write('а перловки?');
    expect(asked.text()).toContain('Нажмите «Перейти к оператору»');
    asked.press('Не получается войти').press('Не приходит код').write('килограмм пшена почём');
    expect(asked.text()).toContain('Не получилось понять вопрос');
    expect(asked.press('Назад').text()).toContain('Проверьте по порядку');
  });

  test('is remembered in the words that name the topic', () => {
    const asked = started().write('сколько стоит гречка').write('не могу войти в личный кабинет');
    expect(asked.state().question).toBe('не могу войти в личный кабинет');
    expect(asked.tickets()).toHaveLength(1);
    expect(asked.active()?.title).toBe('Регистрация и вход');
  });

  test('of fifty thousand signs costs no time and tears no letter', () => {
    const monsters = [
      'а'.repeat(50_000) + '!',
      ' '.repeat(50_000),
      '('.repeat(50_000),
      '1'.repeat(50_000),
      '😀'.repeat(25_000),
    ];
    for (const base of ['@.', '8 800 ', 'вчера в ', '26-004818-', '{slot.a}', 'оператор ', 'a-']) {
      monsters.push(base.repeat(Math.ceil(50_000 / base.length)));
    }
    const places = [
      () => started(),
      () => started().press('Ошибка на сайте').write('x').write('y'),
      () => started().write('оператор'),
    ];
    for (const text of monsters) {
      for (const place of places) {
        const talk = place();
        talk.write(text);
        expect(talk.text().isWellFormed()).toBe(true);
        expect(talk.state().question?.isWellFormed() ?? true).toBe(true);
        // Four times the length: linear work grows fourfold, quadratic sixteenfold.
        const short = text.slice(0, text.length / 4).toWellFormed();
        expect(work(place, text)).toBeLessThan(10 * Math.max(work(place, short), 2000));
      }
    }
  });
});

describe('a danger to life', () => {
  test.each([
    ['at the menu', (): ReturnType<typeof started> => started()],
    ['in a form', (): ReturnType<typeof started> => started().write('ошибка на сайте')],
    ['under «Помогло?»', (): ReturnType<typeof started> => started().write('телефон горячей линии')],
  ])('%s is told the emergency number and goes to a person first', (_, place) => {
    const talk = place().write('Я не хочу жить');
    expect(talk.text()).toContain('112');
    expect(talk.active()?.status).toBe('queued');
    expect(talk.effects()).toContainEqual(expect.objectContaining({ kind: 'handoff', priority: 'urgent' }));
    expect(talk.dossier()?.reason).toBe('Угроза жизни');
  });
});

describe('what the question says already', () => {
  test('is not asked again: a hacked account gets the steps and an urgent queue at once', () => {
    const talk = started().write('Меня взломали!!!');
    expect(talk.text()).toContain('Сделайте сразу');
    expect(talk.effects()).toContainEqual(expect.objectContaining({ kind: 'handoff', priority: 'urgent' }));
  });

  test('counts in any order of its words', () => {
    expect(started().write('код не приходит').text()).toContain('Проверьте по порядку');
  });
});
