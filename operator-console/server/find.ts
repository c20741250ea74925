/** Search on behalf of a console: what its operator may see, found words apart from the rest of the line. */
import { soughtIn } from '../../core/domain/screening/sought.ts';
import { departmentsSeen, type Operator } from '../../core/domain/operator.ts';
import type { ConversationId } from '../../core/domain/ticket.ts';
import type { Personal } from '../../core/ports/personal.ts';
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

export interface FindDeps {
  readonly search: Pick<Search, 'find'>;
  readonly vault: Pick<Personal, 'holders'>;
}

const mostHolders = 200;

interface Narrowed {
  readonly text: string;
  readonly among: readonly ConversationId[] | null;
}

/** A personal value is looked up by its hash and goes no further: it stands in no line, so as a word it finds nothing. */
const narrowed = async (vault: FindDeps['vault'], text: string): Promise<Narrowed> => {
  const { values, rest } = soughtIn(text);
  if (values.length === 0) return { text, among: null };
  const holders = await Promise.all(values.map(({ kind, value }) => vault.holders(kind, value, mostHolders)));
  const among = [...new Set(holders.flat())];
  // Figures that nobody has as theirs may still be the number of something that a line names.
  return among.length === 0 && rest === '' ? { text, among: null } : { text: rest, among };
};

/** @throws Refusal from `search.find` */
export const findTickets = async (
  { search, vault }: FindDeps,
  { text, filter, cursor }: TicketQuestion,
  operator: Operator,
  nameOf: NameOf,
  signal: AbortSignal,
): Promise<{ readonly found: readonly FoundTicket[]; readonly cursor: string | null }> => {
  const asked = await narrowed(vault, text);
  const page = await search.find({ ...asked, filter, cursor, sees: sightOf(operator), limit: pageSize }, signal);
  const wanted = readQuestion(asked.text);
  return { found: page.hits.map((hit) => renderHit(hit, wanted, nameOf)), cursor: page.cursor };
};
