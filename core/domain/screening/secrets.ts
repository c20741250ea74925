/**
 * Passwords, codes from messages, PIN and CVC: what nobody here may have. They are found by the word that names them and
 * are dropped for good. Each such word looks a few words around itself and no further.
 */
import { isEmail } from '../identifiers/email.ts';
import type { Reader } from './context.ts';
import { wordsAfter, wordsBefore } from './context.ts';
import {
  callsCode,
  callsCvc,
  callsPassword,
  callsPin,
  callsToken,
  counted,
  filler,
  latinWords,
  message,
  ofConfirmation,
  otherNumber,
  saysOf,
} from './secret-words.ts';

export interface Span {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

const maxFillers = 5;
const maxSecret = 128;
const maxLoose = 8;
const quotes: Readonly<Record<string, string>> = { '«': '»', '"': '"', '“': '”', "'": "'", '`': '`' };
const loose = /[\s,:;=>—–\-«"“'`(]/u;
const strong = /[:=]|[-—–]\s*$/u;
const trailing = /[.,;:!?)»"”'`]+$/u;

/** The signs up to the next white space, at most as long as a secret may be. */
const chunkAt = (text: string, at: number): Span | null => {
  let end = at;
  while (end < text.length && end - at <= maxSecret && !/\s/u.test(text[end] ?? ' ')) end += 1;
  if (end - at > maxSecret) return null;
  const bare = text.slice(at, end).replace(trailing, '');
  return bare === '' ? null : { start: at, end: at + bare.length };
};

const quotedAt = (text: string, at: number): Span | null => {
  const close = quotes[text[at] ?? ''];
  if (close === undefined) return null;
  const end = text.slice(at + 1, at + 1 + maxSecret).indexOf(close);
  return end > 0 ? { start: at + 1, end: at + 1 + end } : null;
};

const isFigures = (chunk: string): boolean => /^\d+$/u.test(chunk);
const isLatin = (chunk: string): boolean => /^[a-z]+$/iu.test(chunk);
const isCyrillic = (chunk: string): boolean => /^[а-яё]+$/iu.test(chunk);
const isMixed = (chunk: string): boolean => /\d/u.test(chunk) && /\p{L}/u.test(chunk);
const isSigned = (chunk: string): boolean => /[!@#$%^&*_+~|\\]/u.test(chunk) && /[\p{L}\d]/u.test(chunk);
const isAddress = (chunk: string): boolean => /^(?:https?:\/\/|www\.)|\.(?:ru|рф|com|org|net)(?:\/|$)/iu.test(chunk);

/** What may be a secret, and what stands around it. */
interface Candidate {
  readonly words: string;
  readonly told: boolean;
  readonly next: string;
  readonly last: boolean;
}
type Judge = (candidate: Candidate) => boolean;

/** `told`: a colon, an equals sign or a dash said that the secret follows. */
const looksSecret: Judge = ({ words: chunk, told, next, last }) => {
  const { length } = chunk;
  if (length < (told ? 3 : 4) || isAddress(chunk) || isEmail(chunk)) return false;
  if (isFigures(chunk)) return length <= 20 && !counted.test(next);
  const word = chunk.toLowerCase();
  if (latinWords.has(word)) return false;
  if (isLatin(chunk)) return told || /[a-z][A-Z]/u.test(chunk) || length >= 6;
  if (isCyrillic(chunk)) return told && last && !saysOf.test(word.replaceAll('ё', 'е'));
  return isMixed(chunk) || isSigned(chunk) || (told && !/[а-яё]-[а-яё]/iu.test(chunk) && /[\p{L}\d]/u.test(chunk));
};

const isEnd = (text: string, at: number): boolean => /^\s*(?:$|[.,;!?\n)»"])/u.test(text.slice(at, at + 8));

const nextWord = ({ tokens }: Reader, end: number, from: number): string => {
  for (let at = from; at < tokens.length && at < from + maxSecret; at += 1) {
    const token = tokens[at];
    if (token !== undefined && token.start >= end) return token.word;
  }
  return '';
};

/** Over loose signs from `place`: where they end, or what stands in quotes on the way. */
const skipLoose = (text: string, from: number): { readonly place: number; readonly quoted: Span | null } => {
  let place = from;
  while (place < text.length && place - from < maxLoose && loose.test(text[place] ?? '')) {
    const quoted = quotedAt(text, place);
    if (quoted && !saysOf.test(wordAt(text, quoted))) return { place, quoted };
    place += 1;
  }
  return { place, quoted: null };
};

/** The secret after the word `at`: over fillers and loose signs. */
const after = (reader: Reader, at: number, judge: Judge): Span | null => {
  const { text, tokens } = reader;
  let from = tokens[at]?.end ?? 0;
  let index = at + 1;
  for (let fillers = 0; fillers <= maxFillers; fillers += 1) {
    const { place, quoted } = skipLoose(text, from);
    const told = quoted !== null || strong.test(text.slice(from, place));
    const chunk = quoted ?? chunkAt(text, place);
    if (chunk === null) return null;
    const words = text.slice(chunk.start, chunk.end);
    if (quoted) return judge({ words, told, next: '', last: true }) ? quoted : null;
    const isFiller = filler.test(words.toLowerCase().replaceAll('ё', 'е'));
    const next = nextWord(reader, chunk.end, index);
    if (!isFiller && judge({ words, told, next, last: isEnd(text, chunk.end) })) return chunk;
    const token = tokens[index];
    if (token === undefined || !filler.test(token.word)) return null;
    from = token.end;
    index += 1;
  }
  return null;
};

const wordAt = (text: string, { start, end }: Span): string =>
  text.slice(start, end).toLowerCase().replaceAll('ё', 'е').split(' ')[0] ?? '';

/** «qwerty123 — мой пароль» */
const before = ({ text, tokens }: Reader, at: number): Span | null => {
  let index = at - 1;
  while (index >= 0 && at - index <= 3 && /^(?:это|мой|вот|is|my)$/u.test(tokens[index]?.word ?? '')) {
    index -= 1;
  }
  const last = tokens[index];
  const said = index < at - 1 || /[—–-]/u.test(text.slice(last?.end ?? 0, tokens[at]?.start ?? 0));
  if (!last || !said) return null;
  let start = last.end;
  while (start > 0 && last.end - start <= maxSecret && !/\s/u.test(text[start - 1] ?? ' ')) start -= 1;
  const chunk = text.slice(start, last.end);
  return (isMixed(chunk) || isSigned(chunk)) && chunk.length >= 5 && !isAddress(chunk) && !/^\p{Lu}?\d/u.test(chunk)
    ? { start, end: last.end }
    : null;
};

/** A run of 4–8 figures, alone or as «482-913». */
const codeAt = ({ text, tokens }: Reader, at: number): { span: Span; to: number } | null => {
  const first = tokens[at];
  if (first?.kind !== 'figures') return null;
  let to = at;
  while (
    to < at + 3 &&
    tokens[to + 1]?.kind === 'figures' &&
    /^[ -]$/u.test(text.slice(tokens[to]?.end, tokens[to + 1]?.start))
  ) {
    to += 1;
  }
  const span = { start: first.start, end: tokens[to]?.end ?? first.end };
  const digits = text.slice(span.start, span.end).replace(/\D/gu, '');
  const isJoined =
    /[\p{L}\d.,/:_@-]/u.test(text[span.start - 1] ?? ' ') ||
    /^[.,/:_@]?\d|^[\p{L}_@]/u.test(text.slice(span.end, span.end + 2));
  return digits.length >= 4 && digits.length <= 8 && !isJoined ? { span, to } : null;
};

/** «код из смс 4829», «482913, это код подтверждения», «пришла смс: 4829» */
const confirmation = (reader: Reader, at: number): Span | null => {
  const code = codeAt(reader, at);
  if (code === null) return null;
  const [nearest = ''] = wordsBefore(reader, at, 1);
  const [following = ''] = wordsAfter(reader, code.to, 1);
  if (otherNumber.test(nearest) || counted.test(following)) return null;
  const left = wordsBefore(reader, at, 5);
  const right = wordsAfter(reader, code.to, 4);
  const near = (words: readonly string[]): boolean => {
    const close = words.slice(0, 4);
    return close.some((word) => callsCode.test(word)) && words.some((word) => ofConfirmation.test(word));
  };
  const brought =
    left.slice(0, 2).some((word) => message.test(word)) || (message.test(left[2] ?? '') && nearest.startsWith('приш'));
  const denied = left.slice(0, 3).some((word) => word === 'не' || word === 'нет');
  return !denied && (near(left) || near(right) || brought) ? code.span : null;
};

const isOf =
  (low: number, high: number): Judge =>
  ({ words }) =>
    isFigures(words) && words.length >= low && words.length <= high;

const isToken: Judge = ({ words }) => words.length >= 16;

const called = (reader: Reader, at: number, word: string): Span | null => {
  if (callsPassword.test(word)) return after(reader, at, looksSecret) ?? before(reader, at);
  if (callsToken.test(word)) return after(reader, at, isToken);
  if (callsPin.test(word)) return after(reader, at, isOf(4, 6));
  // «CVC2: 123»: the figure belongs to the word.
  const isNumbered = reader.text.slice(reader.tokens[at]?.end, (reader.tokens[at]?.end ?? 0) + 1) === '2';
  if (callsCvc.test(word)) return after(reader, isNumbered ? at + 1 : at, isOf(3, 4));
  return null;
};

/** Looked for before anything else: most words and most texts have nothing of it. */
const calls = /^(?:парол|пас|pass|pwd|токен|token|bear|jwt|пин|pin|cv|цвц|свс)/u;
const codeWords = /код|code|otp|смс|sms|эсэмэс/iu;

/** Any signs that can only be a key: a JSON Web Token. */
const keys = /\beyJ[\w-]{10,2000}(?:\.[\w-]{1,2000}){1,2}/gu;

export const spotSecrets = (reader: Reader): readonly Span[] => {
  const { text, tokens } = reader;
  const spans: Span[] = text.includes('eyJ')
    ? [...text.matchAll(keys)].map(({ index, 0: key }) => ({ start: index, end: index + key.length }))
    : [];
  const tellsOfCodes = codeWords.test(text);
  tokens.forEach((token, at) => {
    const isWord = token.kind === 'word';
    const span = isWord
      ? calls.test(token.word) && called(reader, at, token.word)
      : tellsOfCodes && confirmation(reader, at);
    if (span) spans.push(span);
  });
  return spans;
};
