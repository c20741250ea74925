/** What both suites of the search say and ask. */
import type { Message } from '../../core/domain/message.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { SearchFilter, SearchPage, SearchQuery } from '../../core/ports/search.ts';
import { aConversation, aMessage, aTicket, aTurn, dayOne } from '../support/builders.ts';
import type { StoreUnderTest } from './store.ts';

export const anyTicket: SearchFilter = {
  status: null,
  category: null,
  department: null,
  channel: null,
  owner: null,
  from: null,
  to: null,
};
export const everything = { departments: null, owner: null };

export const searchingIn = (store: () => StoreUnderTest) => {
  const catchUp = async (): Promise<void> => {
    while (await store().search.index());
  };
  /** A citizen who wrote these lines, one a minute, in a conversation of its own; the ticket opens with the first. */
  const talk = async (
    texts: readonly string[],
    over: Partial<Ticket> = {},
    line: Partial<Message> = {},
    person: Parameters<typeof aConversation>[0] = {},
  ): Promise<Ticket> => {
    const conversation = aConversation(person);
    const openedAt = over.openedAt ?? dayOne;
    const ticket = aTicket({ department: 'passports', ...over, openedAt, conversation: conversation.id });
    const messages = texts.map((text, index) =>
      aMessage({ ...line, seq: index + 1, at: openedAt + index * 60_000, text }),
    );
    await store().turns.commit(aTurn({ conversation, messages, tickets: [{ ticket, expect: null }] }));
    return ticket;
  };
  const find = (
    text: string,
    { filter, ...over }: Partial<Omit<SearchQuery, 'filter'>> & { readonly filter?: Partial<SearchFilter> } = {},
  ): Promise<SearchPage> =>
    store().search.find({
      text,
      among: null,
      sees: everything,
      cursor: null,
      limit: 50,
      ...over,
      filter: { ...anyTicket, ...filter },
    });
  const numbers = async (...asked: Parameters<typeof find>): Promise<readonly string[]> =>
    (await find(...asked)).hits.map(({ row }) => row.ticket.number);
  return { catchUp, talk, find, numbers };
};
