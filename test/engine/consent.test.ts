import type { Effect } from '../../core/engine/types.ts';
import { consentText } from '../../core/engine/consent.ts';
import { personalForm } from '../personal/form.ts';
import { filesWith, scriptOf } from './scripts.ts';
import { createTalk, type Talk } from './talk.ts';

const files = filesWith({ 'callback.yml': personalForm });
const script = scriptOf(files);
const asked = () => createTalk(script).start().write('перезвоните мне пожалуйста');
const consents = (talk: Talk): readonly Extract<Effect, { kind: 'consent' }>[] =>
  talk.effects().filter((effect) => effect.kind === 'consent');
const agreed = () => asked().press('Согласен');

test('before the first personal question the citizen is asked, on a text of its own', () => {
  expect(asked().text()).toContain('Даёте согласие');
  expect(asked().text()).not.toContain('Как вас зовут?');
  expect(asked().labels()).toEqual(
    expect.arrayContaining(['Согласен', 'Не согласен', 'Подробнее', 'Перейти к оператору', 'Отмена']),
  );
});

test.each(['Согласен', 'согласна', 'Да', 'даю согласие'])('«%s» gives it, and it is kept with its words', (said) => {
  const talk = asked().write(said);
  expect(talk.text()).toContain('Как вас зовут?');
  const { text, hash } = consentText(script.phrases);
  expect(consents(talk)).toEqual([
    {
      kind: 'consent',
      action: expect.stringMatching(new RegExp(said, 'iu')),
      text,
      consent: { decision: 'given', version: 'Редакция 1 от 24.11.2026', hash, at: talk.now() },
    },
  ]);
});

test.each(['ок', 'спасибо', 'ладно, но зачем', '112-233-445 95', 'Ли Анна'])('«%s» is no consent', (said) => {
  const talk = asked().write(said);
  expect(consents(talk)).toEqual([]);
  expect(talk.state().slots).toEqual({});
  expect(talk.labels()).toContain('Согласен');
});

test('a «да» that comes after «нет» is no consent: an answer that was changed afterwards changes nothing', () => {
  const refused = asked().write('нет');
  expect(consents(refused)[0]?.consent.decision).toBe('refused');
  const changed = refused.write('да');
  expect(consents(changed)).toEqual([]);
  expect(changed.state().consent?.decision).toBe('refused');
});

test('without consent the form goes on with what is not personal', () => {
  const talk = asked().press('Не согласен');
  expect(talk.text()).toContain('продолжим без личных данных');
  expect(talk.text()).toContain('О чём поговорим?');
  const summary = talk.write('о справке');
  expect(summary.text()).toContain('СНИЛС: не указано');
  expect(
    summary
      .press('Отправить')
      .dossier()
      ?.slots.map(({ label }) => label),
  ).toEqual(['О чём']);
});

test('who wants to correct a personal answer after all is asked again', () => {
  const fixing = asked().press('Не согласен').write('о справке').press('Исправить').press('СНИЛС');
  expect(fixing.text()).toContain('Даёте согласие');
  expect(fixing.press('Согласен').text()).toContain('Ваш СНИЛС?');
});

test('it is asked once: the next question and the next ticket know it', () => {
  const done = agreed().write('Ли Анна');
  expect(done.text()).toContain('Ваш СНИЛС?');
  const again = done.press('Перейти к оператору').operator('takes').operator('solves').silence();
  expect(again.write('перезвоните мне пожалуйста').text()).toContain('Как вас зовут?');
});

test('who refused may think anew in the next ticket', () => {
  const refused = asked()
    .press('Не согласен')
    .press('Перейти к оператору')
    .operator('takes')
    .operator('solves')
    .silence();
  expect(refused.write('перезвоните мне пожалуйста').text()).toContain('Даёте согласие');
});

test('another text is another consent', () => {
  const other = scriptOf(
    files.map((file) =>
      file.path === 'phrases.yml' ? { ...file, text: file.text.replace('Даёте согласие', 'Вы даёте согласие') } : file,
    ),
  );
  const talk = agreed().press('В начало').use(other).write('перезвоните мне пожалуйста');
  expect(talk.text()).toContain('Вы даёте согласие');
});

test('«Подробнее» and /privacy show the policy, and the question still stands', () => {
  const talk = asked().press('Подробнее');
  expect(talk.text()).toContain('Как мы обращаемся с личными данными');
  expect(talk.labels()).toContain('Согласен');
  expect(talk.press('Согласен').text()).toContain('Как вас зовут?');
  expect(createTalk(script).start().write('/privacy').text()).toContain('Как мы обращаемся');
});

test('taken back it empties the form, and personal questions are passed over', () => {
  const talk = agreed().write('Ли Анна').write('отозвать согласие');
  expect(consents(talk)[0]?.consent.decision).toBe('withdrawn');
  expect(talk.state().slots).toEqual({});
  expect(talk.text()).toContain('О чём поговорим?');
});

test('the policy offers to take consent back, to those who gave it', () => {
  expect(asked().write('/privacy').labels()).not.toContain('Отозвать согласие');
  const offered = agreed().write('/privacy');
  expect(offered.labels()).toContain('Отозвать согласие');
  expect(consents(offered.press('Отозвать согласие'))[0]?.consent.decision).toBe('withdrawn');
});

test('in short it is ours only when consent was given here: it may be meant of another one', () => {
  const elsewhere = createTalk(script).start().write('отозвать согласие');
  expect(consents(elsewhere)).toEqual([]);
  const whole = createTalk(script).start().write('Отзываю согласие на обработку персональных данных.');
  expect(consents(whole)[0]?.consent.decision).toBe('withdrawn');
});

test('it can be taken back while a person answers, and the bot stays silent', () => {
  const talk = agreed().write('Ли Анна').press('Перейти к оператору').operator('takes').write('отзываю согласие');
  expect(consents(talk)[0]?.consent.decision).toBe('withdrawn');
  expect(talk.said()).toEqual([]);
});

test('back, cancel and a person are one press away from the consent scene', () => {
  expect(asked().press('Отмена').text()).toContain('Введённое не сохранено');
  expect(asked().press('В начало').text()).toContain('Выберите тему');
  expect(asked().write('оператор').state().mode.kind).toBe('queued');
});
