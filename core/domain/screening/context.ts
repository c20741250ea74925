/** What the words around a number say it is. Three words to each side are looked at, never more. */
import type { Token } from './tokens.ts';

export interface Reader {
  /** As `plain` gives it: places are those of the original. */
  readonly text: string;
  readonly tokens: readonly Token[];
}

const reach = 3;

/** Words before the token `from`, nearest first; figures count as no words, a line end does not stop. */
export const wordsBefore = ({ tokens }: Reader, from: number, limit = reach): readonly string[] => {
  const words: string[] = [];
  for (let at = from - 1; at >= 0 && from - at <= limit * 2 && words.length < limit; at -= 1) {
    const token = tokens[at];
    if (token?.kind === 'word') words.push(token.word);
  }
  return words;
};

/** Words after the token `to`, nearest first. */
export const wordsAfter = ({ tokens }: Reader, to: number, limit = reach): readonly string[] => {
  const words: string[] = [];
  for (let at = to + 1; at < tokens.length && at - to <= limit * 2 && words.length < limit; at += 1) {
    const token = tokens[at];
    if (token?.kind === 'word') words.push(token.word);
  }
  return words;
};

const named = {
  snils: /^(?:снилс[а-я]?|страховое|пенсионное)$/u,
  inn: /^(?:инн|иин|inn|налогоплательщика?)$/u,
  passport: /^(?:паспорт[а-я]{0,3}|загран[а-я]*|сери[яиюей]{1,2})$/u,
  phone:
    /^(?:тел|телефон[а-я]{0,3}|моб|мобильн[а-я]*|сотов[а-я]*|звон[а-я]*|позвон[а-я]*|перезвон[а-я]*|набер[а-я]*|ватсап[а-я]?|вотсап[а-я]?|whatsapp|viber|вайбер[а-я]?|phone|tel)$/u,
  card: /^(?:карт[а-я]{1,3}|card)$/u,
} as const;
export type Named = keyof typeof named;

/** Numbers of things, not of people: they must stay readable. */
const thing =
  /^(?:заявлен[а-я]*|обращен[а-я]*|уин|начислен[а-я]*|трек[а-я]*|заказ[а-я]*|квитанц[а-я]*|постановлен[а-я]*|счет[а-я]*|лицев[а-я]*|ошибк[а-я]*|дел[оау]|протокол[а-я]*|кадастров[а-я]*|тикет[а-я]*|запрос[а-я]*|услуг[а-я]*|чек[а-я]?|огрн(?:ип)?|кпп|бик|октмо|окпо|кбк|полис[а-я]*|договор[а-я]*|справк[а-я]*|талон[а-я]*|штрих[а-я]*|идентификатор[а-я]*|id|uin)$/u;

/** The nearest telling word before, or the kind's own word after. */
export const isNamed = (reader: Reader, from: number, to: number, kind: Named): boolean => {
  for (const word of wordsBefore(reader, from)) {
    if (named[kind].test(word)) return true;
    if (thing.test(word)) return false;
  }
  return wordsAfter(reader, to).some((word) => named[kind].test(word));
};

/** The nearest telling word before says that it is the number of a thing. */
export const isThing = (reader: Reader, from: number): boolean => {
  for (const word of wordsBefore(reader, from)) {
    if (thing.test(word)) return true;
    if (Object.values(named).some((pattern) => pattern.test(word))) return false;
  }
  return false;
};
