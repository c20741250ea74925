import { eventually, openCitizen, openOperator, type CitizenScreen, type Product } from '../support/product.ts';
import { startPersonal } from './form.ts';

let product: Product;
let elena: CitizenScreen;

beforeAll(async () => {
  product = await startPersonal();
});
afterAll(() => product.end());
beforeEach(async () => {
  elena = await openCitizen(product.url);
});
afterEach(() => elena.close());

const lastTexts = (count: number): string => elena.texts().slice(-count).join('\n');
const says = async (text: string, answer: string | RegExp): Promise<void> => {
  await elena.send(text);
  await eventually(() => (typeof answer === 'string' ? lastTexts(2).includes(answer) : answer.test(lastTexts(2))));
};
const toName = async (): Promise<void> => {
  await says('перезвоните мне пожалуйста', 'Даёте согласие');
  await elena.press('Согласен');
  await eventually(() => lastTexts(1).includes('Как вас зовут?'));
};
const toSnils = async (): Promise<void> => {
  await toName();
  await says('Ли Анна', 'Ваш СНИЛС?');
};
const toPassport = async (): Promise<void> => {
  await toSnils();
  await says('112-233-445 95', 'Ваш ИНН?');
  await says('500100732259', 'Ваш паспорт?');
};
const toPhone = async (): Promise<void> => {
  await toPassport();
  await says('4509 123456, 12.03.2015, ОВД Тверского района', 'Куда перезвонить?');
};

test('a wrong value is explained with an example, and is hidden all the same', async () => {
  await toSnils();
  await says('112-233-445 96', /опечатка.*123-456-789 64/su);
  expect(elena.texts()).toContain('•••96');
  await says('1122', /одиннадцать цифр/u);
  await says('мой 11223344595, вот', 'Ваш ИНН?');
  expect(elena.texts()).toContain('мой •••-•••-•45 95, вот');
  await says('0000000000', /контрольные цифры/u);
});

test('a passport is understood whole, and only what is missing is asked', async () => {
  await toPassport();
  await says('не помню', 'Напишите одним сообщением');
  await says('паспорт 4509 123456', 'Осталось написать: дата выдачи, кем выдан');
  await says('31.02.2015', 'Такой даты выдачи быть не может');
  await says('выдан 12.03.2015', 'Осталось написать: кем выдан');
  await says('ОВД Тверского района', 'Куда перезвонить?');
  expect(elena.texts()).toEqual(expect.arrayContaining(['•• •• •••456', '••.••.2015', 'О•••']));
});

test('9161234567 is a phone where a phone is asked, and a number elsewhere', async () => {
  await toPhone();
  await says('9161234567', 'Куда написать?');
  expect(elena.texts()).toContain('+7 ••• •••-45-67');
  await says('ivan@example.ru', 'О чём поговорим?');
  await says('номер 9161234567, ошибка 5023', 'Проверьте');
  expect(elena.texts()).toContain('номер 9161234567, ошибка 5023');
});

test('commands and buttons are heard in a personal question', async () => {
  await toSnils();
  await says('назад', 'Как вас зовут?');
  await says('в начало', 'Выберите тему');
});

test('the summary, the dossier and the operator have masks, and the words around them', async () => {
  await toPhone();
  await says('89161234567', 'Куда написать?');
  await says('ivan@example.ru', 'О чём поговорим?');
  await says('карта 4111 1111 1111 1111 не проходит', 'Проверьте');
  expect(elena.texts().at(-1)).toMatch(
    /ФИО: Л••• А•••\nСНИЛС: •••-•••-•45 95\nПаспорт: •• •• •••456, ••\.••\.2015, О•••/u,
  );
  await elena.press('Отправить');
  const number = await eventually(() => elena.view().number);
  const marina = await openOperator(product, 'admin');
  await marina.open(number);
  const slots = marina.card()?.dossier?.slots ?? [];
  expect(marina.card()?.consent?.decision).toBe('given');
  expect(slots.map(({ label, value }) => `${label}: ${value}`)).toEqual([
    'ФИО: Л••• А•••',
    'СНИЛС: •••-•••-•45 95',
    'ИНН: ••••••••2259',
    'Паспорт: •• •• •••456, ••.••.2015, О•••',
    'Телефон: +7 ••• •••-45-67',
    'Почта: i•••@example.ru',
    'О чём: карта •••• •••• •••• 1111 не проходит',
  ]);
  expect(slots.flatMap(({ masked = [] }) => masked.map(({ kind }) => kind))).toEqual([
    'full-name',
    'snils',
    'inn',
    'passport',
    'passport-date',
    'passport-issuer',
    'phone',
    'email',
    'card',
  ]);
  const line = [...marina.messages.values()].find(({ text }) => text.startsWith('карта'));
  expect(line?.masked).toEqual([expect.objectContaining({ kind: 'card', mask: '•••• •••• •••• 1111' })]);
  marina.close();
});

test('a password is gone, the rest of the line stays, and the citizen is told to change it', async () => {
  await elena.send('не могу войти, пароль Qwerty-777, ошибка 5023');
  await eventually(() => elena.texts().some((text) => text.includes('пароль лучше сменить')));
  expect(elena.texts()).toContain('не могу войти, пароль [удалено], ошибка 5023');
});

test('an operator may send the telephone of an office; what is a person’s is masked for both', async () => {
  await elena.send('оператор');
  const number = await eventually(() => elena.view().number);
  const boss = await openOperator(product, 'admin');
  await boss.open(number);
  await boss.act('ticket:claim', number);
  const office = 'Звоните 8 495 123-45-67 или пишите на info@office.example, ИНН 7707083893, линия 8 800 555-35-35';
  await boss.act('message:send', number, { text: office, asks: false });
  await boss.act('message:send', number, { text: 'Ваш СНИЛС 112-233-445 95 найден', asks: false });
  await boss.act('note:add', number, { text: 'перезвонить 8 916 123-45-67' });
  await eventually(() => elena.texts().includes('Ваш СНИЛС •••-•••-•45 95 найден'));
  expect(elena.texts()).toContain(office);
  await eventually(() => [...boss.messages.values()].some(({ text }) => text === 'перезвонить +7 ••• •••-45-67'));
  boss.close();
});
