/** How far two words are from each other, the way people mistype Russian. */

const heard: Readonly<Record<string, string>> = { о: 'а', е: 'и', э: 'и', я: 'и', ы: 'и', ъ: '', ь: '' };

/** Unstressed vowels sound alike and are mixed up most: «апиратор» and «оператор» become one. */
export const sound = (word: string): string => word.replace(/[оеэяыъь]/gu, (letter) => heard[letter] ?? letter);

/** Longer words are never compared letter by letter. */
const maxWord = 40;

/** Damerau–Levenshtein distance, or `limit + 1` when it is more. */
export const distance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit || a.length > maxWord || b.length > maxWord) return limit + 1;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? limit + 1;
};

/** One slip in a word of five letters, none in shorter ones: «нет» must not become «лет». */
const allowed = (word: string): number => (word.length >= 5 ? 1 : 0);

export const isLike = (typed: string, known: string): boolean => {
  if (typed === known) return true;
  if (allowed(known) === 0 || allowed(typed) === 0) return false;
  return distance(sound(typed), sound(known), 1) <= 1;
};

/** `isLike` against many known words or phrases at once; the first that is like the typed one. */
export const createLike = (known: readonly string[]): ((typed: string) => string | null) => {
  const byLength = new Map<number, { readonly word: string; readonly heard: string }[]>();
  for (const word of known) {
    if (allowed(word) === 0) continue;
    const heard = sound(word);
    byLength.set(heard.length, [...(byLength.get(heard.length) ?? []), { word, heard }]);
  }
  const exact = new Set(known);
  return (typed) => {
    if (exact.has(typed)) return typed;
    if (allowed(typed) === 0) return null;
    const heard = sound(typed);
    for (const length of [heard.length, heard.length - 1, heard.length + 1]) {
      const found = byLength.get(length)?.find((one) => distance(heard, one.heard, 1) <= 1);
      if (found) return found.word;
    }
    return null;
  };
};
