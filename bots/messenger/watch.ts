/** What channels of messengers share: something done again and again, and what is wrong, said once. */
import type { Logger } from 'pino';
import type { ChannelId } from '../../core/domain/conversation.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { fine, type Finding } from '../../core/ports/health.ts';

/** How updates come to us: they are pushed and watched over, or fetched. */
export interface Source {
  start(): void;
  stop(): Promise<void>;
}

export interface Condition {
  /** One clear line for the engineer; null: all is well. */
  set(trouble: string | null): void;
  finding(): Finding;
}

const titles: Readonly<Record<ChannelId, string>> = { web: 'Сайт', telegram: 'Telegram', vk: 'ВКонтакте' };

export const createCondition = (channel: ChannelId, log: Logger): Condition => {
  let trouble: string | null = null;
  return {
    set: (next) => {
      if (next !== null && next !== trouble) log.error({ channel }, next);
      trouble = next;
    },
    finding: () => (trouble === null ? fine() : { level: 'degraded', why: titles[channel], detail: trouble }),
  };
};

export interface WatchDeps {
  readonly channel: ChannelId;
  readonly clock: Clock;
  readonly log: Logger;
}

/** After a round that failed. */
const retryMs = 5_000;

/** `work` says after how many ms it wants to be called again. */
export const createWatch = ({ channel, clock, log }: WatchDeps, work: () => Promise<number>): Source => {
  let stopped = false;
  let cancel = (): void => {};
  const round = async (): Promise<void> => {
    let wait = retryMs;
    try {
      wait = await work();
    } catch (error) {
      log.error({ err: error, channel }, 'a round of the channel failed');
    }
    if (!stopped) cancel = clock.after(wait, () => void round());
  };
  return {
    start: () => void round(),
    stop: async () => {
      stopped = true;
      cancel();
    },
  };
};

/** For calls whose failure harms nobody: it is noted in the platform's words, which `describe` finds. */
export const createBestEffort =
  (channel: ChannelId, log: Logger, describe: (error: unknown) => string) =>
  (what: string, call: Promise<unknown>): void => {
    call.catch((error: unknown) => log.info({ channel, why: describe(error) }, what));
  };

/** Sleeps until the time has passed or `signal` ends it; at a signal that lives on nothing stays behind. */
export const pause = (clock: Clock, ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(ms, end);
    signal.addEventListener('abort', end, { once: true });
  });
