/** Words around values that are hidden behind masks. */
import type { ConsentDecision } from '../../../core/domain/consent.ts';
import type { PersonalKind, RevealReason } from '../../../core/domain/personal.ts';

export const personal = {
  kinds: {
    snils: 'СНИЛС',
    inn: 'ИНН',
    passport: 'номер паспорта',
    'passport-date': 'дату выдачи паспорта',
    'passport-issuer': 'кем выдан паспорт',
    phone: 'телефон',
    email: 'почту',
    'full-name': 'ФИО',
    card: 'номер карты',
    unread: 'то, что написано',
  } satisfies Readonly<Record<PersonalKind, string>>,
  show: (kind: string) => `Показать ${kind}`,
  hidden: (kind: string) => `Скрыто: ${kind}. `,
  notYours: 'Показать может тот, кто ведёт обращение, или руководитель смены',
  hide: 'Скрыть',
  title: (kind: string) => `Показать ${kind}?`,
  lead: 'Значение откроется на полминуты. Кто, когда и зачем его открыл, сохранится в журнале.',
  why: 'Зачем',
  reasons: [
    ['request', 'Нужно для ответа на вопрос'],
    ['identify', 'Убедиться, что это тот человек'],
    ['check', 'Сверить данные: гражданин мог ошибиться'],
    ['contact', 'Связаться с гражданином'],
    ['other', 'Другое'],
  ] satisfies readonly (readonly [RevealReason, string])[],
  otherHint: 'Коротко. Сами данные здесь не пишите.',
  go: 'Показать',
  consent: 'Согласие',
  decisions: { given: 'дано', refused: 'не дано', withdrawn: 'отозвано' } satisfies Readonly<
    Record<ConsentDecision, string>
  >,
  gone: 'Этих данных больше нет: гражданин отозвал согласие.',
} as const;
