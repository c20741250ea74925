/** The spelling in which free text is understood: only its beginning is read, and drawn-out words are drawn in. */
import { otherLayout as swapped, spell } from '../../text/spelling.ts';

/** More than this is not read for meaning: the first lines tell what a text is about. */
export const maxRead = 600;

/** «ч е л о в е к а»: four and more single letters in a row are one word. */
const closedUp = (text: string): string =>
  text.replace(/(?<=^| )\p{L}(?: \p{L}){3,}(?= |$)/gu, (letters) => letters.replaceAll(' ', ''));

/** «помогиииите»: no Russian word has the same letter three times in a row. */
const drawnIn = (text: string): string => text.replace(/(\p{L})\1{2,}/gu, '$1');

export const normalise = (text: string): string => closedUp(drawnIn(spell(text.slice(0, maxRead))));

/** Typed with the English layout on: «ghbdtn» is «привет». Null when the text does not look so. */
export const otherLayout = (text: string): string | null => {
  const read = swapped(text.slice(0, maxRead));
  return read === null ? null : normalise(read);
};

/** At least one letter or figure: something that can be read. */
export const isReadable = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
