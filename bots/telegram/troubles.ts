/** What may be wrong between us and Telegram, in one clear line for the engineer, each with its cure. Never a token. */

export type Trouble =
  | { readonly kind: 'token' }
  | { readonly kind: 'foreign-webhook'; readonly host: string }
  | { readonly kind: 'second-poller' }
  | { readonly kind: 'webhook-refused'; readonly why: string }
  | { readonly kind: 'not-delivered'; readonly why: string }
  | { readonly kind: 'unreachable'; readonly why: string };

const lines: { readonly [K in Trouble['kind']]: (trouble: Extract<Trouble, { kind: K }>) => string } = {
  token: () => 'Telegram не принимает токен бота. Проверьте TELEGRAM_BOT_TOKEN (его выдаёт @BotFather).',
  'foreign-webhook': ({ host }) =>
    `У этого бота настроен вебхук другого сервера (${host}). Остановите тот сервер или заведите для пробы другого бота; вебхук сам не снимается.`,
  'second-poller': () =>
    'Этого же бота опрашивает ещё одна копия программы. Остановите одну из них: сообщения достаются только одной.',
  'webhook-refused': ({ why }) =>
    `Telegram не принял адрес вебхука: ${why}. Нужен https с действительным сертификатом, порт 443, 80, 88 или 8443 (PUBLIC_URL).`,
  'not-delivered': ({ why }) =>
    `Telegram не может доставить нам события: ${why}. Проверьте, виден ли PUBLIC_URL снаружи.`,
  unreachable: ({ why }) => `Telegram не отвечает (${why}). Повторяем сами.`,
};

export const troubleLine = (trouble: Trouble): string => (lines[trouble.kind] as (trouble: Trouble) => string)(trouble);
