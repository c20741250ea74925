/** Finds addresses in a text that may become links: http, https, tel and mailto, nothing else. */

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

const candidate = /(?:https?:\/\/|mailto:|tel:)[^\s<>"«»]+/giu;
const allowed = new Set(['http:', 'https:', 'mailto:', 'tel:']);
/** Punctuation at the end belongs to the sentence. */
const tail = /[.,;:!?)\]}'…]+$/u;

const safeHref = (text: string): string | null => {
  try {
    const url = new URL(text);
    return allowed.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
};

export const linkify = (text: string): readonly Piece[] => {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(candidate)) {
    const shown = match[0].replace(tail, '');
    const href = safeHref(shown);
    if (href === null) continue;
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) });
    pieces.push({ kind: 'link', text: shown, href });
    from = match.index + shown.length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
};
