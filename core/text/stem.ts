/** The one stemmer of the product: Porter's for Russian, of the library «natural», taken by its file alone. */
// @ts-expect-error The package describes the whole of itself alone, which would load databases; this file has no types.
import stemmer from 'natural/lib/natural/stemmers/porter_stemmer_ru.js';

const porter: { stem(word: string): string } = stemmer;

/** Longer «words» are no words: they are cut instead of stemmed. */
const maxStem = 40;

/** «справкой» and «справка» become «справк». The word comes in one spelling (`spelling.ts`). */
export const stemOf = (word: string): string => (word.length > maxStem ? word.slice(0, maxStem) : porter.stem(word));
