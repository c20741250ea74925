/** What may be wrong between us and VK, in one clear line for the engineer, each with its cure. Never a token. */

export type Trouble =
  { readonly kind: 'token' | 'rights' | 'captcha' } | { readonly kind: 'unreachable'; readonly why: string };

export const troubleOf = (code: number | null, why: string): Trouble => {
  if (code === 5 || code === 27 || code === 28) return { kind: 'token' };
  if (code === 7 || code === 15) return { kind: 'rights' };
  return code === 14 ? { kind: 'captcha' } : { kind: 'unreachable', why };
};

export const troubleLine = (trouble: Trouble): string => {
  switch (trouble.kind) {
    case 'token':
      return 'ВКонтакте не принимает ключ сообщества. Проверьте VK_TOKEN (Управление → Работа с API) и VK_GROUP_ID.';
    case 'rights':
      return 'Ключу сообщества не хватает прав. Нужны: управление сообществом, сообщения, документы, фотографии; включите Long Poll API или Callback API.';
    case 'captcha':
      return 'ВКонтакте просит капчу: сообщество заподозрили в рассылке. Напишите в поддержку ВКонтакте; бот её не решает.';
    default:
      return `ВКонтакте не отвечает (${trouble.why}). Повторяем сами.`;
  }
};
