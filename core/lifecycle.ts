/**
 * The process around the product: signals, output that nobody reads any more, errors that nobody expected.
 * After an exception that nobody caught the state is unknown, so the process ends and its platform starts it anew
 * (nothing is lost: P8). A promise that failed unheard leaves the state as it was: it is logged and counted.
 */
import type { Logger } from 'pino';
import type { Meter } from './ports/meter.ts';
import type { LogStream } from './log-stream.ts';

export interface LifecycleDeps {
  readonly log: Logger;
  readonly stream: Pick<LogStream, 'flush'>;
  readonly meter: Pick<Meter, 'unhandled'>;
  /** What stopping waits for at the moment. */
  ending(): string;
  stop(): Promise<void>;
}

const drainMs = 10_000;
const flushMs = 500;

/** Who started us may close the pipes; that is no reason to stop. */
export const outliveOutput = (): void => {
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
};

const ofOutput = new Set(['EPIPE', 'EIO', 'ENOSPC']);

export const live = ({ log, stream, meter, ending, stop }: LifecycleDeps): void => {
  let stopping = false;

  const leave = async (code: number): Promise<void> => {
    await stream.flush(flushMs);
    process.exit(code);
  };

  const drain = async (): Promise<void> => {
    const timer = setTimeout(() => {
      log.error({ waitsFor: ending() }, 'it did not come to an end in time');
      void leave(1);
    }, drainMs);
    try {
      await stop();
      await leave(0);
    } catch (error) {
      log.fatal({ err: error }, 'stopping failed');
      await leave(1);
    } finally {
      clearTimeout(timer);
    }
  };

  const told = (signal: NodeJS.Signals): void => {
    // Whoever asks twice does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'stopping');
    void drain();
  };

  process.on('SIGTERM', told);
  process.on('SIGINT', told);
  process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
    if (ofOutput.has(error.code ?? '') && error.syscall === 'write') return;
    meter.unhandled('exception');
    log.fatal({ err: error }, 'an error that nobody caught; the process ends');
    void leave(1);
  });
  process.on('unhandledRejection', (error) => {
    meter.unhandled('rejection');
    log.error({ err: error }, 'a promise failed that nobody waited for');
  });
};
