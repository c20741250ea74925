/** Words of «Отделы». */
import { plural } from '../texts.ts';

export const departments = {
  lead: 'Отделы, категории и контакты берутся из файла organisation.yml в папке сценариев. Чтобы изменить их, исправьте файл и опубликуйте сценарии.',
  demo: (n: number) =>
    `Никем не проверено: ${plural(n, 'контакт', 'контакта', 'контактов')}. Пока это так, чат говорит «демонстрационные данные», а рабочий режим не запустится.`,
  expert: 'экспертиза',
  nobody: 'Никого. Обращения отдела увидят только руководители.',
  people: 'Сотрудники',
  categories: 'Категории',
  noCategories: 'нет',
  off: 'отключён',
  contactsTitle: 'Контакты',
  contact: 'Что',
  value: 'Значение',
  source: 'Откуда',
  checked: 'Проверено',
  unchecked: 'не проверено',
  checkedBy: (day: string, by: string | null) => (by === null ? day : `${day}, ${by}`),
  zone: (zone: string) => `Часовой пояс: ${zone}.`,
};
