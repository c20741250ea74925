/** How the page of one-time links asks over HTTP; who may ask how often is the HTTP side's to say. */
export interface LinkAnswer {
  readonly status: 200 | 400;
  readonly body: object;
}

export interface LinkDoor {
  /** Spends nothing. */
  look(body: unknown): Promise<LinkAnswer>;
  /** `origin`: the page that asks, one of ours. @throws Refusal `busy`. */
  enter(body: unknown, origin: string): Promise<LinkAnswer>;
  /** Takes the visitor of the token out of a conversation that they came into by a link. */
  leave(body: unknown, origin: string): Promise<LinkAnswer>;
}
