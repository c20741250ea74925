/** Words about colleagues in the same dialogue. */
import { plural } from '../texts.ts';

export const company = {
  opened: (more: number) =>
    more === 0
      ? ' тоже в этом диалоге'
      : ` и ещё ${plural(more, 'сотрудник', 'сотрудника', 'сотрудников')} в этом диалоге`,
  /** In a row of the list. */
  looks: (names: readonly string[]) => `${names.length === 1 ? 'смотрит' : 'смотрят'} ${names.join(', ')}`,
  writes: { reply: ', пишет ответ', note: ', пишет заметку' },
};
