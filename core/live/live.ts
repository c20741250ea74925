/** News of committed turns inside this process, and which operators have a console open. Holds nothing that matters. */
import type { Logger } from 'pino';
import type { OperatorId } from '../domain/message.ts';
import type { Live, News } from '../ports/live.ts';

export const createLive = (log: Logger): Live => {
  const listeners = new Set<(news: News) => void>();
  const online = new Map<OperatorId, number>();
  return {
    publish: (news) => {
      for (const listener of listeners) {
        try {
          listener(news);
        } catch (error) {
          log.error({ err: error }, 'news could not be shown; screens will catch up by seq');
        }
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isOnline: (operator) => online.has(operator),
    seen: (operator, change) => {
      const consoles = (online.get(operator) ?? 0) + change;
      if (consoles > 0) online.set(operator, consoles);
      else online.delete(operator);
    },
  };
};
