/** Watches how long the event loop stands still: everybody waits then. Owns measuring and the warning, not the cure. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Logger } from 'pino';

export interface LoopWatch {
  /** The longest stop of the last minute, milliseconds. */
  longestMs(): number;
  stop(): void;
}

const windowMs = 5_000;
const windows = 12;
const resolutionMs = 20;
/** A stop that people notice. */
export const noticedMs = 1_000;

export const watchEventLoop = (log: Pick<Logger, 'warn'>): LoopWatch => {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  let longest: number[] = [];
  const current = (): number => Math.max(0, Math.round(delay.max / 1e6) - resolutionMs);
  const timer = setInterval(() => {
    const ms = current();
    delay.reset();
    longest = [...longest.slice(1 - windows), ms];
    if (ms >= noticedMs) log.warn({ ms }, 'the event loop stood still');
  }, windowMs).unref();
  return {
    longestMs: () => Math.max(current(), ...longest),
    stop: () => {
      clearInterval(timer);
      delay.disable();
    },
  };
};
