/** Words of notices on the desktop, and of switching them. Nothing of a citizen is in them. */
export const notices = {
  title: (number: string) => `Обращение № ${number}`,
  queued: 'Новое в очереди',
  line: 'Гражданин написал',
  term: 'До срока меньше минуты',
  on: 'Включить уведомления',
  off: 'Выключить уведомления',
  allowed: 'Уведомления включены: номер обращения и повод, без имён и текста.',
  refused: 'Браузер не разрешил уведомления. Разрешите их для этого сайта в его настройках.',
};
