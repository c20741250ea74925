import { isCard } from '../../core/domain/identifiers/card.ts';
import { emailExample, readEmail } from '../../core/domain/identifiers/email.ts';
import { fullNameExample, readFullName } from '../../core/domain/identifiers/full-name.ts';
import { innExample, readInn } from '../../core/domain/identifiers/inn.ts';
import { passportExample, readPassport } from '../../core/domain/identifiers/passport.ts';
import { phoneExample, readPhone } from '../../core/domain/identifiers/phone.ts';
import type { Reading } from '../../core/domain/identifiers/reading.ts';
import { readSnils, snilsExample } from '../../core/domain/identifiers/snils.ts';
import { dayOne } from '../support/builders.ts';

const told = (reading: Reading): string => (reading.ok ? reading.value : reading.why);

describe('СНИЛС', () => {
  test.each([
    ['112-233-445 95', '112-233-445 95'],
    ['11223344595', '112-233-445 95'],
    ['мой 123 456 789 64, вот', '123-456-789 64'],
    ['112\u2011233\u2013445\u00a095', '112-233-445 95'],
    ['１１２２３３４４５９５', '112-233-445 95'],
    // A sum of 100 and 101, and the remainders 100 and 0.
    ['001-019-989 00', '001-019-989 00'],
    ['001-019-998 00', '001-019-998 00'],
    ['087-654-302 00', '087-654-302 00'],
    ['087-654-303 00', '087-654-303 00'],
    // Given before there were check digits.
    ['001-001-998 77', '001-001-998 77'],
    ['112-233-445 96', 'wrong-snils-check'],
    ['123-456-789 46', 'wrong-snils-check'],
    ['001-001-999 77', 'wrong-snils-check'],
    ['000-000-000 00', 'wrong-snils-check'],
    ['112-233-445', 'wrong-snils'],
    ['не помню', 'wrong-snils'],
    [snilsExample, snilsExample],
  ])('«%s» is read as %s', (typed, expected) => expect(told(readSnils(typed))).toBe(expected));

  test('shows its last figures only', () => {
    expect(readSnils('112-233-445 95')).toMatchObject({ mask: '•••-•••-•45 95' });
  });
});

describe('ИНН', () => {
  test.each([
    ['7707083893', '7707083893'],
    ['7700000070', '7700000070'],
    ['5001 0073 2259', '500100732259'],
    ['7707083894', 'wrong-inn-check'],
    ['500100732258', 'wrong-inn-check'],
    ['0000000000', 'wrong-inn-check'],
    ['000000000000', 'wrong-inn-check'],
    ['50010073225', 'wrong-inn'],
    ['', 'wrong-inn'],
    [innExample, innExample],
  ])('«%s» is read as %s', (typed, expected) => expect(told(readInn(typed))).toBe(expected));
});

describe('телефон', () => {
  test.each([
    ['9161234567', '+79161234567'],
    ['89161234567', '+79161234567'],
    ['7 916 123 45 67', '+79161234567'],
    ['+7 (916) 123-45-67', '+79161234567'],
    ['8\u00a0916\u2011123.45.67', '+79161234567'],
    ['мой номер 8 916 123-45-67', '+79161234567'],
    ['8 495 123-45-67', '+74951234567'],
    ['+7 701 123 45 67', '+77011234567'],
    ['+375 29 123-45-67', '+375291234567'],
    ['+1 202 555 0123', '+12025550123'],
    ['8 800 555-35-35', 'wrong-phone-hotline'],
    ['+7 495 123-45-67 доб. 12', 'wrong-phone'],
    ['123-45-67', 'wrong-phone'],
    ['7012345678', 'wrong-phone'],
    ['89161234', 'wrong-phone'],
    ['+7916123456', 'wrong-phone'],
    ['+1234567890123456', 'wrong-phone'],
    ['нет телефона', 'wrong-phone'],
    [phoneExample, '+79123456789'],
  ])('«%s» is read as %s', (typed, expected) => expect(told(readPhone(typed))).toBe(expected));
});

