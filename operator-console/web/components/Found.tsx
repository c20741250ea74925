/** What search found, shown: titles and lines with the words that were looked for. Text nodes only. */
import type { FoundTicket, Piece } from '../../contract.ts';
import { useConsole } from '../context.ts';
import { tame } from '../names.ts';
import { statuses } from '../texts.ts';
import { search as texts } from '../texts/search.ts';
import { dayMoment } from '../time.ts';

export const Pieces = ({ pieces }: { readonly pieces: readonly Piece[] }) => (
  <>{pieces.map((piece, index) => (piece.hit ? <mark key={index}>{tame(piece.text)}</mark> : tame(piece.text)))}</>
);

const whose = ({ by, name }: NonNullable<FoundTicket['line']>): string => {
  if (by === 'bot') return texts.byBot;
  if (by === 'note') return texts.byNote;
  return name === null ? '' : texts.byName(name);
};

/** Two lines of one found ticket: what it is, and where the words stand. */
export const FoundLines = ({ ticket }: { readonly ticket: FoundTicket }) => {
  const { clock } = useConsole();
  const { row, line, title } = ticket;
  return (
    <>
      <span class="l">
        <span class="found-title ell">
          <Pieces pieces={title} />
        </span>
        <time class="xs muted">{dayMoment(line?.at ?? row.openedAt, clock.minute.value)}</time>
      </span>
      {line && (
        <span class="found-line">
          {whose(line)}
          <Pieces pieces={line.snippet} />
        </span>
      )}
      <span class="l">
        <span class="xs muted">№ {row.number}</span>
        <span class="mark">{statuses[row.status]}</span>
      </span>
    </>
  );
};
