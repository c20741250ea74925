/**
 * Events fetched by Bots Long Poll, when there is no public address (https://dev.vk.com/ru/api/bots-long-poll/getting-started).
 * `ts` moves only past what is stored. What the platform no longer tells of is found in the dialogues themselves.
 */
import { z } from 'zod';
import type { Clock } from '../../core/ports/clock.ts';
import type { Intake } from '../messenger/intake.ts';
import { createPollLoop, refusedWaitMs, takeInLanes, waitAfter } from '../messenger/polling.ts';
import type { Condition, Source } from '../messenger/watch.ts';
import { codeOf, descriptionOf, type Client } from './client.ts';
import { troubleLine, troubleOf } from './troubles.ts';

const waitSeconds = 25;
const retryMs = 5_000;
const tokenWaitMs = 60_000;

const serverShape = z.object({ server: z.string(), key: z.string(), ts: z.coerce.string() });
type Server = z.infer<typeof serverShape>;

const answerShape = z.union([
  z.object({ ts: z.coerce.string(), updates: z.array(z.unknown()) }),
  z.object({ failed: z.literal(1), ts: z.coerce.string() }),
  z.object({ failed: z.union([z.literal(2), z.literal(3)]) }),
]);

export interface PollingDeps {
  readonly client: Client;
  readonly groupId: number;
  readonly intake: Intake;
  readonly clock: Clock;
  readonly condition: Condition;
  /** Events may have been lost: what is unanswered is looked up. */
  readonly reconcile: () => Promise<void>;
}

const peerOf = (event: unknown): string => {
  const { object } = event as { object?: { peer_id?: unknown; message?: { peer_id?: unknown } } };
  return String(Number(object?.message?.peer_id ?? object?.peer_id ?? 0));
};

export const createPoller = (deps: PollingDeps): Source => {
  const { client, groupId, intake, clock, condition } = deps;
  let server: Server | null = null;

  const connect = async (ts: string | null): Promise<Server> => {
    const fresh = serverShape.parse(await client.call('groups.getLongPollServer', { group_id: groupId }));
    if (ts !== null) return { ...fresh, ts };
    await deps.reconcile();
    return fresh;
  };

  const fetchEvents = async (at: Server, ending: AbortSignal): Promise<z.infer<typeof answerShape>> => {
    const url = new URL(at.server);
    for (const [name, value] of Object.entries({ act: 'a_check', key: at.key, ts: at.ts, wait: String(waitSeconds) })) {
      url.searchParams.set(name, value);
    }
    const signal = AbortSignal.any([ending, AbortSignal.timeout((waitSeconds + 10) * 1000)]);
    return answerShape.parse(await (await fetch(url, { signal })).json());
  };

  /** One poll; returns how long to wait, ms. */
  const round = async (ending: AbortSignal): Promise<number> => {
    server ??= await connect(null);
    const asked = clock.now();
    const answer = await fetchEvents(server, ending);
    const took = clock.now() - asked;
    condition.set(null);
    if ('updates' in answer) {
      const left = await takeInLanes(answer.updates, peerOf, intake.take);
      if (left.size > 0) return refusedWaitMs;
      server = { ...server, ts: answer.ts };
      return waitAfter(answer.updates, took);
    }
    // 1: some are lost; 2: the key is old; 3: both.
    if (answer.failed === 1) {
      server = { ...server, ts: answer.ts };
      await deps.reconcile();
    } else server = await connect(answer.failed === 2 ? server.ts : null);
    return 0;
  };

  return createPollLoop(clock, (ending) =>
    round(ending).catch((error: unknown) => {
      if (ending.aborted) return 0;
      const code = codeOf(error);
      condition.set(troubleLine(troubleOf(code, descriptionOf(error))));
      return code === 5 || code === 15 ? tokenWaitMs : retryMs;
    }),
  );
};
