/** Words of «Журнал»: what each action is called. */
import type { AuditAction, AuditGroup } from '../../../core/domain/audit.ts';

export const actionWords: Readonly<Record<AuditAction, string>> = {
  'ticket:opened': 'Обращение открыто',
  'ticket:handoff': 'Передано оператору',
  'ticket:claim': 'Взято в работу',
  'ticket:reply': 'Ответ гражданину',
  'ticket:note': 'Заметка для команды',
  'ticket:transfer': 'Передано другому',
  'ticket:solve': 'Отмечено решённым',
  'ticket:hand-back': 'Возвращено боту',
  'ticket:reject': 'Отклонено',
  'ticket:reopen': 'Открыто снова',
  'ticket:categorise': 'Изменена категория',
  'ticket:assign': 'Назначено оператору',
  'ticket:let-go': 'Вернулось в очередь без ответа оператора',
  'ticket:join': 'Второй вопрос присоединён',
  'ticket:reply-soon': 'Скоро срок ответа',
  'ticket:reply-late': 'Срок ответа прошёл',
  'ticket:solve-soon': 'Скоро срок решения',
  'ticket:solve-late': 'Срок решения прошёл',
  'ticket:expert-late': 'Срок эксперта прошёл',
  'ticket:unanswered-soon': 'Скоро вернётся в очередь без ответа',
  'presence:available': 'На линии',
  'presence:pause': 'Пауза',
  'presence:away': 'Нет на месте',
  'presence:offline': 'Не в сети',
  'line:changed': 'Часы линии изменены',
  'line:restored': 'Обычные часы линии возвращены',
  'ticket:ask': 'Задан вопрос гражданину',
  'ticket:confirm': 'Гражданин подтвердил решение',
  'ticket:consult': 'Отправлено эксперту',
  'ticket:dispute': 'Гражданин не согласился с ответом',
  'ticket:release': 'Возвращено в очередь',
  'ticket:remind': 'Повторный запрос',
  'ticket:escalate': 'Передано выше',
  'ticket:complain': 'Жалоба гражданина',
  'ticket:resume': 'Гражданин ответил',
  'ticket:silence': 'Закрыто по молчанию',
  'ticket:to-bot': 'Снова отвечает бот',
  'ticket:withdraw': 'Гражданин передумал ждать',
  'consent:given': 'Согласие дано',
  'consent:refused': 'В согласии отказано',
  'consent:withdrawn': 'Согласие отозвано',
  'personal:reveal': 'Просмотр личных данных',
  'sign-in:done': 'Вход',
  'sign-in:failed': 'Неудачный вход',
  'sign-in:locked': 'Вход временно закрыт после неудачных попыток',
  'sign-in:ended': 'Выход',
  'password:changed': 'Свой пароль изменён',
  'password:reset': 'Выдан новый пароль',
  'person:added': 'Человек добавлен',
  'person:changed': 'Данные человека изменены',
  'person:off': 'Доступ закрыт',
  'person:on': 'Доступ возвращён',
  'person:signed-out': 'Все входы закрыты',
  'canned:added': 'Шаблон добавлен',
  'canned:changed': 'Шаблон изменён',
  'canned:removed': 'Шаблон удалён',
  'canned:restored': 'Шаблон возвращён',
};

/** Groups of the filter, by the word before the colon. */
export const actionGroups: Readonly<Record<AuditGroup, string>> = {
  ticket: 'Обращения',
  'sign-in': 'Входы',
  personal: 'Личные данные',
  consent: 'Согласия',
  password: 'Пароли',
  presence: 'Присутствие',
  line: 'Часы линий',
  person: 'Люди',
  canned: 'Шаблоны',
};

export const actorWords: Readonly<Record<string, string>> = {
  citizen: 'Гражданин',
  bot: 'Бот',
  system: 'Система',
  engineer: 'Инженер (команда)',
  unknown: 'Неизвестно кто',
};

const fieldWords: Readonly<Record<string, string>> = {
  login: 'логин',
  name: 'имя',
  role: 'роль',
  departments: 'отделы',
  capacity: 'число диалогов',
};

export const audit = {
  lead: 'Кто, что и когда сделал. Записи нельзя ни изменить, ни удалить. Текстов переписки и личных данных здесь нет.',
  leadSupervisor: 'Что делали с обращениями ваших отделов. Записи нельзя ни изменить, ни удалить.',
  filters: 'Отбор',
  person: 'Человек',
  anybody: 'Все',
  action: 'Действие',
  anything: 'Любое',
  wholeGroup: (group: string) => `${group}: все`,
  ticket: 'Номер обращения',
  ticketWrong: 'Номер выглядит так: 26-004817-3',
  from: 'С',
  to: 'По',
  periodWrong: 'Начало позже конца',
  show: 'Показать',
  reset: 'Сбросить',
  when: 'Когда',
  who: 'Кто',
  what: 'Что сделано',
  about: 'О чём',
  nothing: 'Таких записей нет.',
  older: 'Показать раньше',
  loadingOlder: 'Загружаем…',
  caption: 'Журнал, новые записи сверху',
  changed: (fields: string) =>
    `изменено: ${fields
      .split(',')
      .map((field) => fieldWords[field] ?? field)
      .join(', ')}`,
  /** Details that are told as they are: name → words before the value. */
  details: { role: 'роль', reason: 'причина', to: 'кому', kind: 'что', file: 'файл', version: 'версия' } as Readonly<
    Record<string, string>
  >,
};
