/** Every Russian sentence of the sandbox's page. */
import type { KnobName, LogLine, Platform, PlatformState } from '../contract.ts';
import type { Note } from '../journal.ts';

const methods: Readonly<Record<string, string>> = {
  sendMessage: 'бот пишет',
  'messages.send': 'бот пишет',
  sendPhoto: 'бот шлёт фото',
  sendDocument: 'бот шлёт файл',
  sendVoice: 'бот шлёт голосовое',
  sendMediaGroup: 'бот шлёт альбом',
  editMessageText: 'бот правит сообщение',
  editMessageReplyMarkup: 'бот меняет кнопки',
  'messages.edit': 'бот правит сообщение',
  sendChatAction: 'бот показывает «печатает»',
  'messages.setActivity': 'бот показывает «печатает»',
  answerCallbackQuery: 'бот принял нажатие',
  'messages.sendMessageEventAnswer': 'бот принял нажатие',
  getFile: 'бот спрашивает, где файл',
  'docs.getMessagesUploadServer': 'бот спрашивает, куда загрузить файл',
  'photos.getMessagesUploadServer': 'бот спрашивает, куда загрузить фото',
  'docs.save': 'бот сохраняет файл',
  'photos.saveMessagesPhoto': 'бот сохраняет фото',
  '/file': 'бот скачивает файл',
  '/files': 'бот скачивает файл',
  setWebhook: 'бот называет свой адрес',
  deleteWebhook: 'бот снимает вебхук',
  getUpdates: 'бот ждёт событий',
  getWebhookInfo: 'бот проверяет вебхук',
};

const outcomes: Readonly<Record<string, string>> = {
  ok: 'доставлено',
  hang: 'платформа молчит',
  reset: 'выполнено, но ответ потерялся',
  garbage: 'вместо ответа пришла HTML-страница 502',
  '400': 'запрос отклонён (400)',
  '401': 'токен не принят (401)',
  '403': 'гражданин запретил сообщения (403)',
  '409': 'кто-то ещё забирает события (409)',
  '429': 'слишком часто (429)',
  '5': 'токен не принят (ошибка 5)',
  '6': 'слишком часто (ошибка 6)',
  '100': 'запрос отклонён (ошибка 100)',
  '901': 'гражданин запретил сообщения (ошибка 901)',
  '911': 'клавиатура не принята (ошибка 911)',
  '914': 'слишком длинно (ошибка 914)',
};

const events: Readonly<Record<string, string>> = {
  message: 'сообщение',
  message_new: 'сообщение',
  edited_message: 'правка',
  message_edit: 'правка',
  callback_query: 'нажатие',
  message_event: 'нажатие',
  my_chat_member: 'запрет или разрешение',
  message_deny: 'запрет сообщений',
  message_allow: 'разрешение сообщений',
};
const eventOf = (event: string): string => events[event] ?? event;

const plural = new Intl.PluralRules('ru');
const eventWords: Readonly<Record<Intl.LDMLPluralRule, string>> = {
  one: 'событие',
  few: 'события',
  many: 'событий',
  other: 'события',
  zero: 'событий',
  two: 'события',
};

const seconds = (ms: number): string => `${Math.max(1, Math.round(ms / 1000))} с`;

export const noteWords = (note: Note): string => {
  switch (note.kind) {
    case 'called': {
      const what = methods[note.method] ?? note.method;
      return `${what}: ${outcomes[note.outcome] ?? note.outcome}`;
    }
    case 'delivered':
      return `${eventOf(note.event)}: бот записал и подтвердил`;
    case 'refused':
      return note.retryMs === null
        ? `${eventOf(note.event)}: бот не принял, больше не повторим`
        : `${eventOf(note.event)}: бот не принял, повтор через ${seconds(note.retryMs)}`;
    default:
      return `бот забрал ${note.count} ${eventWords[plural.select(note.count)]}`;
  }
};

export const isBad = ({ note }: LogLine): boolean =>
  note.kind === 'refused' || (note.kind === 'called' && note.outcome !== 'ok');

export const platformNames: Readonly<Record<Platform, string>> = { telegram: 'Telegram', vk: 'ВКонтакте' };

