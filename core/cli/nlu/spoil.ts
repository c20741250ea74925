/** Clean lines spoilt the way fingers spoil them: a slip, no spaces, the wrong keyboard layout. Always in the same way. */
import { englishKeys } from '../../text/spelling.ts';

const letters = 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэ';

const createChance = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const slip = (word: string, chance: (below: number) => number): string => {
  const at = 1 + chance(word.length - 1);
  const [before, letter, after] = [word.slice(0, at), word[at] ?? '', word.slice(at + 1)];
  switch (chance(4)) {
    case 0:
      return before + after;
    case 1:
      return before + letter + letter + after;
    case 2:
      return before + (letters[chance(letters.length)] ?? '') + after;
    default:
      return before + (after[0] ?? '') + letter + after.slice(1);
  }
};

/** One slip in about every third word, one at least. */
const withSlips = (text: string): string => {
  const chance = createChance(text.length * 7919 + 17);
  const words = text.split(' ');
  const long = words.flatMap((word, at) => (word.length >= 4 ? [at] : []));
  const count = Math.max(1, Math.round(long.length / 3));
  for (let made = 0; made < count && long.length > 0; made += 1) {
    const [at = 0] = long.splice(chance(long.length), 1);
    words[at] = slip(words[at] ?? '', chance);
  }
  return words.join(' ');
};

export const spoilt: Readonly<Record<'typos' | 'joined' | 'layout', (text: string) => string>> = {
  typos: withSlips,
  joined: (text) => text.replace(/\s+/gu, ''),
  layout: (text) => englishKeys(text.toLowerCase()),
};
