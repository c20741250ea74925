/** Russian words of the console's frame, list and dialogue; other parts have theirs in `texts/`. Owns wording only: no state, no markup. */
import type { ChannelId } from '../../core/domain/conversation.ts';
import type { FailureReason } from '../../core/domain/delivery.ts';
import type { Priority, TicketStatus } from '../../core/domain/ticket.ts';
import type { Failure } from './connection.ts';

const rules = new Intl.PluralRules('ru');
export const plural = (n: number, one: string, few: string, many: string): string => {
  const form = rules.select(n);
  return `${n}\u00a0${form === 'one' ? one : form === 'few' ? few : many}`;
};

export const words = {
  shortMinutes: (n: number) => `${n}\u00a0мин`,
  shortHours: (n: number) => `${n}\u00a0ч`,
  shortDays: (n: number) => `${n}\u00a0дн.`,
  today: 'Сегодня',
  yesterday: 'Вчера',
  todayAt: (time: string) => `сегодня, ${time}`,
};

export const statuses: Readonly<Record<TicketStatus, string>> = {
  bot: 'Бот отвечает',
  queued: 'В очереди',
  active: 'В обработке',
  waiting: 'Ждём гражданина',
  expert: 'На экспертизе',
  answered: 'Ответ готов',
  closed: 'Закрыто',
  rejected: 'Отклонено',
};

export const channels: Readonly<Record<ChannelId, string>> = { web: 'Сайт', telegram: 'Telegram', vk: 'ВКонтакте' };

export const priorityWords: Readonly<Record<Exclude<Priority, 'normal'>, string>> = {
  high: 'важно',
  urgent: 'срочно',
};

const failures: Readonly<Record<Failure, string>> = {
  taken: 'Обращение уже взял другой оператор.',
  'not-owner': 'Обращение сейчас не за вами.',
  'wrong-status': 'Обращение уже в другом состоянии, так сделать нельзя.',
  'too-late': 'Срок, когда обращение можно открыть снова, прошёл. Новый вопрос получит новый номер.',
  full: 'Свободного места нет: сначала закончите одно из обращений.',
  talking: 'С этим гражданином сейчас говорит коллега.',
  empty: 'Напишите текст.',
  'personal-file':
    'Похоже на документ с личными данными, в мессенджер такие не отправляем. Пригласите гражданина в защищённый чат и отправьте снова, когда он ответит оттуда. Если личного в файле нет, назовите его иначе.',
  'too-long': 'Слишком длинный текст. Разделите его на части.',
  'file-gone': 'Файл уже не хранится. Приложите его ещё раз.',
  'not-found': 'Обращение не найдено или недоступно вам.',
  forbidden: 'У вас нет прав на это действие.',
  invalid: 'Сервер не принял запрос. Обновите страницу и повторите.',
  unfilled: 'В тексте осталась незаполненная вставка. Впишите вместо неё нужное слово.',
  'last-administrator': 'Это последний администратор: без него некому будет давать доступ.',
  busy: 'Сервер сейчас занят. Попробуйте ещё раз.',
  throttled: 'Слишком много запросов подряд. Подождите немного.',
  'signed-out': 'Сеанс закончился. Войдите снова.',
  offline: 'Сервер не ответил. Проверьте, не выполнено ли уже, и попробуйте ещё раз.',
  failed: 'Не получилось выполнить. Попробуйте ещё раз.',
};

/** What went wrong, for a toast. `by`: who has the ticket now. */
export const failureText = (failure: Failure, by: string | null): string => {
  if (by !== null && failure === 'taken') return `Уже взято: ${by}.`;
  if (by !== null && failure === 'full') return `У коллеги нет свободного места: ${by}.`;
  if (by !== null && failure === 'talking') return `С этим гражданином сейчас говорит ${by}.`;
  if (by !== null && failure === 'not-owner') return `Обращение ведёт ${by}.`;
  if (by !== null && failure === 'unfilled') return `В тексте осталась вставка «{${by}}». Впишите вместо неё нужное.`;
  return failures[failure];
};

export const shell = {
  home: 'Пульт оператора, к списку диалогов',
  sections: 'Разделы',
  dialogs: 'Диалоги',
  title: (waiting: number, section: string) => `${waiting > 0 ? `(${waiting}) ` : ''}${section}`,
  waitingBadge: (n: number) => `ждут ответа: ${n}`,
  figures: 'Показатели',
  inQueue: 'В очереди',
  longest: 'Дольше всех ждут',
  longestShort: 'Ждут',
  nobody: '–',
  demo: 'демонстрационные данные',
  up: 'На связи',
  connecting: 'Подключаемся',
  down: 'Нет связи',
  netTitle: 'Нет связи.',
  net: 'Переподключаемся… Ответы сохранятся и уйдут сами.',
  netNow: 'Подключиться сейчас',
  menu: (name: string) => `${name}: настройки и выход`,
  signOut: 'Выйти',
  signOutFailed: 'Не удалось выйти: нет связи с сервером.',
  theme: 'Тема',
  themes: { system: 'Как в системе', light: 'Светлая', dark: 'Тёмная' },
  keys: 'Все клавиши',
  singleKeys: 'Однобуквенные клавиши',
  soundOn: 'Включить звук',
  soundOff: 'Выключить звук',
  close: 'Закрыть',
  cancel: 'Отмена',
  dismiss: 'Скрыть сообщение',
  messages: 'Сообщения пульта',
};