/** What each knob breaks, in a word and in a sentence. */
export const knobs: Readonly<Record<KnobName, readonly [name: string, title: string]>> = {
  duplicates: ['Дубли', 'Каждое событие приходит боту дважды'],
  shuffle: ['Путать порядок', 'События задерживаются на две секунды и приходят задом наперёд'],
  storm: ['Слишком часто', 'На каждое сообщение бота платформа отвечает: слишком часто, подождите'],
  hang: ['Молчит', 'Платформа принимает запрос и не отвечает'],
  lost: ['Теряет ответы', 'Сообщение бота показано, но ответ об этом не дошёл'],
  html: ['HTML 502', 'Вместо ответа приходит страница ошибки'],
  forbidden: ['Запрет всем', 'Платформа отвечает: гражданин запретил сообщения'],
  revoked: ['Токен отозван', 'Токен бота не принимают; после возврата бот пробует снова в течение минуты'],
};

export const texts = {
  title: 'Песочница',
  lead: 'Telegram, ВКонтакте и сайт без токенов: граждане вымышлены, бот настоящий.',
  console: 'Пульт оператора',
  citizens: 'Граждане',
  addCitizen: 'Добавить гражданина',
  views: 'Что показать',
  site: 'Сайт',
  siteFull: 'Чат на сайте',
  siteNote: 'виджет как на портале',
  openSite: 'Открыть чат',
  log: 'Журнал',
  logFull: 'Что делали платформы',
  logEmpty: 'Здесь будет видно, что платформы доставили, повторили и чего не приняли.',
  how: { polling: 'бот забирает события опросом', webhook: 'события приходят на вебхук' } satisfies Record<
    PlatformState['how'],
    string
  >,
  down: 'Платформа перезапускается, это 5 секунд',
  breakIt: 'Сломать',
  isBroken: (count: number): string => (count === 0 ? 'всё исправно' : `включено: ${count}`),
  restart: 'Перезапустить платформу',
  begin: { telegram: '/start', vk: 'Начать' } satisfies Record<Platform, string>,
  beginButton: 'Начать',
  empty: (name: string): string =>
    `Здесь пока пусто: ${name} и бот не переписывались. После перезапуска сервера телефоны начинают заново, а обращения остаются.`,
  message: (platform: string): string => `Сообщение в ${platform}`,
  placeholder: 'Сообщение',
  send: 'Отправить',
  attach: 'Прикрепить',
  photo: 'Фото с диска…',
  document: 'Документ с диска…',
  album: 'Альбом из трёх снимков',
  pdf: 'Справка.pdf',
  voice: 'Голосовое, 3 с',
  sticker: 'Стикер',
  location: 'Место на карте',
  contact: 'Свой контакт',
  forward: 'Переслать от соседа',
  forwardText: 'Соседи пишут, что личный кабинет сегодня не открывается ни у кого.',
  passedOn: (from: string): string => `Переслано от: ${from}`,
  answering: (text: string): string => `Ответ на: ${text}`,
  reply: 'Ответить',
  edit: 'Изменить',
  editing: 'Изменение сообщения',
  cancelEdit: 'Не менять',
  cancelReply: 'Не отвечать на это',
  noWords: 'вложение',
  edited: 'изменено',
  block: 'Запретить сообщения',
  unblock: 'Разрешить сообщения',
  blocked: 'Сообщения бота запрещены. Напишите ему, чтобы разрешить.',
  typing: 'печатает…',
  bot: 'Бот',
  you: 'Вы',
  keyboard: 'Кнопки под полем',
  map: (latitude: number, longitude: number): string => `Место: ${latitude.toFixed(4)}, ${longitude.toFixed(4)}`,
  voiceOf: (length: number): string => `Голосовое, ${length} с`,
  noServer: 'Сервер не отвечает. Запустите его снова: npm start.',
  offline: 'Нет связи с сервером, страница ждёт его.',
  refused: {
    409: 'На этом телефоне так сделать нельзя.',
    413: 'Файл больше 25 МБ.',
  } as Readonly<Record<number, string>>,
  refusedAnyhow: 'Не получилось. Посмотрите журнал сервера.',
  close: 'Закрыть',
} as const;
