/** Numbers of bank cards: the Luhn check (ISO/IEC 7812-1) and the prefixes of the systems that are used here. */

const luhn = (digits: string): boolean => {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

/** Мир 2200–2204, Visa 4, Mastercard 51–55 and 2221–2720, Maestro 50 and 56–58, 63, 67, UnionPay 62, American Express 34, 37. */
const known = /^(?:220[0-4]|4|5[0-8]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720|6[237]|3[47])/u;

export const isCard = (digits: string): boolean => {
  const { length } = digits;
  return (length === 15 || length === 16 || length === 18 || length === 19) && known.test(digits) && luhn(digits);
};

export const maskCard = (digits: string): string => `•••• •••• •••• ${digits.slice(-4)}`;
