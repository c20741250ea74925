/** The promises of `Live` in `core/ports/live.ts`. */
import { queuedDelivery } from '../../core/domain/delivery.ts';
import type { Live, News } from '../../core/ports/live.ts';
import { aConversation, aMessage, dayOne } from '../support/builders.ts';

const news = (): News => ({
  conversation: aConversation(),
  messages: [aMessage()],
  changed: [],
  tickets: [],
  alerts: [],
});

export const describeLive = (name: string, make: () => Live): void => {
  describe(`live news (${name})`, () => {
    test('reach every listener in the order of publishing', () => {
      const live = make();
      const heard: [string, News][] = [];
      live.subscribe((one) => heard.push(['a', one]));
      live.subscribe((one) => heard.push(['b', one]));
      const [first, second] = [news(), news()];
      live.publish(first);
      live.publish(second);
      expect(heard).toEqual([
        ['a', first],
        ['b', first],
        ['a', second],
        ['b', second],
      ]);
    });

    test('a listener that left hears nothing more', () => {
      const live = make();
      const heard: News[] = [];
      live.subscribe((one) => heard.push(one))();
      live.publish(news());
      expect(heard).toEqual([]);
    });

    test('a listener that throws keeps nothing from the others, nor from the one who published', () => {
      const live = make();
      const heard: News[] = [];
      live.subscribe(() => {
        throw new Error('a broken screen');
      });
      live.subscribe((one) => heard.push(one));
      expect(() => live.publish(news())).not.toThrow();
      expect(heard).toHaveLength(1);
    });

    test('how lines fare and who comes and goes is told to whoever asked for it, until they leave', () => {
      const live = make();
      const heard: unknown[] = [];
      const stopListening = [live.onDelivered((one) => heard.push(one)), live.onAnnounced((one) => heard.push(one))];
      live.subscribe((one) => heard.push(one));
      const fared = { conversation: 'c-1', seq: 2, delivery: queuedDelivery };
      const came = { operator: 'marina', state: 'available', since: dayOne } as const;
      live.delivered(fared);
      live.announce(came);
      expect(heard).toEqual([fared, came]);
      for (const stop of stopListening) stop();
      live.delivered(fared);
      live.announce(came);
      expect(heard).toHaveLength(2);
    });

    test('an operator is online while at least one console is open', () => {
      const live = make();
      const states = [live.isOnline('marina')];
      for (const change of [1, 1, -1, -1] as const) {
        live.seen('marina', change);
        states.push(live.isOnline('marina'));
      }
      expect(states).toEqual([false, true, true, true, false]);
      expect(live.isOnline('oleg')).toBe(false);
    });
  });
};
