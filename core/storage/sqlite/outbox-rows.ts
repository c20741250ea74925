/** Rows of the outbox: how they are laid out, how a turn adds one, what screens are told of them. */
import type { DatabaseSync } from 'node:sqlite';
import type { Delivery, DeliveryState, FailureReason } from '../../domain/delivery.ts';
import type { OutboxRow } from '../../ports/turns.ts';

/** The numbers are stored: never reorder, only append. */
export const deliveryStates: readonly DeliveryState[] = ['queued', 'sent', 'failed', 'unknown'];
export const stateCode = (state: DeliveryState): number => deliveryStates.indexOf(state);

export interface DeliveryColumns {
  readonly state: number | null;
  readonly reason: string | null;
  readonly doubtful: number | null;
}

/** Null for a line that is not in the outbox (never was, or arrived long ago). */
export const toDelivery = ({ state, reason, doubtful }: DeliveryColumns): Delivery | null =>
  state === null
    ? null
    : {
        state: deliveryStates[state] ?? 'unknown',
        reason: reason as FailureReason | null,
        doubtful: doubtful === 1,
      };

/** Adds a line behind those of its address that still wait. */
export const createSendQueue = (db: DatabaseSync) => {
  const insert = db.prepare(
    `INSERT INTO outbox (conversation, seq, channel, peer, state, doubtful, part, attempt, since, ready_at)
     VALUES (?1, ?2, ?3, ?4, 0, 0, 0, 0, ?5,
       CASE WHEN EXISTS (SELECT 1 FROM outbox WHERE state = 0 AND channel = ?3 AND peer = ?4) THEN NULL ELSE ?5 END)`,
  );
  return ({ seq, address }: OutboxRow, conversation: number, at: number): void => {
    insert.run(conversation, seq, address.channel, address.peer, at);
  };
};
