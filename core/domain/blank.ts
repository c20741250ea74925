/** A text that shows nothing: white space, signs of no width, control characters. */
export const isBlank = (text: string): boolean => !/[^\s\p{Cf}\p{Cc}]/u.test(text);