export const queue = {
  label: 'Список диалогов',
  tabsLabel: 'Чьи диалоги',
  tabs: { mine: 'Мои', queue: 'Очередь', all: 'Все' },
  region: 'Диалоги',
  groups: { reply: 'Ждут ответа', work: 'В работе', citizen: 'Ждём гражданина' },
  guest: (id: string) => `Гость ${id}`,
  you: 'Вы: ',
  operator: 'Оператор: ',
  noLines: 'Сообщений пока нет',
  level: (level: number) => `уровень ${level}`,
  reminded: 'повтор',
  complained: 'жалоба',
  returned: 'вернулось',
  take: 'Взять из очереди',
  empty: {
    mine: 'У вас нет диалогов. Возьмите первый из очереди.',
    queue: 'В очереди никого нет.',
    all: 'Обращений пока нет.',
  },
  failed: 'Не удалось загрузить список.',
  retry: 'Загрузить ещё раз',
  nobodyWaits: 'В очереди никого нет.',
  since: (time: string) => `с ${time}`,
  waits: (time: string) => `ждёт ${time}`,
  pausedSince: (time: string) => `ждём гражданина с ${time}`,
  waitsBefore: 'ждёт ',
  pausedBefore: 'ждём гражданина ',
  unread: 'непрочитанных: ',
  unreadSome: 'есть непрочитанное',
  ownedBy: (name: string) => `ведёт ${name}`,
  numberSign: '№ ',
  number: (number: string) => `№\u00a0${number}`,
};

export const talk = {
  label: 'Диалог',
  emptyTitle: 'Выберите диалог',
  emptyBefore: 'Слева те, кто ждёт ответа. Самые срочные сверху. Нажмите',
  emptyAfter: ', чтобы открыть первый.',
  failedTitle: 'Не удалось загрузить переписку',
  failed: 'Сервер не ответил. Обращение и переписка на месте, гражданин этого не видит.',
  failedRetry: 'Загрузить ещё раз',
  missingTitle: 'Обращение недоступно',
  missing: 'Такого номера нет, или обращение передали в другой отдел.',
  loading: 'Загружаем переписку',
  back: 'К списку диалогов',
  copy: (number: string) => `Скопировать номер ${number}`,
  copied: 'Номер скопирован.',
  copyFailed: 'Не удалось скопировать. Выделите номер и нажмите Ctrl C.',
  card: 'Карточка',
  claim: 'Взять',
  transfer: 'Передать',
  solve: 'Решено',
  handBack: 'Вернуть боту',
  reject: 'Отклонить',
  reopen: 'Открыть снова',
  more: 'Другие действия',
  page: (title: string) => `страница «${title}»`,
  waits: (time: string) => `ждёт ${time}`,
  due: (time: string) => `ответить за ${time}`,
  overdue: (time: string) => `просрочен на ${time}`,
  handed: (time: string) => `Бот передал в ${time}.`,
  handedUndated: 'Бот передал.',
  details: 'Подробнее',
  question: 'Вопрос',
  tried: 'Пробовали',
  nothingTried: 'ничего',
  fields: 'Поля',
  reason: 'Причина',
};

const undelivered: Readonly<Record<FailureReason, string>> = {
  blocked: 'Не доставлено: пользователь запретил сообщения.',
  expired: 'Не доставлено: мессенджер не отвечал сутки.',
  refused: 'Не доставлено: мессенджер не принял сообщение.',
  file: 'Не доставлено: файл не удалось передать.',
};

export const delivery = {
  queued: 'Отправляется в мессенджер',
  failed: (reason: FailureReason | null) => undelivered[reason ?? 'refused'],
  unknown: 'Мессенджер не подтвердил. Сообщение могло дойти.',
  doubtful: 'возможен повтор',
};

export const log = {
  label: 'Переписка',
  earlier: 'Показать раньше',
  loadingEarlier: 'Загружаем…',
  start: 'Начало переписки',
  pill: (n: number) => plural(n, 'новое сообщение', 'новых сообщения', 'новых сообщений'),
  toEnd: 'К последнему сообщению',
  you: 'Вы',
  bot: 'Бот',
  citizen: 'Гражданин',
  pressed: 'нажата кнопка',
  edited: 'изменено',
  forwarded: 'переслано',
  answersLine: 'Ответ на сообщение',
  toQuoted: 'Показать это сообщение',
  showFormer: 'Показать, что было написано раньше',
  hideFormer: 'Скрыть прежний текст',
  former: 'Прежний текст',
  started: 'Гражданин открыл чат',
  buttons: 'Кнопки бота',
  chosen: 'выбрано',
  noteTitle: 'Заметка для команды.',
  linkHidden: 'ссылку видит только гражданин',
  staffOnly: 'гражданин не видит',
  sending: 'Отправляется',
  waiting: 'Ждёт отправки',
  failed: 'Не отправлено',
  sent: 'Отправлено',
  again: 'Повторить',
  edit: 'Изменить',
  discard: 'Удалить',
};
