/** Words about colleagues in the same dialogue. */
import { plural } from '../texts.ts';

export const company = {
  opened: (more: number) =>
    more === 0
      ? ' тоже в этом диалоге'
      : ` и ещё ${plural(more, 'сотрудник', 'сотрудника', 'сотрудников')} в этом диалоге`,
  writes: { reply: ', пишет ответ', note: ', пишет заметку' },
};
