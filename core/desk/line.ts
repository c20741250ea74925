/** What a turn says, before it has its place in the conversation, and the message that comes of it. */
import type { Attachment } from '../domain/attachment.ts';
import type { InviteId } from '../domain/invite.ts';
import type { Audience, Author, Cause, Message, Option, Quote } from '../domain/message.ts';
import type { Masked } from '../domain/personal.ts';

export interface Line {
  readonly author: Author;
  readonly text: string;
  readonly masked?: readonly Masked[];
  readonly audience?: Audience;
  readonly options?: readonly Option[];
  readonly files?: readonly Attachment[];
  readonly clientId?: string | null;
  readonly cause?: Cause | null;
  readonly forwarded?: true | undefined;
  readonly quote?: Quote | null;
  /** A one-time link that this turn gives. */
  readonly link?: InviteId;
}

export const messageOf = (line: Line, placed: Pick<Message, 'seq' | 'at' | 'delivery'>): Message => ({
  ...placed,
  author: line.author,
  audience: line.audience ?? 'all',
  text: line.text,
  masked: line.masked ?? [],
  options: line.options ?? [],
  files: line.files ?? [],
  clientId: line.clientId ?? null,
  cause: line.cause ?? null,
  ...(line.forwarded ? { forwarded: true } : {}),
  ...(line.quote ? { quote: line.quote } : {}),
  ...(line.link === undefined ? {} : { link: line.link }),
});
