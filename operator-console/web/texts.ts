/** Every Russian word of the console. Owns wording only: no state, no markup. */
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

export const signIn = {
  title: 'Пульт оператора',
  lead: 'Войдите, чтобы отвечать гражданам.',
  login: 'Логин',
  password: 'Пароль',
  submit: 'Войти',
  busy: 'Входим…',
  wrong: 'Неверный логин или пароль. Проверьте раскладку и Caps Lock.',
  throttled: (wait: string) => `Слишком много попыток. Попробуйте снова через ${wait}.`,
  offline: 'Нет связи с сервером. Проверьте интернет и попробуйте ещё раз.',
  loginMissing: 'Введите логин',
  passwordMissing: 'Введите пароль',
  ended: 'Сеанс закончился или вы вышли в другом окне. Войдите снова: черновики и неотправленные ответы сохранены.',
  left: 'Вы вышли.',
  forgot: 'Забыли пароль?',
  forgotOperator: 'Новый пароль выдаёт администратор пульта: Настройки → Люди → «Новый пароль».',
  forgotAdministrator: 'Администратору поможет инженер на сервере. Он наберёт команду',
  forgotCommand: 'npm run people -- password ЛОГИН',
  unreachableTitle: 'Нет связи с сервером',
  unreachable: 'Пульт откроется, как только сервер ответит. Черновики сохранены.',
  retry: 'Попробовать снова',
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
  mine: 'Мои',
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
  started: 'Гражданин открыл чат',
  buttons: 'Кнопки бота',
  chosen: 'выбрано',
  noteTitle: 'Заметка для команды.',
  staffOnly: 'гражданин не видит',
  sending: 'Отправляется',
  waiting: 'Ждёт отправки',
  failed: 'Не отправлено',
  sent: 'Отправлено',
  again: 'Повторить',
  edit: 'Изменить',
  discard: 'Удалить',
};

export const composer = {
  tabsLabel: 'Кому пишем',
  reply: 'Ответ гражданину',
  note: 'Заметка для команды',
  replyField: 'Ответ гражданину',
  noteField: 'Заметка для команды, гражданин её не увидит',
  replyHint: 'Напишите ответ или введите / для шаблона',
  noteHint: 'Заметку увидят только сотрудники',
  asks: 'Жду ответа гражданина',
  draftSaved: 'Черновик сохранён',
  send: 'Отправить',
  saveNote: 'Сохранить заметку',
  left: (n: number) => plural(n, 'знак лишний', 'знака лишних', 'знаков лишних'),
  ownedBy: (name: string) => `Диалог ведёт ${name}.`,
  ownedHint: 'Отвечать гражданину может только ответственный.',
  unowned: 'Гражданин ждёт оператора.',
  unownedHint: 'Возьмите обращение, чтобы ответить.',
  withBot: 'Сейчас отвечает бот.',
  withBotHint: 'Оператор понадобится, если гражданин попросит.',
  expert: 'На экспертизе.',
  claim: 'Взять обращение',
  addNote: 'Заметка',
  hideNote: 'Скрыть заметку',
  over: { answered: 'Ответ дан.', closed: 'Обращение закрыто.', rejected: 'Обращение отклонено.' },
  overHint: {
    answered: 'Гражданина спросили, помогло ли. Если нет, обращение вернётся с тем же номером.',
    closed: 'Открыть его снова можно в течение 7 дней.',
    rejected: 'Открыть его снова можно в течение 7 дней.',
  },
};

export const dialogs = {
  transferTitle: 'Передать обращение',
  transferLead: 'Номер, переписка и заметки сохранятся. Гражданин узнает, кто ответит.',
  toWhom: 'Кому',
  colleagues: 'Сотруднику',
  departments: 'В отдел',
  expert: 'экспертиза',
  online: 'на связи',
  offline: 'не на связи',
  reason: 'Причина',
  transferReasonHint: 'Увидят только сотрудники. Напишите, что уже сделано и что осталось.',
  transferGo: 'Передать',
  nobody: 'Выберите, кому передать',
  noTargets: 'Передать пока некому.',
  rejectTitle: 'Отклонить обращение',
  rejectLead: 'Обращение закроется без ответа по существу.',
  rejectReasonHint: 'Причину прочитает гражданин.',
  rejectGo: 'Отклонить',
  handBackTitle: 'Вернуть боту',
  handBackLead: 'Дальше гражданину ответит бот. Переписка останется, позвать оператора можно в любой момент.',
  handBackGo: 'Вернуть боту',
  solveTitle: 'В поле остался ответ',
  solveLead: 'Отправить его гражданину и отметить обращение решённым?',
  solveWith: 'Отправить и решить',
  solveWithout: 'Решить без него',
  reasonMissing: 'Напишите причину',
  solved: (number: string) => `Обращение № ${number} решено.`,
  solvedUndo: 'Отменить',
  solveBlocked: 'Сначала повторите или удалите неотправленное сообщение.',
  resolving: 'Решаем…',
  claimed: 'Обращение за вами.',
  transferred: 'Обращение передано.',
  handedBack: 'Гражданину снова отвечает бот.',
  rejected: 'Обращение отклонено.',
  reopened: 'Обращение снова открыто.',
  noMoreWaiting: 'Больше никто не ждёт вашего ответа.',
  soundOn: 'Звук включён.',
};

export const card = {
  label: 'Карточка',
  citizen: 'Гражданин',
  channel: 'Канал',
  page: 'Страница',
  device: 'Устройство',
  unknown: 'не известно',
  ticket: (number: string) => `Обращение ${number}`,
  steps: { label: 'Этапы', fresh: 'Новое', work: 'В работе', done: 'Решено', rejected: 'Отклонено' },
  status: 'Состояние',
  citizenSees: 'Видит гражданин',
  category: 'Категория',
  department: 'Отдел',
  owner: 'Ответственный',
  nobody: 'никто',
  you: 'Вы',
  opened: 'Открыто',
  due: 'Ответить до',
  reason: 'Причина',
  path: 'Путь в сценарии',
  ladder: 'Гражданин просил',
  reminded: 'Повторный запрос',
  level: (level: number) => (level === 3 ? 'Уровень 3, руководитель' : `Уровень ${level}`),
  complained: 'Жалоба',
  others: 'Другие обращения',
  before: 'Раньше обращались',
  allOthers: (n: number) => `Все ${n}`,
  fields: 'Поля',
};

export const keys = {
  title: 'Все клавиши',
  note: 'Буквы действуют вне полей ввода и в любой раскладке.',
  rows: [
    ['Ctrl K', 'поиск обращений'],
    ['J', 'следующий диалог'],
    ['K', 'предыдущий диалог'],
    ['Alt ↓, Alt ↑', 'то же, из поля ввода'],
    ['N', 'взять из очереди'],
    ['R', 'ответ гражданину'],
    ['Shift R', 'заметка для команды'],
    ['Ctrl Enter', 'отправить'],
    ['Ctrl Shift Enter', 'отправить и открыть следующий'],
    ['T', 'передать'],
    ['E', 'решено, с отменой 5 с'],
    ['I', 'карточка'],
    ['?', 'все клавиши'],
    ['Esc', 'закрыть верхний слой'],
  ] as const,
};