describe('почта', () => {
  test.each([
    ['ivan@example.ru', 'ivan@example.ru'],
    ['моя почта: Ivan.Petrov+a@Mail.RU.', 'Ivan.Petrov+a@mail.ru'],
    ['иван@почта.рф', 'иван@почта.рф'],
    ['a@xn--e1afmkfd.xn--p1ai', 'a@xn--e1afmkfd.xn--p1ai'],
    ['a@b', 'wrong-email'],
    ['"><@x.ru', 'wrong-email'],
    ['a..b@x.ru', 'wrong-email'],
    ['a@x..ru', 'wrong-email'],
    ['a@-x.ru', 'wrong-email'],
    [`${'a'.repeat(65)}@x.ru`, 'wrong-email'],
    [`a@${'x'.repeat(63)}.${'y'.repeat(63)}.${'z'.repeat(63)}.${'w'.repeat(63)}.ru`, 'wrong-email'],
    ['a\r\nBcc:b@x.ru', 'wrong-email'],
    ['без собаки', 'wrong-email'],
    [emailExample, emailExample],
  ])('«%s» is read as %s', (typed, expected) => expect(told(readEmail(typed))).toBe(expected));
});

describe('ФИО', () => {
  test.each([
    ["O'Коннор-Иванова Мария", "O'Коннор-Иванова Мария"],
    ['Ли Анна', 'Ли Анна'],
    ['меня зовут Ли Анна', 'Ли Анна'],
    ['иванов иван иванович', 'Иванов Иван Иванович'],
    ['ПЕТРОВА-ВОДКИНА ЁЛКА', 'Петрова-Водкина Ёлка'],
    ['алиев вагиф рашид оглы', 'Алиев Вагиф Рашид оглы'],
    ['Иванов И.И.', 'Иванов И. И.'],
    ['Nguyễn Văn An', 'Nguyễn Văn An'],
    ['DROP TABLE', 'Drop Table'],
    ['Иванова', 'wrong-full-name-one'],
    ['Иванов 2', 'wrong-full-name-signs'],
    ['Иванов 😀', 'wrong-full-name-signs'],
    ["Robert'); DROP TABLE students;--", 'wrong-full-name-signs'],
    [`${'а'.repeat(100)} ${'б'.repeat(100)}`, 'wrong-full-name'],
    [fullNameExample, fullNameExample],
  ])('«%s» is read as %s', (typed, expected) => expect(told(readFullName(typed))).toBe(expected));

  test('shows first letters, and not how long it is', () => {
    expect(readFullName('Иванов Иван')).toMatchObject({ mask: 'И••• И•••' });
  });
});

describe('паспорт', () => {
  const read = (typed: string): Readonly<Record<string, string>> =>
    Object.fromEntries(readPassport(typed, dayOne).parts.map(({ kind, value }) => [kind, value]));
  const whole = {
    passport: '4509 123456',
    'passport-date': '12.03.2015',
    'passport-issuer': 'ОВД Тверского района г. Москвы',
  };

  test.each([
    '4509 123456, 12.03.2015, ОВД Тверского района г. Москвы',
    'паспорт серия 45 09 номер 123456 выдан 12.03.2015 ОВД Тверского района г. Москвы',
    'ОВД Тверского района г. Москвы, 12 марта 2015 года, 4509123456',
    '4509 № 123456\nДата выдачи: 12/03/2015\nКем выдан: ОВД Тверского района г. Москвы',
  ])('all of it is understood from «%s»', (typed) => expect(read(typed)).toEqual(whole));

  test('what is given is taken, what is not is missed', () => {
    expect(read('4509 123456')).toEqual({ passport: '4509 123456' });
    expect(read('12.03.2015')).toEqual({ 'passport-date': '12.03.2015' });
    expect(read(passportExample)).toMatchObject({ passport: '4509 123456', 'passport-date': '12.03.2015' });
  });

  test.each(['31.02.2015', '12.03.1990', '12.03.2027', '12.13.2015'])('%s cannot be the day of issue', (date) => {
    expect(readPassport(`4509 123456 ${date}`, dayOne)).toMatchObject({ impossibleDate: true });
  });

  test('shows three figures of the number and the year alone', () => {
    const masks = readPassport(passportExample, dayOne).parts.map(({ mask }) => mask);
    expect(masks).toEqual(['•• •• •••456', '••.••.2015', 'О•••']);
  });
});

test.each([
  ['4111111111111111', true],
  ['378282246310005', true],
  ['4111111111111112', false],
  ['7707083893770708', false],
])('%s is a card: %s', (digits, expected) => expect(isCard(digits)).toBe(expected));
