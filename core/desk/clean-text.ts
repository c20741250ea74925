/** Makes any text safe to store, log and show, and leaves every letter of it alone. */

// oxlint-disable-next-line no-control-regex -- they are what it is about
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u009f\ufeff]/gu;

/** A one-time link of ours, copied or quoted back to us: its token is nobody's business. */
const tokens = /(\/continue#)[\w-]{20,}/gu;

/** NFC; lone surrogates replaced; control characters (NUL, ESC…) and tokens dropped, line ends unified. */
export const cleanText = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/gu, '\n').replace(invisible, '').replace(tokens, '$1…').normalize('NFC');
