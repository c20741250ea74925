/** Words of «Люди» and of one's own sign-in. */
import type { Role } from '../../../core/domain/operator.ts';
import type { PasswordTrouble } from '../../../core/domain/password-rules.ts';

export const roleWords: Readonly<Record<Role, string>> = {
  operator: 'Оператор',
  author: 'Автор сценариев',
  supervisor: 'Руководитель смены',
  administrator: 'Администратор',
};

export const roleHints: Readonly<Record<Role, string>> = {
  operator: 'Отвечает гражданам в своих отделах.',
  author: 'Пишет сценарии, переписку граждан не видит.',
  supervisor: 'Видит все отделы, передаёт обращения, ведёт шаблоны и журнал.',
  administrator: 'Всё, что руководитель, и ещё люди и весь журнал.',
};

export const people = {
  add: 'Добавить человека',
  addTitle: 'Новый человек',
  editTitle: 'Изменить',
  name: 'Имя и фамилия',
  nameHint: 'Гражданин увидит только первое слово.',
  nameMissing: 'Напишите имя',
  login: 'Логин',
  loginHint: 'Латинские буквы, цифры, точка и дефис.',
  loginWrong: 'Нужны латинские буквы, цифры, точка или дефис, от 2 до 40 знаков',
  loginTaken: (name: string | null) => (name === null ? 'Логин уже занят' : `Логин уже занят: ${name}`),
  role: 'Роль',
  departments: 'Отделы',
  departmentsHint: 'Оператор видит обращения только этих отделов.',
  departmentsMissing: 'Выберите хотя бы один отдел: иначе оператор не увидит ни одного обращения',
  capacity: 'Диалогов одновременно',
  capacityHint: 'Пусто: как у всех.',
  capacityWrong: 'Нужно число от 1 до 50 или ничего',
  save: 'Сохранить',
  saved: (name: string) => `Сохранено: ${name}.`,
  person: 'Человек',
  state: 'Доступ',
  allDepartments: 'все',
  noDepartments: 'нет',
  you: 'это вы',
  online: 'в сети',
  offline: 'не в сети',
  off: 'доступ закрыт',
  actions: (name: string) => `Действия: ${name}`,
  edit: 'Изменить',
  resetPassword: 'Новый пароль',
  resetTitle: 'Выдать новый пароль?',
  resetLead: (name: string) => `Прежний пароль перестанет действовать, все открытые входы закроются: ${name}.`,
  resetGo: 'Выдать пароль',
  signOut: 'Выйти везде',
  signOutTitle: 'Закрыть все входы?',
  signOutLead: (name: string) => `${name} выйдет из пульта на всех устройствах и сможет войти снова.`,
  signedOut: (name: string) => `Все входы закрыты: ${name}.`,
  switchOff: 'Закрыть доступ',
  switchOffTitle: 'Закрыть доступ?',
  switchOffLead: (name: string) =>
    `${name} сразу выйдет из пульта и не сможет войти, пока доступ не вернут. Переписка и журнал сохранятся.`,
  switchedOff: (name: string) => `Доступ закрыт: ${name}.`,
  switchOn: 'Вернуть доступ',
  switchedOn: (name: string) => `Доступ возвращён: ${name}.`,
  passwordTitle: 'Пароль на один вход',
  passwordLead: (name: string) =>
    `Передайте его лично. При первом входе пульт попросит придумать свой. ${name} войдёт с логином:`,
  passwordOnce: 'Пароль показан один раз и нигде не сохранён. Если он потеряется, выдайте новый.',
  copy: 'Скопировать',
  copied: 'Скопировано.',
  done: 'Готово',
  find: 'Найти человека',
  nobody: 'Никого не нашлось.',
};

export const account = {
  title: 'Мой вход',
  passwordTitle: 'Пароль',
  dueTitle: 'Придумайте свой пароль',
  due: 'Этот пароль вам выдали на один вход. Чтобы начать работу, замените его своим.',
  current: 'Пароль сейчас',
  fresh: 'Новый пароль',
  freshHint: 'От 12 знаков. Подойдёт несколько слов подряд, их легче запомнить.',
  repeat: 'Новый пароль ещё раз',
  submit: 'Сменить пароль',
  busy: 'Меняем…',
  changed: 'Пароль изменён. На других устройствах нужно войти заново.',
  missing: 'Заполните поле',
  wrong: 'Пароль не подошёл',
  different: 'Пароли не совпали',
  throttled: 'Слишком много попыток. Подождите 15 минут.',
  offline: 'Сервер не ответил. Попробуйте ещё раз.',
  rejected: 'Сервер не принял пароль. Попробуйте другой.',
  signOut: 'Выйти',
};

export const passwordTroubles: Readonly<Record<PasswordTrouble | 'same', string>> = {
  short: 'Пароль короче 12 знаков',
  long: 'Пароль слишком длинный',
  plain: 'В пароле меньше 6 разных знаков',
  common: 'Этот пароль слишком известен',
  same: 'Это прежний пароль, придумайте другой',
};
