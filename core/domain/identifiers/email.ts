/** E-mail addresses as people have them: no quoted names, no comments, no addresses by IP (a strict part of RFC 5321). */
import { firstSign, plain } from './plain.ts';
import { refuse, type Reading } from './reading.ts';

export const emailExample = 'ivanova@example.ru';

const maxLocal = 64;
const maxAddress = 254;
const localPart = /^[\p{L}\p{N}_%+-]+(?:\.[\p{L}\p{N}_%+-]+)*$/u;
const label = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;
const zone = /^(?:xn--[a-z\d-]{2,59}|\p{L}{2,63})$/iu;

export const isEmail = (text: string): boolean => {
  const at = text.indexOf('@');
  const [local, labels] = [text.slice(0, at), text.slice(at + 1).split('.')];
  return (
    at > 0 &&
    at <= maxLocal &&
    text.length <= maxAddress &&
    labels.length > 1 &&
    localPart.test(local) &&
    labels.every((part) => label.test(part)) &&
    zone.test(labels.at(-1) ?? '')
  );
};

/** The mailbox keeps its letters, the domain is the same in any case. */
export const normalEmail = (text: string): string => {
  const at = text.indexOf('@');
  return `${text.slice(0, at)}@${text.slice(at + 1).toLowerCase()}`;
};

export const maskEmail = (value: string): string => {
  const at = value.indexOf('@');
  return `${firstSign(value)}•••${value.slice(at)}`;
};

export const readEmail = (typed: string): Reading => {
  const word = plain(typed)
    .split(/\s/u)
    .find((part) => part.includes('@'));
  const text = word?.replace(/^[<("«]|[>)"».,;!?]+$/gu, '') ?? '';
  if (!isEmail(text)) return refuse('wrong-email');
  const value = normalEmail(text);
  return { ok: true, value, mask: maskEmail(value) };
};
