/** The promises of `Channel` in `core/ports/channel.ts`, told by what a citizen of that channel notices. */
import { Refusal } from '../../core/domain/refusal.ts';
import type { Inbound } from '../../core/domain/inbound.ts';
import type { Channel } from '../../core/ports/channel.ts';
import type { CitizenDesk } from '../../core/ports/desk.ts';

export interface ChannelUnderTest {
  readonly channel: Channel;
  /** Sends one event as the platform would; resolves with whether it was acknowledged. */
  say(text: string, id: string): Promise<boolean>;
  close(): Promise<void>;
}

/** A desk whose answers the test decides; everything else is real. */
export type MakeChannel = (desk: CitizenDesk['receive']) => Promise<ChannelUnderTest>;

export const describeChannel = (name: string, make: MakeChannel): void => {
  describe(`the channel (${name})`, () => {
    const texts = (heard: readonly Inbound[]) => heard.flatMap(({ said }) => (said.kind === 'text' ? [said.text] : []));

    test('acknowledges an event only after its turn is committed', async () => {
      const order: string[] = [];
      const under = await make(async (inbound) => {
        if (inbound.said.kind === 'text') {
          await new Promise((resolve) => setTimeout(resolve, 50));
          order.push('committed');
        }
        return { outcome: 'committed', conversation: 'c', seq: 1 };
      });
      expect(await under.say('вопрос', 'event-01')).toBe(true);
      order.push('acknowledged');
      expect(order).toEqual(['committed', 'acknowledged']);
      await under.close();
    });

    test('does not acknowledge what the store could not take', async () => {
      const under = await make(async (inbound) => {
        if (inbound.said.kind === 'text') throw new Refusal('busy');
        return { outcome: 'committed', conversation: 'c', seq: 1 };
      });
      expect(await under.say('вопрос', 'event-02')).toBe(false);
      await under.close();
    });

    test('gives the same event the same key each time, and other events other keys', async () => {
      const heard: Inbound[] = [];
      const under = await make(async (inbound) => {
        heard.push(inbound);
        return { outcome: 'committed', conversation: 'c', seq: 1 };
      });
      await under.say('вопрос', 'event-03');
      await under.say('вопрос', 'event-03');
      await under.say('вопрос', 'event-04');
      const keys = heard.filter(({ said }) => said.kind === 'text').map(({ dedupe }) => dedupe);
      expect(keys).toHaveLength(3);
      expect(keys[0]).toBe(keys[1]);
      expect(keys[2]).not.toBe(keys[0]);
      expect(heard.every(({ address }) => address.channel === under.channel.id)).toBe(true);
      await under.close();
    });

    test('takes nothing in after it was stopped', async () => {
      const heard: Inbound[] = [];
      const under = await make(async (inbound) => {
        heard.push(inbound);
        return { outcome: 'committed', conversation: 'c', seq: 1 };
      });
      await under.channel.stop();
      expect(await under.say('поздно', 'event-05')).toBe(false);
      expect(texts(heard)).toEqual([]);
      await under.close();
    });
  });
};
