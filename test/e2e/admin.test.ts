/** The administrator's day in a real browser: a new operator, prepared answers, a person switched off. */
import type { Page } from 'playwright-core';
import { choosePassword, operatorPage, takeFromQueue, watch, type OperatorPage } from '../support/browser.ts';
import { inBrowser } from '../support/in-browser.ts';
import { pdf, png } from '../support/samples.ts';
import { eventually, openCitizen } from '../support/product.ts';

const desk = inBrowser();

const administrator = (size?: { width: number; height: number }): Promise<OperatorPage> =>
  operatorPage(desk.browser, desk.product.url, 'admin', desk.product.password('admin'), size);

const openSettings = async (page: Page, section: string): Promise<void> => {
  await page.getByRole('link', { name: 'Настройки' }).click();
  await page.getByRole('navigation', { name: 'Настройки' }).getByRole('link', { name: section }).click();
  await page.getByRole('heading', { name: section, level: 1 }).waitFor();
};

/** Adds an operator by the form; returns the password shown once. */
const addPerson = async (page: Page, name: string, login: string): Promise<string> => {
  await page.getByRole('button', { name: 'Добавить человека' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Имя и фамилия').fill(name);
  await dialog.getByLabel('Логин').fill(login);
  await dialog.getByLabel('Регистрация и вход').check();
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await dialog.getByText('Пароль на один вход').waitFor();
  const password = (await dialog.locator('code').textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Готово' }).click();
  return password;
};

const firstSignIn = async (login: string, given: string, own: string): Promise<OperatorPage> => {
  const context = await desk.browser.newContext({ locale: 'ru-RU', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const complaints = watch(page);
  await page.goto(`${desk.product.url}/operator`);
  await page.getByLabel('Логин').fill(login);
  await page.getByLabel('Пароль', { exact: true }).fill(given);
  await page.getByRole('button', { name: 'Войти' }).click();
  await choosePassword(page, given, 'короткий');
  await page.getByText('Пароль короче 12 знаков').waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
  await choosePassword(page, given, own);
  await page.getByRole('tab', { name: /^Очередь/u }).waitFor();
  return { context, page, complaints };
};

test('a new operator changes the one-time password, answers with a template, and is out when switched off', async () => {
  const anna = await administrator();
  await openSettings(anna.page, 'Люди');
  await anna.page.getByRole('button', { name: 'Добавить человека' }).click();
  await anna.page.getByRole('dialog').getByRole('button', { name: 'Сохранить' }).click();
  await anna.page.getByText('Напишите имя').waitFor();
  const focused = anna.page.getByLabel('Имя и фамилия');
  expect(await focused.evaluate((element) => element === document.activeElement)).toBe(true);
  await anna.page.keyboard.press('Escape');

  const given = await addPerson(anna.page, 'Вера Павлова', 'vera');
  const vera = await firstSignIn('vera', given, 'синие киты любят чай');

  const elena = await openCitizen(desk.product.url);
  await elena.send('не могу войти');
  await elena.send('оператор');
  const number = elena.view().number ?? '';
  await takeFromQueue(vera.page, number);
  const field = vera.page.getByRole('textbox', { name: 'Ответ гражданину' });
  await field.waitFor();

  // In the wrong layout, chosen by the keyboard, filled in.
  await field.pressSequentially('Да. /ghbdtn');
  await vera.page
    .getByRole('option', { name: /Приветствие/u })
    .first()
    .waitFor();
  await field.press('Enter');
  await eventually(async () => (await field.inputValue()).includes('Меня зовут Вера'));
  expect(await field.inputValue()).toMatch(/^Да\. Здравствуйте! Меня зовут Вера/u);
  await field.press('Control+End');
  await field.pressSequentially(' /номер');
  await vera.page.getByRole('option', { name: /Номер обращения/u }).waitFor();
  await field.press('Enter');
  await eventually(async () => (await field.inputValue()).includes(number));
  await field.press('Control+Enter');
  await eventually(() => elena.texts().some((text) => text.startsWith('Да. Здравствуйте!') && text.includes(number)));

  // The citizen gave no name: the variable stays, is selected, and keeps the text here.
  await field.pressSequentially('/имя');
  await vera.page.getByRole('option', { name: /Приветствие по имени/u }).waitFor();
  await field.press('Enter');
  await eventually(async () => (await field.inputValue()).startsWith('{гражданин}'));
  await field.press('Control+Enter');
  await vera.page.getByText('Нет данных для «{гражданин}»').waitFor();
  await vera.page.keyboard.type('Елена Викторовна');
  expect(await field.inputValue()).toMatch(/^Елена Викторовна, здравствуйте!/u);
  await field.press('Control+Enter');
  await eventually(() => elena.texts().some((text) => text.startsWith('Елена Викторовна, здравствуйте!')));
  expect(elena.texts().join()).not.toContain('{');

  await field.pressSequentially('Для {отчество}');
  await field.press('Control+Enter');
  await vera.page.getByText('Вставки «{отчество}» нет').waitFor();

  await anna.page.getByRole('button', { name: 'Действия: Вера Павлова' }).click();
  await anna.page.getByRole('button', { name: 'Закрыть доступ' }).click();
  await anna.page.getByRole('dialog').getByRole('button', { name: 'Закрыть доступ' }).click();
  await vera.page.getByText('Сеанс закончился').waitFor();
  await anna.page.getByText('доступ закрыт', { exact: true }).waitFor();

  await openSettings(anna.page, 'Журнал');
  for (const words of ['Доступ закрыт', 'Свой пароль изменён', 'Взято в работу', 'Человек добавлен']) {
    await anna.page.getByRole('cell', { name: words }).first().waitFor();
  }
  await anna.page.getByLabel('Номер обращения').fill(number.replaceAll('-', ' '));
  await anna.page.getByRole('button', { name: 'Показать', exact: true }).click();
  await anna.page.getByRole('cell', { name: 'Человек добавлен' }).first().waitFor({ state: 'detached' });
  await anna.page.getByRole('cell', { name: 'Взято в работу' }).waitFor();

  expect([...anna.complaints, ...vera.complaints]).toEqual([]);
  elena.close();
  await Promise.all([anna.context.close(), vera.context.close()]);
});

test('a template is added, changed, deleted and brought back; what is wrong is said beside its field; its files go along', async () => {
  const { page, complaints, context } = await administrator({ width: 1024, height: 768 });
  await page.getByRole('link', { name: 'Шаблоны' }).click();
  await page.getByRole('button', { name: 'Новый шаблон' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Название').fill('Проверка <b>связи</b>');
  await dialog.getByLabel('Сокращение').fill('/Связь');
  await dialog.getByLabel('Текст ответа').fill('Здравствуйте, {имя}! ');
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await dialog.getByText('Вставки «{имя}» нет').waitFor();
  await dialog.getByLabel('Текст ответа').fill('Здравствуйте! Обращение № ');
  await dialog.getByRole('button', { name: 'номер', exact: true }).click();
  await dialog.getByLabel('Кому виден').selectOption('Платежи и возвраты');
  const chosen = dialog.getByRole('list', { name: 'Файлы шаблона' }).getByRole('listitem');
  await dialog.locator('input[type=file]').setInputFiles([
    { name: 'Памятка.pdf', mimeType: 'application/pdf', buffer: pdf() },
    { name: 'Экран.png', mimeType: 'image/png', buffer: png() },
    { name: 'Справка.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
  ]);
  await chosen.getByText('Файл пустой, 0 байт').waitFor();
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await dialog.getByText('Уберите файлы, которые не загрузились').waitFor();
  await dialog.getByRole('button', { name: 'Убрать файл Справка.pdf' }).click();
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  const card = page
    .getByRole('region', { name: 'Платежи и возвраты' })
    .getByRole('listitem')
    .filter({ hasText: 'Проверка <b>связи</b>' });
  await card.getByText('Здравствуйте! Обращение № {номер}').waitFor();
  for (const name of ['Памятка.pdf', 'Экран.png']) await card.getByRole('link', { name }).waitFor();

  await card.getByRole('button', { name: /^Удалить/u }).click();
  await card.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
  await card.waitFor();

  await page.getByRole('button', { name: 'Новый шаблон' }).click();
  await dialog.getByLabel('Название').fill('Ещё одна');
  await dialog.getByLabel('Сокращение').fill('связь');
  await dialog.getByLabel('Текст ответа').fill('Да');
  await dialog.getByLabel('Кому виден').selectOption('Платежи и возвраты');
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await dialog.getByText('уже есть у шаблона «Проверка <b>связи</b>»').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  // Its files come into the answer with the text; the one taken away does not go.
  const elena = await openCitizen(desk.product.url);
  await elena.send('деньги списали дважды');
  await elena.send('оператор');
  const number = elena.view().number ?? '';
  await page.getByRole('link', { name: 'Диалоги' }).click();
  await takeFromQueue(page, number);
  const field = page.getByRole('textbox', { name: 'Ответ гражданину' });
  await field.pressSequentially('/связь');
  await page.getByRole('option', { name: /Проверка <b>связи<\/b>.*2 файла/u }).click();
  await page.getByRole('button', { name: 'Убрать файл Экран.png' }).click();
  await field.press('Control+Enter');
  await page.getByRole('log').getByRole('link', { name: 'Памятка.pdf' }).waitFor();
  const lines = () => [...elena.messages.values()].filter(({ text }) => text.endsWith(`Обращение № ${number}`));
  await eventually(() => lines().some(({ files }) => files.map(({ name }) => name).join() === 'Памятка.pdf'));
  elena.close();

  expect(complaints).toEqual([]);
  await context.close();
});
