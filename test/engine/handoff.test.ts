import { sample } from './scripts.ts';
import { createTalk } from './talk.ts';

const script = sample();
const started = () => createTalk(script).start();
const queued = () => started().press('Не получается войти').press('Не приходит код').press('Перейти к оператору');
const live = () => queued().operator('takes');

describe('«Перейти к оператору»', () => {
  test.each([
    'оператор',
    'Оператор!!!',
    'ОПЕРАТОР',
    'живой человек',
    'хочу человека',
    'позовите человека',
    'апиратор',
    'аператор пожалуйста',
    'соедините с оператором',
    'Соедините меня, пожалуйста, с живым оператором',
    'мне нужен человек, а не бот',
    'oпepатop',
    'jgthfnjh',
    'перейти к оператору',
    'дайте специалиста',
  ])('«%s» calls a person', (words) => {
    expect(started().write(words).active()?.status).toBe('queued');
    expect(queued().state().mode).toEqual({ kind: 'queued' });
  });

  test.each(['оператор сотовой связи не шлёт смс с кодом', 'ты человек или бот', 'человек умер, как снять с учёта'])(
    '«%s» is a question, not a call',
    (words) => {
      expect(started().write(words).active()?.status).toBe('bot');
    },
  );

  test('tells the number, that nothing must be repeated, and the way out', () => {
    const asked = queued();
    expect(asked.text()).toBe(
      'Передаю ваш вопрос оператору. Переписку он увидит, повторять не нужно.\nОбращение № 26-004818-3',
    );
    expect(asked.said()[0]?.options).toEqual([{ kind: 'cancel', label: 'Не ждать, вернуться к боту' }]);
  });

  test('as the very first words gives the number once', () => {
    const said = started().write('оператор').text();
    expect(said.match(/26-004818-3/gu)).toHaveLength(1);
    expect(said).toContain('повторять не нужно');
  });

  test('goes to the department of the scenario, with a dossier of what was walked and tried', () => {
    const asked = started()
      .write('не приходит смс с кодом для входа')
      .press('Не приходит код')
      .press('Кода всё нет')
      .press('Перейти к оператору');
    const handoff = asked.effects().find((effect) => effect.kind === 'handoff');
    expect(handoff).toMatchObject({ department: 'registration', priority: 'normal' });
    expect(handoff?.dossier).toMatchObject({
      wants: 'не приходит смс с кодом для входа',
      tried: [
        'Проверить номер, связь и память телефона, запросить код ещё раз',
        'Перезагрузить телефон и запросить код заново',
      ],
      reason: 'Попросил оператора',
    });
    expect(handoff?.dossier.path.map(({ title }) => title)).toEqual([
      'Что мешает войти',
      'Не приходит код',
      'Код так и не пришёл',
    ]);
  });

  test('without any topic goes to the general department', () => {
    const handoff = started()
      .write('оператор')
      .effects()
      .find((effect) => effect.kind === 'handoff');
    expect(handoff).toMatchObject({ department: 'general' });
    expect(handoff?.dossier.wants).toBe('Вопрос оператору');
  });

  test('after two misunderstandings says why', () => {
    const asked = started().write('гречка').write('перловка').press('Перейти к оператору');
    expect(asked.dossier()).toMatchObject({ wants: 'гречка', reason: 'Бот не понял вопрос' });
  });
});

describe('in the queue', () => {
  test('the citizen’s words are passed on and the bot says nothing', () => {
    const asked = queued().write('и ещё: номер у меня прежний');
    expect(asked.effects()).toEqual([{ kind: 'ticket', event: 'citizen-wrote' }]);
    expect(asked.write('спасибо').said()).toEqual([]);
    expect(asked.write('👍').said()).toEqual([]);
  });

  test('a second call makes no second handoff', () => {
    const asked = queued().write('оператор');
    expect(asked.effects()).toHaveLength(1);
    expect(asked.text()).toContain('Ваш вопрос уже у операторов, обращение № 26-004818-3. Ответим здесь, в этом чате.');
    expect(asked.labels()).toEqual(['Не ждать, вернуться к боту']);
  });

  test.each(['сколько ждать?', 'АУ!!!', 'когда ответите'])('«%s» is answered and passed on', (words) => {
    const asked = queued().write(words);
    expect(asked.effects()).toContainEqual({ kind: 'ticket', event: 'citizen-wrote' });
    expect(asked.text()).toContain('Ваш вопрос уже у операторов');
  });

  test('a danger to life gets the emergency number', () => {
    expect(queued().write('я не хочу жить').text()).toContain('112');
  });

  test('the status is told, by words and by number', () => {
    expect(queued().write('статус').text()).toBe('№ 26-004818-3 «Регистрация и вход»: В очереди');
    expect(queued().write('26-004818-3').text()).toContain('В очереди');
    expect(queued().write('статус').state().mode).toEqual({ kind: 'queued' });
  });

  test.each(['Не ждать, вернуться к боту', 'отмена'])('«%s» goes back to the bot with the same number', (words) => {
    const back = queued().write(words);
    expect(back.effects()[0]).toEqual({ kind: 'ticket', event: 'withdraw' });
    expect(back.active()).toMatchObject({ number: '26-004818-3', status: 'bot' });
    expect(back.state().at).toEqual(script.scenarios.menu);
    expect(back.labels()).toContain('Не получается войти');
    expect(back.press('Перейти к оператору').active()?.status).toBe('queued');
  });

  test('outdated buttons and /start keep the place in the queue', () => {
    expect(queued().hear({ kind: 'stale' }).text()).toContain('Меню устарело');
    expect(queued().start().text()).toContain('уже у операторов');
    expect(queued().hear({ kind: 'press', index: 7 }).active()?.status).toBe('queued');
  });
});

describe('while an operator owns the ticket', () => {
  const inputs = [
    { kind: 'text', text: 'оператор' },
    { kind: 'text', text: 'статус' },
    { kind: 'text', text: '' },
    { kind: 'press', index: 0 },
    { kind: 'stale' },
    { kind: 'start' },
  ] as const;

  test.each(inputs)('%j is passed on without a word of the bot', (event) => {
    const talk = live().hear(event);
    expect(talk.effects()).toEqual([{ kind: 'ticket', event: 'citizen-wrote' }]);
    expect(talk.state().mode).toEqual({ kind: 'live' });
  });

  test('taking it says nothing and takes the buttons away', () => {
    expect(live().effects()).toEqual([]);
    expect(live().state().offered).toEqual([]);
  });

  test('a citizen who answers a question of the operator is no longer waited for', () => {
    expect(live().operator('asks').write('вот').active()?.status).toBe('active');
  });

  test('back in the queue the bot answers about the wait again', () => {
    const released = live().operator('releases');
    expect(released.said()).toEqual([]);
    expect(released.write('оператор').text()).toContain('уже у операторов');
    expect(released.write('не ждать, вернуться к боту').active()?.status).toBe('bot');
  });

  test('handed back to the bot, the citizen lands in the menu', () => {
    const back = live().operator('hands-back');
    expect(back.text()).toContain('Оператор передал разговор боту');
    expect(back.state().mode).toEqual({ kind: 'scripted' });
    expect(back.state().at).toEqual(script.scenarios.menu);
    expect(back.labels()).toContain('Перейти к оператору');
    expect(back.press('Ошибка на сайте').active()).toMatchObject({ number: '26-004818-3', status: 'bot' });
  });
});
