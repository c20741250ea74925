/** A dead letter that the engineer asked to try again: the event enters the desk as when it first came. */
import type { Inbound } from '../../domain/inbound.ts';
import type { Personal } from '../../ports/personal.ts';
import type { Receive } from '../receive.ts';
import type { RunJob } from './job.ts';

export const createRetryLetter =
  (receive: Receive, { unwrap }: Pick<Personal, 'unwrap'>): RunJob =>
  async ({ payload }) => {
    if (payload['raw'] !== undefined) await receive(JSON.parse(unwrap(payload['raw'])) as Inbound);
    return null;
  };
