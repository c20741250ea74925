/** The spelling in which free text is understood: only its beginning is read. */
import { otherLayout as swapped, spell } from '../../text/spelling.ts';

/** More than this is not read for meaning: the first lines tell what a text is about. */
export const maxRead = 600;

export const normalise = (text: string): string => spell(text.slice(0, maxRead));

/** Typed with the English layout on: «ghbdtn» is «привет». Null when the text does not look so. */
export const otherLayout = (text: string): string | null => swapped(text.slice(0, maxRead));

/** At least one letter or figure: something that can be read. */
export const isReadable = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
