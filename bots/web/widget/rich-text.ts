/**
 * Reads the little markup that scripted answers use: paragraphs, «1. …» and «- …» lists, plain addresses.
 * Gives data, never markup: whatever else the text contains stays text.
 */

export type Span =
  | { readonly kind: 'plain'; readonly text: string }
  /** A ticket number: read out and copied, so never broken across lines. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

export type Block =
  | { readonly kind: 'paragraph'; readonly lines: readonly string[] }
  | { readonly kind: 'bullets'; readonly items: readonly string[] }
  | { readonly kind: 'numbers'; readonly start: number; readonly items: readonly string[] };

const numbered = /^\s{0,3}(\d{1,2})[.)]\s+(\S.*)$/;
const bulleted = /^\s{0,3}[-•]\s+(\S.*)$/;

const readLine = (line: string, open: Block | undefined): Block => {
  const number = numbered.exec(line);
  if (number?.[1] && number[2]) {
    const value = Number(number[1]);
    if (open?.kind === 'numbers' && value === open.start + open.items.length)
      return { ...open, items: [...open.items, number[2]] };
    // Only «1.» begins a list: «26. Марта» at the head of a line is a sentence.
    if (value === 1) return { kind: 'numbers', start: value, items: [number[2]] };
  }
  const bullet = bulleted.exec(line)?.[1];
  if (bullet)
    return open?.kind === 'bullets'
      ? { ...open, items: [...open.items, bullet] }
      : { kind: 'bullets', items: [bullet] };
  return open?.kind === 'paragraph' ? { ...open, lines: [...open.lines, line] } : { kind: 'paragraph', lines: [line] };
};

export const readBlocks = (text: string): readonly Block[] => {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') {
      // A blank line ends a paragraph; a numbered list may go on after it.
      if (open?.kind !== 'numbers') open = undefined;
      continue;
    }
    const next: Block = readLine(line, open);
    if (open !== undefined && next.kind === open.kind && continues(open, next)) blocks[blocks.length - 1] = next;
    else blocks.push(next);
    open = next;
  }
  return blocks;
};

const sizeOf = (block: Block): number => (block.kind === 'paragraph' ? block.lines.length : block.items.length);
const continues = (open: Block, next: Block): boolean => sizeOf(next) > sizeOf(open);

const marked = /(?:https?:\/\/|mailto:|tel:)[^\s<>«»"]+|\b\d\d-\d{6}-\d\b/gi;
const trailing = /[.,;:!?)\]}'…]+$/;
const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:']);

const readMark = (found: string): Span | null => {
  if (/^\d/.test(found)) return { kind: 'number', text: found };
  const href = found.replace(trailing, '');
  if (!URL.canParse(href) || !schemes.has(new URL(href).protocol)) return null;
  return { kind: 'link', text: href.replace(/^(?:mailto|tel):/i, ''), href };
};

export const readSpans = (text: string): readonly Span[] => {
  const spans: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(marked)) {
    const span = readMark(match[0]);
    if (!span) continue;
    if (match.index > from) spans.push({ kind: 'plain', text: text.slice(from, match.index) });
    spans.push(span);
    from = match.index + (span.kind === 'link' ? span.href : span.text).length;
  }
  if (from < text.length) spans.push({ kind: 'plain', text: text.slice(from) });
  return spans;
};
