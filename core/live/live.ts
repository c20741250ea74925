/** News of committed turns inside this process, and which operators have a console open. Holds nothing that matters. */
import type { Logger } from 'pino';
import type { OperatorId } from '../domain/message.ts';
import type { DeliveryNews, Live, News, PresenceNews } from '../ports/live.ts';

/** Listeners of one kind of news; one that fails takes nothing from the others. */
const createListeners = <T>(log: Logger) => {
  const listeners = new Set<(news: T) => void>();
  return {
    tell: (news: T): void => {
      for (const listener of listeners) {
        try {
          listener(news);
        } catch (error) {
          log.error({ err: error }, 'news could not be shown; screens will catch up by seq');
        }
      }
    },
    add: (listener: (news: T) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

export const createLive = (log: Logger): Live => {
  const turns = createListeners<News>(log);
  const deliveries = createListeners<DeliveryNews>(log);
  const presences = createListeners<PresenceNews>(log);
  const online = new Map<OperatorId, number>();
  return {
    publish: turns.tell,
    subscribe: turns.add,
    delivered: deliveries.tell,
    onDelivered: deliveries.add,
    announce: presences.tell,
    onAnnounced: presences.add,
    isOnline: (operator) => online.has(operator),
    seen: (operator, change) => {
      const consoles = (online.get(operator) ?? 0) + change;
      if (consoles > 0) online.set(operator, consoles);
      else online.delete(operator);
    },
  };
};
