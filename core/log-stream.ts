/**
 * Where the log goes: a file descriptor that may be slow, full or closed. The service never waits for it; what cannot
 * be written is dropped, and the number of dropped lines is told when writing works again.
 */
import { write } from 'node:fs';

export interface LogStream {
  write(line: string): void;
  /** Resolves when everything is out, or after `ms`. */
  flush(ms: number): Promise<void>;
}

/** Held for a reader who is slow, in characters. */
const mostHeld = 4 * 2 ** 20;
const againMs = 50;

export const createLogStream = (fd: number): LogStream => {
  let waiting: string[] = [];
  let held = 0;
  let dropped = 0;
  let writing = false;
  let flushed: (() => void)[] = [];

  const ended = (error: Error | null, lines: number): void => {
    writing = false;
    if (error) dropped += lines;
    else if (dropped > 0) {
      waiting.unshift(
        `${JSON.stringify({ level: 40, time: Date.now(), dropped, msg: 'lines of the log were lost' })}\n`,
      );
      dropped = 0;
    }
    if (waiting.length > 0 && !error) next();
    else {
      for (const tell of flushed) tell();
      flushed = [];
    }
  };

  const put = (bytes: Buffer, lines: number): void =>
    write(fd, bytes, (error, written) => {
      if (error?.code === 'EAGAIN') setTimeout(put, againMs, bytes, lines).unref();
      else if (error || written === bytes.length) ended(error, lines);
      else put(bytes.subarray(written), lines);
    });

  const next = (): void => {
    const lines = waiting;
    waiting = [];
    held = 0;
    writing = true;
    put(Buffer.from(lines.join('')), lines.length);
  };

  return {
    write: (line) => {
      if (held + line.length > mostHeld) {
        dropped += 1;
        return;
      }
      waiting.push(line);
      held += line.length;
      if (!writing) next();
    },
    flush: (ms) =>
      new Promise((resolve) => {
        if (!writing && waiting.length === 0) resolve();
        else {
          flushed.push(resolve);
          setTimeout(resolve, ms).unref();
        }
      }),
  };
};
