/**
 * Cuts a text into parts that a platform takes, each at most `max` UTF-16 units: between paragraphs where that is
 * possible, else between lines, sentences, words; never inside what people see as one character.
 * White space at a cut goes; nothing else does.
 */

const graphemes = new Intl.Segmenter('ru', { granularity: 'grapheme' });
/** A mark or joiner after white space belongs to it: no cut there. */
const clings = /^(?:\p{M}|\u200d)/u;

/** Ends of these are good places, the best first. */
const breaks: readonly RegExp[] = [/\n[^\S\n]*\n\s*/gu, /\n\s*/gu, /(?<=[.!?…])\s+/gu, /\s+/gu];

/** The last break of the kind inside the first `max` units, not so early that most of the part would be lost. */
const lastBreak = (text: string, max: number, kind: RegExp): { from: number; to: number } | null => {
  let found: { from: number; to: number } | null = null;
  for (const { index, 0: white } of text.slice(0, max + 1).matchAll(kind)) {
    if (index > max) break;
    const to = index + white.length;
    if (index >= max / 3 && !clings.test(text.slice(to, to + 2))) found = { from: index, to };
  }
  return found;
};

/** A long word: cut before the character that no longer fits. */
const hardCut = (text: string, max: number): number => {
  const at = graphemes.segment(text.slice(0, max + 256)).containing(max)?.index ?? max;
  if (at > 0) return at;
  const unit = text.charCodeAt(max);
  return unit >= 0xdc00 && unit <= 0xdfff ? max - 1 : max;
};

export const splitText = (text: string, max: number): readonly string[] => {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const found = breaks.reduce<{ from: number; to: number } | null>(
      (best, kind) => best ?? lastBreak(rest, max, kind),
      null,
    );
    const { from, to } = found ?? { from: hardCut(rest, max), to: hardCut(rest, max) };
    parts.push(rest.slice(0, from));
    rest = rest.slice(to);
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, rest];
};
