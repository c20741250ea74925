/** Finding a prepared answer by what was typed: in any case, with е for ё, and in the wrong keyboard layout. Pure. */
import type { CannedView } from '../contract.ts';

const latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const russian = 'йцукенгшщзхъфывапролджэячсмитьбюё';

/** «rjl» typed for «код». */
const retyped = (text: string): string => text.replace(/[a-z[\];',.`]/gu, (key) => russian[latin.indexOf(key)] ?? key);

const plain = (text: string): string => text.toLowerCase().replace(/ё/gu, 'е');

/** 0 is best; null: it does not fit. */
const rank = (answer: CannedView, query: string): number | null => {
  const [title, shortcut, text] = [plain(answer.title), plain(answer.shortcut), plain(answer.text)];
  if (shortcut === query) return 0;
  if (shortcut.startsWith(query)) return 1;
  if (title.startsWith(query) || title.includes(` ${query}`)) return 2;
  if (shortcut.includes(query) || title.includes(query)) return 3;
  return text.includes(query) ? 4 : null;
};

/** The order given is kept among those that fit equally well. */
export const findCanned = (answers: readonly CannedView[], typed: string): readonly CannedView[] => {
  const query = plain(typed).trim();
  if (query === '') return answers;
  const queries = [...new Set([query, plain(retyped(typed.toLowerCase())).trim()])];
  return answers
    .map((answer, at) => ({
      answer,
      at,
      rank: Math.min(...queries.map((each) => rank(answer, each) ?? Number.POSITIVE_INFINITY)),
    }))
    .filter((found) => Number.isFinite(found.rank))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map((found) => found.answer);
};

/** Where a shortcut is being typed right before the cursor: after «/» at the beginning of a word. Null: nowhere. */
export const shortcutAt = (text: string, cursor: number): { readonly from: number; readonly query: string } | null => {
  const found = /(?:^|\s)\/(?!\s)([^\n/]{0,40})$/u.exec(text.slice(0, cursor));
  if (!found) return null;
  const query = found[1] ?? '';
  return { from: cursor - query.length - 1, query };
};
