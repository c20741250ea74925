/**
 * Answers a question of search. Words are looked up in the index from its newest line backwards, never by rank, so the
 * first page costs the same however much there is. Who may see what is part of each query. All values are bound.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { Refusal } from '../../../domain/refusal.ts';
import type { Hit, SearchPage, SearchQuery } from '../../../ports/search.ts';
import { parseTicketNumber } from '../../../domain/ticket-number.ts';
import { readQuestion, type Wanted } from '../../../text/words.ts';
import { toAuthor } from '../rows.ts';
import { createTicketReader } from '../views.ts';
import type { Looking } from './looking.ts';

const seen = (ticket: string): string =>
  `(:everywhere = 1 OR ${ticket}.owner = :me OR ${ticket}.department IN (SELECT value FROM json_each(:departments)))`;

const fits = `(:status IS NULL OR t.status = :status) AND (:category IS NULL OR t.category = :category)
  AND (:department IS NULL OR t.department = :department) AND (:owner IS NULL OR t.owner = :owner)
  AND (:channel IS NULL OR c.channel = :channel)
  AND (:among IS NULL OR c.id IN (SELECT value FROM json_each(:among)))`;

/** A line belongs to the ticket that was the newest one when it was written, among those that may be seen. */
const linesSql = `
  SELECT d.doc, t.key, m.seq, m.at, m.author, m.person, m.text
  FROM stems f CROSS JOIN docs d ON d.doc = f.rowid
  CROSS JOIN desk.messages m ON m.conversation = d.conversation AND m.seq = d.seq
  CROSS JOIN desk.conversations c ON c.key = d.conversation
  CROSS JOIN desk.tickets t ON t.key = (
    SELECT v.key FROM desk.tickets v WHERE v.conversation = d.conversation AND ${seen('v')}
    ORDER BY v.opened_at > m.at, abs(v.opened_at - m.at), v.key DESC LIMIT 1)
  WHERE f.stems MATCH :words AND f.rowid < :before AND going_on(f.rowid) AND ${fits}
    AND (:from IS NULL OR m.at >= :from) AND (:to IS NULL OR m.at < :to)
  ORDER BY f.rowid DESC`;

const fromTickets = 'desk.tickets t CROSS JOIN desk.conversations c ON c.key = t.conversation';
/** Where the conversations are known, from there: by index, however many tickets there are. */
const fromConversations = 'desk.conversations c CROSS JOIN desk.tickets t ON t.conversation = c.key';

const ticketsSql = (which: string, from = fromTickets): string => `
  SELECT t.key, t.opened_at FROM ${from}
  WHERE ${which} AND ${seen('t')} AND ${fits}
    AND (:from IS NULL OR t.opened_at >= :from) AND (:to IS NULL OR t.opened_at < :to) AND going_on(t.key)
  ORDER BY t.opened_at DESC, t.key DESC LIMIT :limit`;

const isBehind = 't.opened_at <= :at AND (t.opened_at < :at OR t.key < :key)';
const listSql = ticketsSql(`t.department IS NOT NULL AND ${isBehind}`);
const listAmongSql = ticketsSql(isBehind, fromConversations);
const byNumberSql = ticketsSql('t.number = :number');
/** The last figures, with the check digit or without it. */
const byTailSql = ticketsSql(`(replace(t.number, '-', '') LIKE :tail OR replace(t.number, '-', '') LIKE :tail || '_')`);

interface LineRow {
  readonly doc: number;
  readonly key: number;
  readonly seq: number;
  readonly at: number;
  readonly author: number;
  readonly person: string | null;
  readonly text: string;
}
interface TicketKey {
  readonly key: number;
  readonly opened_at: number;
}
type Values = Readonly<Record<string, string | number | null>>;

