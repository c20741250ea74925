import { intentOf } from '../../core/engine/understanding/intents.ts';
import { normalise, otherLayout } from '../../core/engine/understanding/normalise.ts';
import { distance, isLike } from '../../core/engine/understanding/typos.ts';
import { shipped } from './scripts.ts';

const { understand, scenarios } = shipped();

describe('spelling', () => {
  test('case, ё, signs and look-alike letters make no difference', () => {
    expect(normalise('  Учётная ЗАПИСЬ,заблокирована!! ')).toBe('учетная запись заблокирована');
    expect(normalise('oпepaтop')).toBe('оператор');
    expect(normalise('и\u0306')).toBe('й');
    expect(normalise('HTTP 500')).toBe('http 500');
  });

  test('the English layout is read as the Russian one', () => {
    expect(otherLayout('ghbdtn')).toBe('привет');
    expect(otherLayout('Gj,jk.')).toBe('поболю');
    expect(otherLayout('привет')).toBeNull();
    expect(otherLayout('12')).toBeNull();
  });

  test('one slip or a pair of mixed-up vowels is forgiven in long words, none in short', () => {
    expect(isLike('апиратор', 'оператор')).toBe(true);
    expect(isLike('опреатор', 'оператор')).toBe(true);
    expect(isLike('опер', 'оператор')).toBe(false);
    expect(isLike('лет', 'нет')).toBe(false);
    expect(distance('кот', 'кит', 1)).toBe(1);
    expect(distance('кот', 'собака', 2)).toBe(3);
    expect(distance('ab', 'ba', 2)).toBe(1);
  });
});

test('words that come again are understood as they were the first time, also when a thousand others came between', () => {
  const asked = ['оператор', 'не могу войти', 'апиратор', 'спасибо'];
  const first = asked.map((text) => understand(text));
  for (let n = 0; n < 1_000; n += 1) understand(`ошибка ${n}`);
  expect(asked.map((text) => understand(text))).toEqual(first);
  expect(asked.map((text) => understand(text))).toEqual(first);
});

describe('closed lists', () => {
  test.each([
    ['спасибо большое!', 'thanks'],
    ['Спосибо', 'thanks'],
    ['здравствуйте', 'greeting'],
    ['Здраствуйте', 'greeting'],
    ['ДА!', 'yes'],
    ['не помогло', 'no'],
    ['В меню', 'home'],
    ['отмена', 'cancel'],
    ['статус моего обращения', 'status'],
    ['Что с моим обращением?', 'status'],
    ['как там мой вопрос', 'status'],
    ['что с моим паспортом', null],
    ['статус заявления на пособие', null],
    ['дайте человека блин', 'operator'],
    ['мне нужен живой человек, а не бот тупой', 'operator'],
    ['до свидания', 'thanks'],
    ['ещё вопрос', 'greeting'],
    ['вообще не помогло', 'no'],
    ['не хочу жить', 'danger'],
    ['Сил нет, я больше ничего не прошу. ' + 'Устала. '.repeat(40) + 'Жить не хочу', 'danger'],
    ['мне угрожают убить', 'danger'],
    ['не хочу жить в Москве, как сменить прописку', null],
    ['вы меня убиваете своим сайтом', null],
    ['да я уже пробовал', null],
    ['нет кнопки отправить', null],
    ['', null],
    ['оператор '.repeat(500), null],
  ])('«%s» is %s', (text, intent) => {
    expect(intentOf(text)).toBe(intent);
  });
});

describe('topics', () => {
  test.each([
    ['не магу зайти в кабинет', 'login-problem'],
    ['nhtneq cxtn yt ghbitk', null],
    ['vjq gfhjkm yt gjl[jlbn', 'login-problem'],
    ['какой максимальный размер файла', 'attachments'],
    ['сайт выдаёт ошибку 502', 'tech-error'],
    ['телефон горячей линии?', 'phone'],
    ['где посмотреть мои обращения', 'status'],
  ])('«%s» is about %s', (text, topic) => {
    const { outcome, ranked } = understand(text);
    if (topic === null) expect(outcome).not.toBe('answer');
    else expect(ranked[0]?.topic).toBe(topic);
  });

  test('every topic knows its own examples', () => {
    for (const topic of scenarios.topics.values()) {
      for (const example of topic.examples) {
        expect([example, understand(example).outcome, understand(example).ranked[0]?.topic]).toEqual([
          example,
          'answer',
          topic.id,
        ]);
      }
    }
  });

  test.each(['рецепт борща', 'какая завтра погода', 'asdfgh', 'продам гараж', '12345', 'lorem ipsum dolor'])(
    '«%s» is about none of them',
    (text) => {
      const { outcome, ranked } = understand(text);
      // `oos` answers that the question is not about the portal.
      if (ranked[0]?.topic !== 'oos') expect(outcome).toBe('miss');
    },
  );

  test('two questions in one message are both offered', () => {
    const { outcome, ranked } = understand('Не приходит смс с кодом для входа. И какого размера может быть файл?');
    expect(outcome).toBe('offer');
    expect(
      ranked
        .slice(0, 2)
        .map(({ topic }) => topic)
        .sort(),
    ).toEqual(['attachments', 'login-problem']);
    expect(understand('Здравствуйте! Не могу войти в личный кабинет').outcome).toBe('answer');
  });

  test.each([
    ['не приходит смс с кодом', 'login-problem'],
    ['ne mogu voyti v kabinet', 'login-problem'],
    ['rjl yt ghb[jlbn', 'login-problem'],
    ['немогувойтивличныйкабинет', 'login-problem'],
    ['немагу вайти в кобинет', 'login-problem'],
    ['скрины не лезут', 'upload-error'],
    ['куда скинуть мыло ваше', 'email'],
  ])('badly typed «%s» is about %s', (text, topic) => {
    expect(understand(text).ranked[0]?.topic).toBe(topic);
  });

  test.each([
    ['подключите пожалуйста настоящего сотрудника, я устала повторять одно и то же', 'operator'],
    ['специалиста на линию', 'operator'],
    ['спасибо вам огромное за помощь, всё заработало', 'thanks'],
    ['мир вам', 'greeting'],
    ['прошу подключить специалиста более высокого уровня', null],
    ['до скольки работают операторы', null],
  ])('«%s» calls for %s', (text, intent) => {
    expect(understand(text).intent).toBe(intent);
  });

  test('the same text is always understood alike', () => {
    const text = 'не могу войти код не приходит и телефон сменился что делать помогите пожалуйста';
    const first = understand(text);
    for (let turn = 0; turn < 20; turn += 1) expect(understand(text)).toEqual(first);
    for (const { p } of first.ranked) expect(p > 0 && p <= 1).toBe(true);
  });
});
