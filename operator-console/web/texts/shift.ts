/** Words of presence, load, terms and the end of a shift. */
import type { PresenceState } from '../../../core/domain/presence.ts';
import type { AlertKind } from '../../contract.ts';

export const states: Readonly<Record<PresenceState, string>> = {
  available: 'Доступен',
  pause: 'Пауза',
  away: 'Нет на месте',
  offline: 'Не в сети',
};

export const shift = {
  menu: (state: string) => `${state}: сменить состояние`,
  choose: 'Состояние',
  load: 'Нагрузка',
  loadOf: (held: number, capacity: number) => `${held} из ${capacity}`,
  changed: (state: string) => `Теперь вы: ${state.toLowerCase()}.`,
  end: 'Завершить смену',
  endTitle: 'Завершаю смену',
  endNone: 'Открытых обращений у вас нет.',
  endLead: (count: string) => `За вами ${count}. Выберите, кому передать: без ответа ничего не останется.`,
  endToQueue: 'Вернуть в отделы',
  endToQueueNote: 'Ждущие ответа встанут в очередь на своё место, остальные перейдут к отделу.',
  endTo: 'Кому передать',
  endReason: 'Что важно знать коллегам. Граждане этого не увидят.',
  endGo: 'Передать и завершить',
  endGoNone: 'Завершить смену',
  ended: 'Смена завершена. Спасибо!',
  category: 'Сменить категорию',
} as const;

export const terms = {
  reply: (left: string) => `ответить за ${left}`,
  solve: (left: string) => `решить за ${left}`,
  expert: (left: string) => `эксперт ответит за ${left}`,
  late: (over: string) => `просрочен ${over}`,
} as const;

export const alerts: Readonly<Record<AlertKind, (number: string) => string>> = {
  'reply-soon': (number) => `№ ${number}: пора ответить, срок подходит.`,
  'reply-late': (number) => `№ ${number}: срок ответа вышел.`,
  'solve-soon': (number) => `№ ${number}: подходит срок решения.`,
  'solve-late': (number) => `№ ${number}: срок решения вышел.`,
  'returns-soon': (number) => `№ ${number}: гражданин ждёт. Без ответа обращение скоро вернётся в очередь.`,
  returned: (number) => `№ ${number}: долго без ответа, обращение вернулось в очередь.`,
};
