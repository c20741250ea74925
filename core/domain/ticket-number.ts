/**
 * Ticket numbers: `26-004817-1` = two digits of the year, six of the counter, a Damm check digit.
 * The check digit finds every single wrong digit and every swap of neighbours
 * (H. M. Damm, «Total anti-symmetrische Quasigruppen», 2004).
 */

/** Always in the written form `YY-NNNNNN-C`. */
export type TicketNumber = string;

const damm = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

export const dammDigit = (digits: string): number => {
  let interim = 0;
  for (const digit of digits) interim = damm[interim]?.[Number(digit)] ?? 0;
  return interim;
};

const maxCounter = 999_999;

/**
 * @throws RangeError when the year's million numbers are used up.
 */
export const formatTicketNumber = (year: number, counter: number): TicketNumber => {
  if (!Number.isInteger(counter) || counter < 1 || counter > maxCounter) {
    throw new RangeError(`ticket counter out of range: ${counter}`);
  }
  const yy = String(year % 100).padStart(2, '0');
  const body = String(counter).padStart(6, '0');
  return `${yy}-${body}-${dammDigit(yy + body)}`;
};

export type ParsedNumber =
  | { readonly kind: 'number'; readonly number: TicketNumber }
  /** Nine digits that look like a number of ours, with a slip in one of them. */
  | { readonly kind: 'slip' }
  | { readonly kind: 'none' };

const separators = /[\s\u00a0\u202f.,_/\\\-\u2010-\u2015\u2212]/gu;
const embedded =
  /(?<![\d])(\d{2})[\s\u00a0\u202f.\-\u2010-\u2015\u2212]{0,3}(\d{6})[\s\u00a0\u202f.\-\u2010-\u2015\u2212]{0,3}(\d)(?![\d])/u;

const fromDigits = (digits: string): ParsedNumber =>
  dammDigit(digits) === 0
    ? { kind: 'number', number: `${digits.slice(0, 2)}-${digits.slice(2, 8)}-${digits.slice(8)}` }
    : { kind: 'slip' };

/** Reads one number however it is typed: «№ 26 004817 3», «26.004817.3», «260048173». */
export const parseTicketNumber = (text: string): ParsedNumber => {
  const bare = text.replace(/^[\s]*(?:№|N|#|номер)[\s.:]*/iu, '').replace(separators, '');
  if (/^\d{9}$/u.test(bare)) return fromDigits(bare);
  const found = embedded.exec(text);
  return found ? fromDigits(`${found[1]}${found[2]}${found[3]}`) : { kind: 'none' };
};
