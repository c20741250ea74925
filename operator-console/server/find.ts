/** Search on behalf of a console: what its operator may see, found words apart from the rest of the line. */
import { departmentsSeen, type Operator } from '../../core/domain/operator.ts';
import type { Hit, Search, Sight } from '../../core/ports/search.ts';
import { readQuestion, snippetOf, type Wanted } from '../../core/text/words.ts';
import type { FoundTicket, TicketQuestion } from '../contract.ts';
import { renderRow, type NameOf } from './render.ts';

const pageSize = 30;

const sightOf = (operator: Operator): Sight => ({
  departments: departmentsSeen(operator),
  owner: operator.role === 'operator' ? operator.id : null,
});

const renderHit = ({ row, line }: Hit, wanted: readonly Wanted[], nameOf: NameOf): FoundTicket => ({
  row: renderRow(row, nameOf),
  title: snippetOf(row.ticket.title, wanted),
  line: line && {
    seq: line.seq,
    at: line.at,
    by: line.author.kind,
    name: 'name' in line.author ? line.author.name : null,
    snippet: snippetOf(line.text, wanted),
  },
});

/** @throws Refusal from `search.find` */
export const findTickets = async (
  search: Pick<Search, 'find'>,
  { text, filter, cursor }: TicketQuestion,
  operator: Operator,
  nameOf: NameOf,
  signal: AbortSignal,
): Promise<{ readonly found: readonly FoundTicket[]; readonly cursor: string | null }> => {
  const page = await search.find(
    { text, among: null, filter, cursor, sees: sightOf(operator), limit: pageSize },
    signal,
  );
  const wanted = readQuestion(text);
  return { found: page.hits.map((hit) => renderHit(hit, wanted, nameOf)), cursor: page.cursor };
};
