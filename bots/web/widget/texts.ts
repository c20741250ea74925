/**
 * Every Russian word of the widget except the two in `index.html`. Words of the bot and of the statuses come from
 * the server. The launcher takes its name separately so that nothing else travels with it.
 */
import type { WidgetError } from '../contract.ts';

export const chatTitle = 'Чат поддержки';

const characters = (count: number): string => {
  const form = /* @__PURE__ */ new Intl.PluralRules('ru').select(count);
  return `${count}\u00a0${form === 'one' ? 'знак' : form === 'few' ? 'знака' : 'знаков'}`;
};

const minuteForms: Readonly<Record<string, string>> = { one: 'минуту', few: 'минуты' };
const people = ['один', 'двое', 'трое', 'четверо', 'пятеро', 'шестеро', 'семеро'];
/** «двое», from eight on figures. */
const inWords = (count: number): string => people[count - 1] ?? `${count}`;

export const texts = {
  launcher: (unread: number) => chatTitle + (unread ? `, новых сообщений: ${unread}` : ''),
  you: 'Вы',
  bot: 'Помощник',
  operator: (name: string) => `${name}, оператор`,
  calling: 'Зовём оператора',
  solved: 'Обращение решено',
  rejected: 'Обращение отклонено',
  ticket: 'Обращение',
  number: (number: string) => `№\u00a0${number}`,

  atOnce: 'Отвечает сразу',
  online: 'На связи',
  noLink: 'Нет связи',
  opening: 'Открываем переписку…',
  silent: 'Не отвечает',

  menu: 'Действия: номер обращения, размер текста',
  menuTitle: 'Действия',
  copyNumber: 'Скопировать номер',
  copied: 'Номер скопирован',
  notCopied: (number: string) => `Не удалось скопировать. Номер: ${number}`,
  bigText: 'Крупный текст',
  leave: 'Выйти из чата',
  minimise: 'Свернуть чат',

  log: 'Переписка',
  loading: 'Загружаем переписку',
  earlier: 'Показать более ранние',
  earlierLoading: 'Загружаем…',
  linkSent: 'Ссылка пришла в\u00a0мессенджер, здесь её нет.',
  typing: 'Оператор печатает…',
  newMessages: 'Новые сообщения',
  today: 'Сегодня',
  yesterday: 'Вчера',
  options: 'Варианты ответа',
  offered: 'Были варианты:',

  queueText: 'Оператор прочитает переписку и ответит здесь.',
  ahead: (count: number) => (count === 0 ? 'Вы следующий' : `Перед вами ${inWords(count)}`),
  answerIn: (minutes: number) =>
    `Ответим примерно через ${minutes}\u00a0${minuteForms[new Intl.PluralRules('ru').select(minutes)] ?? 'минут'}.`,
  queueNote: 'Можно закрыть окно: ответ сохранится.',

  sending: 'Отправляем',
  waiting: 'Ждёт отправки',
  waitingBusy: 'Чат занят, отправим ещё раз',
  waitingThrottled: 'Сообщений слишком много, отправим чуть позже',
  sent: 'Отправлено',
  notSent: 'Не отправлено',
  retry: 'Повторить',
  edit: 'Исправить',
  reasons: {
    invalid: null,
    failed: null,
    busy: null,
    throttled: 'Слишком много сообщений подряд. Подождите минуту.',
    empty: 'Напишите вопрос текстом.',
    'file-gone': 'Файл уже не хранится. Приложите его ещё раз.',
    shut: 'Доступ к этой переписке закрыт.',
    'too-long': 'Сообщение слишком длинное. Отправьте его частями.',
  } satisfies Record<WidgetError, string | null>,

  message: 'Сообщение',
  placeholder: 'Напишите вопрос',
  send: 'Отправить',
  attach: 'Прикрепить файл',
  filesLost: 'Файл приложить не\u00a0получилось: нет связи. Попробуйте ещё раз.',
  left: (count: number) => `Осталось ${characters(count)}`,
  over: (count: number) => `Длиннее на ${characters(count)}. Сократите или отправьте частями.`,
  secrets: 'Не пишите здесь пароли и коды из\u00a0СМС.',
  demo: 'Контакты в\u00a0чате: демонстрационные данные',

  noInternet: 'Нет интернета.',
  noChat: 'Нет связи с\u00a0чатом.',
  willSend: 'Сообщения отправим, когда связь вернётся.',

  notLoaded: 'Чат не\u00a0загрузился',
  tryOrCall: 'Попробуйте ещё раз. Если спешите, позвоните.',
  tryOnly: 'Попробуйте ещё раз через минуту.',
  tryAgain: 'Попробовать ещё раз',
  demoPhone: 'демонстрационные данные',
};
