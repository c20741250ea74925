import fc from 'fast-check';
import { readBlocks, readSpans } from '../../bots/web/widget/rich-text.ts';
import type { Message } from '../../core/domain/message.ts';
import { linkify } from '../../operator-console/web/linkify.ts';
import { tameLine } from '../../operator-console/web/names.ts';
import { contiguousEnd, hasGap, mergeMessages } from '../../operator-console/web/state/merge.ts';

const schemes = /^(?:https?:|mailto:|tel:)/u;
const tempting = fc.array(
  fc.constantFrom(
    'javascript:alert(1)',
    'data:text/html,x',
    'https://',
    'http://a.ru/?q=1',
    'tel:+7800',
    'mailto:a@b.ru',
    ' ',
    '\n',
    '<b>',
    '"',
    '.',
    'vbscript:',
    'слово',
    '26-004817-1',
  ),
  { maxLength: 30 },
);

describe('what strangers write', () => {
  test('becomes a link only by a safe scheme, and not a letter of it is lost', () => {
    fc.assert(
      fc.property(tempting, (parts) => {
        const text = parts.join('');
        const pieces = linkify(text);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        for (const piece of pieces) if (piece.kind === 'link') expect(piece.href).toMatch(schemes);
        for (const span of readSpans(text)) if (span.kind === 'link') expect(span.href).toMatch(schemes);
      }),
    );
  });

  test('with a script in it stays text', () => {
    for (const evil of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html;base64,PHN2Zz4=',
      'java\nscript:1',
    ]) {
      expect(linkify(evil).every((piece) => piece.kind === 'text')).toBe(true);
      expect(readSpans(evil).every((span) => span.kind === 'plain')).toBe(true);
    }
  });

  test('cannot turn the direction of our own words', () => {
    expect(tameLine('Иван\u202Efdp.exe\u2066')).toBe('Иванfdp.exe');
    expect(tameLine('  Анна\n\u0007 Ивановна ')).toBe('Анна Ивановна');
  });
});

describe('scripted answers', () => {
  test('are read as lists where the author wrote a list, and nowhere else', () => {
    expect(readBlocks('Проверьте:\n1. Номер\n2. Связь\nЗатем повторите.').map((block) => block.kind)).toEqual([
      'paragraph',
      'numbers',
      'paragraph',
    ]);
    expect(readBlocks('26. Марта звонили').map((block) => block.kind)).toEqual(['paragraph']);
  });

  test('keep the ticket number in one piece', () => {
    expect(readSpans('Обращение № 26-004817-1.')).toContainEqual({ kind: 'number', text: '26-004817-1' });
  });
});

describe('messages that come in any order, twice or in pages', () => {
  const line = (seq: number): Message => ({
    seq,
    at: seq,
    author: { kind: 'citizen' },
    audience: 'all',
    text: String(seq),
    masked: [],
    options: [],
    files: [],
    clientId: null,
    cause: null,
    delivery: null,
  });

  test('end as one row without doubles', () => {
    const seqs = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.array(seqs, { maxLength: 6 }), (pages) => {
        const merged = pages.reduce<readonly Message[]>((known, page) => mergeMessages(known, page.map(line)), []);
        expect(merged.map(({ seq }) => seq)).toEqual([...new Set(pages.flat())].sort((a, b) => a - b));
      }),
    );
  });

  test('a gap is noticed, and known up to where nothing is missing', () => {
    expect(hasGap([line(3), line(4), line(5)])).toBe(false);
    expect(hasGap([line(3), line(5)])).toBe(true);
    expect(contiguousEnd([line(3), line(4), line(6)])).toBe(4);
  });
});
