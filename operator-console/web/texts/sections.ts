/** Words of the console's frame around the sections. */

export const sectionTitles = {
  dialogues: 'Диалоги',
  tickets: 'Обращения',
  canned: 'Шаблоны',
  account: 'Мой вход',
  people: 'Люди',
  unclear: 'Не поняли',
  departments: 'Отделы',
  audit: 'Журнал',
  settings: 'Настройки',
};

export const page = {
  loading: 'Загружаем раздел',
  failedTitle: 'Раздел не загрузился',
  failed: 'Возможно, пульт обновили или пропала связь. Обновите страницу: черновики сохранены.',
  reload: 'Обновить страницу',
  missingTitle: 'Такого раздела нет',
  missing: 'Адрес изменился, или раздел не для вашей роли.',
  toDialogues: 'К диалогам',
  listFailed: 'Не получилось загрузить. Проверьте связь и повторите.',
  retry: 'Загрузить ещё раз',
};
