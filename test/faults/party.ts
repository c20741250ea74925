/** The other side of an operator's dialogue, wherever the citizen writes from. */
export interface Party {
  /** Who it is in their channel: visitor, chat, dialogue. */
  readonly peer: string;
  /** Of their ticket, as they were told it. */
  number(): string;
  /** Resolves when their screen has heard of the line, or had the time to. */
  heard(seq: number): Promise<void>;
}
