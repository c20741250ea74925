/** What the widget is shown: messages and the state of the talk, cut to what a citizen may see. Pure. */
import type { Conversation } from '../../core/domain/conversation.ts';
import type { Message } from '../../core/domain/message.ts';
import { publicName } from '../../core/domain/operator.ts';
import type { QueuePlace } from '../../core/domain/queue.ts';
import { isWithPeople, type Ticket, type TicketStatus } from '../../core/domain/ticket.ts';
import { unreachable } from '../../core/domain/unreachable.ts';
import type { WidgetMessage, WidgetView } from './contract.ts';

const from = (message: Message): { from: WidgetMessage['from']; name: string | null } => {
  const { author } = message;
  switch (author.kind) {
    case 'citizen':
    case 'bot':
    case 'system':
      return { from: author.kind, name: null };
    case 'operator':
      return { from: 'operator', name: publicName(author.name) };
    case 'note':
      throw new Error('a note was about to be shown to a citizen');
    default:
      return unreachable(author);
  }
};

/** Null for lines that are not for citizens. */
export const renderMessage = (message: Message): WidgetMessage | null =>
  message.audience === 'staff' || message.author.kind === 'note'
    ? null
    : {
        seq: message.seq,
        at: message.at,
        ...from(message),
        text: message.text,
        options: message.options.map((option, index) => ({
          payload: `${message.seq}.${index}`,
          label: option.label,
          kind: option.kind,
        })),
        files: message.files,
        clientId: message.clientId,
        ...(message.link === undefined ? {} : { link: true }),
      };

/** While a ticket waits beside the conversation (a night in the queue, with experts) the bot answers. */
const who = (ticket: Ticket | null, ownerName: string | null, active: string | null): WidgetView['who'] => {
  if (!ticket || !isWithPeople(ticket.status) || active !== ticket.number) return { kind: 'bot' };
  return ticket.owner === null || ownerName === null
    ? { kind: 'queue' }
    : { kind: 'operator', name: publicName(ownerName) };
};

export interface ViewFacts {
  readonly conversation: Conversation;
  /** The active ticket, or the newest one when none is active. */
  readonly ticket: Ticket | null;
  readonly ownerName: string | null;
  readonly place: QueuePlace | null;
  readonly statusWord: (status: TicketStatus) => string;
}

export const renderView = ({ conversation, ticket, ownerName, place, statusWord }: ViewFacts): WidgetView => ({
  version: conversation.version,
  number: ticket?.number ?? null,
  status: ticket?.status ?? null,
  statusText: ticket ? statusWord(ticket.status) : null,
  who: who(ticket, ownerName, conversation.ticket),
  queue: place,
  offerSeq: conversation.offerSeq,
  lastSeq: conversation.lastSeq,
});
