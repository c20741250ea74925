/** Names and texts that strangers wrote, made safe to show beside our own words. */

/** Characters that turn the direction of the text around them, and other control characters. */
// oxlint-disable-next-line no-control-regex -- these are the characters to be removed
const unruly = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;

export const tame = (text: string): string => text.replace(unruly, '');

/** One line of it. */
export const tameLine = (text: string): string => tame(text).replace(/\s+/gu, ' ').trim();

/** Nothing in it that anybody could see: spaces, and the invisible characters that come along when text is pasted. */
export const isBlank = (text: string): boolean => !/[^\s\p{Cf}\p{Cc}]/u.test(text);

/** «МЕ» of «Морозова Елена», «Г» of «Гость 7F2A». */
export const initials = (name: string, guest: boolean): string => {
  const parts = name.split(' ').filter((part) => /^\p{L}/u.test(part));
  const letters = (guest ? parts.slice(0, 1) : parts.slice(0, 2)).map(
    (part) => part.match(/^./u)?.[0].toUpperCase() ?? '',
  );
  return letters.join('') || '?';
};