const mostByNumber = 20;
const noSigns = /[\s\u00a0\u202f№#.,_/\\\-\u2010-\u2015\u2212]/gu;

const valuesOf = ({ among, filter, sees }: SearchQuery): Values => ({
  among: among && JSON.stringify(among),
  everywhere: sees.departments === null ? 1 : 0,
  departments: JSON.stringify(sees.departments ?? []),
  me: sees.owner,
  ...filter,
});

/** Stems hold letters and figures alone, and stand in quotes: nothing in them is an operator. */
const matchOf = (wanted: readonly Wanted[]): string =>
  wanted
    .map(({ stems, beginning }) =>
      [...stems.map((stem) => `"${stem}"`), ...(beginning === null ? [] : [`"${beginning}"*`])].join(' AND '),
    )
    .map((all) => `(${all})`)
    .join(' OR ');

type Cursor =
  | { readonly kind: 'line'; readonly before: number }
  | { readonly kind: 'ticket'; readonly at: number; readonly key: number };

/** @throws Refusal `invalid` */
const readCursor = (cursor: string): Cursor => {
  const line = /^l(\d{1,15})$/u.exec(cursor);
  if (line) return { kind: 'line', before: Number(line[1]) };
  const ticket = /^t(\d{1,15})\.(\d{1,15})$/u.exec(cursor);
  if (ticket) return { kind: 'ticket', at: Number(ticket[1]), key: Number(ticket[2]) };
  throw new Refusal('invalid');
};

/** Each takes what it names of the common values. */
const prepare = (db: DatabaseSync, sql: string): StatementSync => {
  const statement = db.prepare(sql);
  statement.setAllowUnknownNamedParameters(true);
  return statement;
};

export const createFinding = (
  db: DatabaseSync,
  looking: Looking,
  rationMs: number,
): ((query: SearchQuery) => SearchPage) => {
  let lines = prepare(db, linesSql);
  const list = prepare(db, listSql);
  const listAmong = prepare(db, listAmongSql);
  const byNumber = prepare(db, byNumberSql);
  const byTail = prepare(db, byTailSql);
  const keysOf = (statement: StatementSync, values: Values): readonly TicketKey[] =>
    statement.all(values) as unknown as TicketKey[];
  const tickets = createTicketReader(db);

  const shown = (key: number, line: Hit['line']): readonly Hit[] => {
    const row = tickets.byKey(key);
    return row === null ? [] : [{ row, line }];
  };

  const numbered = (text: string, values: Values): readonly TicketKey[] => {
    const parsed = parseTicketNumber(text);
    if (parsed.kind === 'number') return keysOf(byNumber, { ...values, number: parsed.number, limit: 1 });
    const bare = text.replace(noSigns, '');
    return /^\d{3,8}$/u.test(bare) ? keysOf(byTail, { ...values, tail: `%${bare}`, limit: mostByNumber }) : [];
  };

  const listed = ({ among, limit }: SearchQuery, values: Values, cursor: Cursor | null): SearchPage => {
    if (cursor?.kind === 'line') throw new Refusal('invalid');
    const { at, key } = cursor ?? { at: Number.MAX_SAFE_INTEGER, key: Number.MAX_SAFE_INTEGER };
    const found = keysOf(among === null ? list : listAmong, { ...values, at, key, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      hits: page.flatMap((one) => shown(one.key, null)),
      cursor: found.length > limit && last ? `t${last.opened_at}.${last.key}` : null,
    };
  };

  /** The newest line of each ticket until the page is full or the time is over. */
  const collect = (values: Values, limit: number, had: Set<number>, hits: Hit[]): number | null => {
    const enough = had.size + limit;
    let last: number | null = null;
    for (const found of lines.iterate(values)) {
      const { doc, key, seq, at, author, person, text } = found as unknown as LineRow;
      if (had.has(key)) continue;
      if (had.size >= enough) return last;
      had.add(key);
      last = doc;
      hits.push(...shown(key, { seq, at, author: toAuthor(author, person), text }));
    }
    return null;
  };

  const said = (
    wanted: readonly Wanted[],
    { limit }: SearchQuery,
    values: Values,
    cursor: Cursor | null,
    known: readonly number[],
  ): SearchPage => {
    if (cursor?.kind === 'ticket') throw new Refusal('invalid');
    const before = cursor?.before ?? Number.MAX_SAFE_INTEGER;
    const hits: Hit[] = [];
    looking.begin(rationMs);
    try {
      const last = collect({ ...values, words: matchOf(wanted), before }, limit, new Set(known), hits);
      return { hits, cursor: last === null ? null : `l${last}` };
    } catch (error) {
      const stopped = looking.stoppedAt();
      if (stopped === null) throw error;
      // A statement that was broken off cannot be used again.
      lines = prepare(db, linesSql);
      return { hits, cursor: `l${stopped + 1}` };
    } finally {
      looking.end();
    }
  };

  return (query) => {
    const values = valuesOf(query);
    const cursor = query.cursor === null ? null : readCursor(query.cursor);
    const text = query.text.trim();
    if (text === '') return listed(query, values, cursor);
    const numbers = cursor === null ? numbered(text, values).map(({ key }) => key) : [];
    const wanted = readQuestion(text);
    const page = wanted.length === 0 ? { hits: [], cursor: null } : said(wanted, query, values, cursor, numbers);
    return { ...page, hits: [...numbers.flatMap((key) => shown(key, null)), ...page.hits] };
  };
};
