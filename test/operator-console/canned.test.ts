import type { CannedView } from '../../operator-console/contract.ts';
import { politeName } from '../../operator-console/web/canned-values.ts';
import { findCanned, shortcutAt } from '../../operator-console/web/find-canned.ts';

const answer = (id: string, title: string, shortcut: string, text = ''): CannedView => ({
  id,
  title,
  shortcut,
  text,
  scope: { kind: 'all' },
  files: [],
  mayChange: false,
});

const answers = [
  answer('used-last', 'Прощание', 'пока', 'Всё получилось? Всего доброго!'),
  answer('mail', 'Код не приходит: вход по почте', 'кодпочта'),
  answer('checks', 'Код не приходит: четыре проверки', 'код'),
  answer('lock', 'Учётная запись закрыта', 'блокировка', 'Введите код ещё раз'),
];
const found = (query: string) => findCanned(answers, query).map(({ id }) => id);

test.each([
  ['', ['used-last', 'mail', 'checks', 'lock']],
  ['код', ['checks', 'mail', 'lock']],
  ['КОД', ['checks', 'mail', 'lock']],
  ['rjl', ['checks', 'mail', 'lock']],
  ['кодп', ['mail']],
  ['учетная', ['lock']],
  ['приходит', ['mail', 'checks']],
  ['не приходит: вход', ['mail']],
  ['еще раз', ['lock']],
  ['<jrb', []],
  [',kjr', ['lock']],
  ['ничего такого', []],
])('«%s» finds what it should, the best first', (query, ids) => {
  expect(found(query)).toEqual(ids);
});

test.each([
  ['/', 1, { from: 0, query: '' }],
  ['/код', 4, { from: 0, query: 'код' }],
  ['Здравствуйте! /пр', 17, { from: 14, query: 'пр' }],
  ['строка\n/код не', 14, { from: 7, query: 'код не' }],
  ['и/или', 5, null],
  ['https://portal.example/x', 24, null],
  ['/ пробел', 8, null],
  ['/код', 0, null],
  ['a // b', 4, null],
])('in «%s» with the cursor at %i the picker is %j', (text, cursor, expected) => {
  expect(shortcutAt(text, cursor)).toEqual(expected);
});

test.each([
  ['Морозова Елена Викторовна', 'Елена Викторовна'],
  ['Елена Викторовна Морозова', 'Елена Викторовна'],
  ['Ким Олег', 'Ким Олег'],
  ['Ли', 'Ли'],
  ['Алиев Рашид Мамед оглы', 'Алиев Рашид Мамед оглы'],
])('%s is spoken to as %s', (full, polite) => {
  expect(politeName(full)).toBe(polite);
});
