/** Where in a text the masks stand, behind which lies a value. Masks come in the order of the text. */
import type { Masked } from '../../core/domain/personal.ts';

export type MaskedPiece =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'masked'; readonly masked: Masked };

export const maskedPieces = (text: string, masked: readonly Masked[] = []): readonly MaskedPiece[] => {
  const pieces: MaskedPiece[] = [];
  let from = 0;
  for (const one of masked) {
    const at = text.indexOf(one.mask, from);
    // Cut off, or written over: there is nothing to press on.
    if (at < 0) continue;
    if (at > from) pieces.push({ kind: 'text', text: text.slice(from, at) });
    pieces.push({ kind: 'masked', masked: one });
    from = at + one.mask.length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
};
