/** Every Russian word of the page that leads from a messenger into the protected chat. */
import type { LinkState } from '../../contract.ts';

export const messengerNames = { telegram: 'Telegram', vk: 'ВКонтакте', web: 'чат на сайте' } as const;

const again = 'Вернитесь в мессенджер и нажмите «Новая ссылка» или напишите там «новая ссылка».';

interface Trouble {
  readonly title: string;
  readonly text: string;
}

export const texts = {
  looking: 'Проверяем ссылку…',
  title: (number: string) => `Продолжить обращение №\u00a0${number}`,
  lead: 'Откроется та же переписка, номер прежний. Ответы будут приходить сюда.',
  from: 'Начато в',
  site: 'Сайт',
  until: 'Ссылка до',
  proceed: 'Продолжить',
  proceeding: 'Открываем…',
  note: 'Не просили эту ссылку? Просто закройте страницу: пока вы не нажали «Продолжить», ничего не изменилось.',
  openChat: 'Открыть чат',
  retry: 'Попробовать ещё раз',
  troubles: {
    used: {
      title: 'По этой ссылке уже перешли',
      text: `Она открывается один раз. Если это были вы, переписка открыта в другой вкладке или на другом устройстве. Если не вы, напишите в мессенджере «закрыть доступ». ${again}`,
    },
    expired: { title: 'Ссылка больше не действует', text: `Она живёт 15 минут. ${again}` },
    unknown: { title: 'Такой ссылки нет', text: `Возможно, адрес скопирован не целиком. ${again}` },
  } satisfies Record<Exclude<LinkState, 'open'>, Trouble>,
  shut: {
    title: 'Доступ закрыт',
    text: 'Доступ к этой переписке закрыт: чтобы снова открыть её здесь, напишите в мессенджере «новая ссылка».',
  },
  ownChat: 'Начать новый чат',
  throttled: { title: 'Слишком много попыток', text: 'Подождите минуту и попробуйте ещё раз. Ссылка не потрачена.' },
  silent: {
    title: 'Не удалось связаться с чатом',
    text: 'Проверьте интернет и попробуйте ещё раз. Второй раз ссылка не тратится.',
  },
  noStorage: {
    title: 'Браузер не хранит данные этого сайта',
    text: 'Без этого чат не откроется. Откройте ссылку в другом браузере; она не потрачена.',
  },
} as const;
