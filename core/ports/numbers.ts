/** Fresh ticket numbers, drawn before the step from a block reserved by this process. Gaps are fine, repeats are not. */
import type { TicketNumber } from '../domain/ticket-number.ts';

export interface Numbers {
  /** @throws Refusal `busy` when a new block cannot be reserved. */
  draw(now: number): Promise<TicketNumber>;
  /** A drawn number that was not used may be drawn again by this process. */
  putBack(number: TicketNumber): void;
}
