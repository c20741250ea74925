/** How many files one sender, and one network address, may bring. Held in memory: a restart forgives. */
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Uploads of one sender and of one address in ten minutes; a person with ten files a message is far below. */
const perSender = { points: 60, duration: 600 };
const perAddress = { points: 300, duration: 600 };
/** Under way at once. */
const atOnce = { sender: 4, all: 40 };
export interface Turnstile {
  /** False when too many are under way; else `leave` must follow. @throws RateLimiterRes */
  enter(owner: string, address: string): Promise<boolean>;
  leave(owner: string): void;
}

export const createTurnstile = (): Turnstile => {
  const senders = new RateLimiterMemory(perSender);
  const addresses = new RateLimiterMemory(perAddress);
  const underWay = new Map<string, number>();
  let all = 0;
  const leave = (owner: string): void => {
    const left = (underWay.get(owner) ?? 1) - 1;
    all -= 1;
    if (left > 0) underWay.set(owner, left);
    else underWay.delete(owner);
  };
  return {
    enter: async (owner, address) => {
      const mine = underWay.get(owner) ?? 0;
      if (mine >= atOnce.sender || all >= atOnce.all) return false;
      underWay.set(owner, mine + 1);
      all += 1;
      try {
        await Promise.all([senders.consume(owner), addresses.consume(address)]);
      } catch (error) {
        leave(owner);
        throw error;
      }
      return true;
    },
    leave,
  };
};
