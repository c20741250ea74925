/** All messengers' deliverers together: told of fresh lines, and of lines that an operator wants tried again. */
import type { ChannelId } from '../domain/conversation.ts';
import { queuedDelivery } from '../domain/delivery.ts';
import { mayAnswer, seesTicket } from '../domain/operator.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Messenger } from '../ports/channel.ts';
import type { DeliveryDesk } from '../ports/desk.ts';
import type { Views } from '../ports/views.ts';
import { createDeliverer, type DeliverDeps, type Deliverer } from './deliver.ts';
import type { Line } from './typing.ts';

export interface DeliveriesDeps extends DeliverDeps {
  readonly views: Pick<Views, 'ticket'>;
}

export interface Deliveries extends Pick<DeliveryDesk, 'retry'> {
  start(): void;
  stop(): Promise<void>;
  /** Channels whose platform refuses our token. */
  stopped(): readonly ChannelId[];
  /** What shows in a messenger that somebody writes. */
  line(channel: ChannelId): Line | undefined;
}

export const createDeliveries = (deps: DeliveriesDeps, messengers: readonly Messenger[]): Deliveries => {
  const { outbox, live, clock, views } = deps;
  const deliverers = new Map<ChannelId, Deliverer>(
    messengers.map((messenger) => [messenger.id, createDeliverer(deps, messenger)]),
  );
  const byChannel = new Map(messengers.map((messenger) => [messenger.id, messenger]));
  let unsubscribe = (): void => {};

  const kick = (channel: ChannelId): void => deliverers.get(channel)?.kick();

  return {
    start: () => {
      unsubscribe = live.subscribe(({ conversation, messages }) => {
        if (messages.every(({ delivery }) => delivery === null)) return;
        // The last word in a messenger may be that the talk goes on elsewhere.
        for (const { channel } of conversation.addresses) kick(channel);
      });
      for (const deliverer of deliverers.values()) deliverer.start();
    },
    stop: async () => {
      unsubscribe();
      await Promise.all([...deliverers.values()].map((deliverer) => deliverer.stop()));
    },
    stopped: () => [...deliverers].filter(([, deliverer]) => deliverer.isStopped()).map(([channel]) => channel),
    line: (channel) => {
      const [messenger, deliverer] = [byChannel.get(channel), deliverers.get(channel)];
      return messenger && deliverer && { typing: messenger.typing, spare: deliverer.spare };
    },
    retry: async (operator, number, seq) => {
      const row = await views.ticket(number);
      if (!row || !seesTicket(operator, row.ticket)) throw new Refusal('not-found');
      if (!mayAnswer(operator)) throw new Refusal('forbidden');
      const { conversation } = row.ticket;
      if (!(await outbox.retry(conversation, seq, clock.now()))) throw new Refusal('wrong-status');
      live.delivered({ conversation, seq, delivery: queuedDelivery });
      for (const deliverer of deliverers.values()) deliverer.kick();
    },
  };
};
