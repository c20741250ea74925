/** Text that somebody wrote, as text nodes; safe addresses become links. */
import { linkify } from '../linkify.ts';
import { tame } from '../names.ts';

export const Rich = ({ text }: { readonly text: string }) => (
  <>
    {linkify(tame(text)).map((piece, index) =>
      piece.kind === 'text' ? (
        piece.text
      ) : (
        <a key={`${index} ${piece.href}`} href={piece.href} target="_blank" rel="noopener noreferrer">
          {piece.text}
        </a>
      ),
    )}
  </>
);
