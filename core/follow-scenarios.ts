/**
 * Keeps the walked scenarios up with what is published elsewhere: by another process (`npm run scenarios -- push`),
 * and, in development, by an edit of the folder. A broken edit changes nothing and is told with file, line and cure.
 */
import { watch, type FSWatcher } from 'node:fs';
import type { Logger } from 'pino';
import type { Refused, Scripts } from './desk/scripts.ts';
import { ScenariosBroken } from './desk/scripts.ts';
import type { Clock } from './ports/clock.ts';
import { readScenarioFiles } from './scenario-files.ts';

const pollMs = 3_000;
/** Editors write a file in several steps. */
const settleMs = 200;

export interface FollowDeps {
  readonly scripts: Scripts;
  readonly clock: Clock;
  readonly log: Logger;
  /** Watched in development; null in production, where only `push` and the console publish. */
  readonly folder: string | null;
}

export const tellRefused =
  (log: Logger) =>
  ({ by, problems }: Refused): void => {
    const lines = problems.map(({ file, line, what, cure }) => `${file}:${line}: ${what} ${cure}`);
    log.warn({ by, problems: lines }, 'the scenarios were not published; the version before stays');
  };

/** Returns what stops it. */
export const followScenarios = ({ scripts, clock, log, folder }: FollowDeps): (() => Promise<void>) => {
  let stopped = false;
  let cancelPoll = (): void => {};
  let cancelEdit = (): void => {};
  let work: Promise<unknown> = Promise.resolve();

  const poll = (): void => {
    work = scripts
      .follow()
      .catch((error: unknown) => log.error({ err: error }, 'published scenarios could not be read'))
      .then(() => {
        if (!stopped) cancelPoll = clock.after(pollMs, poll);
      });
  };

  const publishEdit = (from: string): void => {
    work = Promise.resolve()
      .then(() => scripts.publishFolder(readScenarioFiles(from)))
      .then(({ version, changed }) => {
        if (changed) log.info({ version: version.slice(0, 12) }, 'edited scenarios are published');
      })
      .catch((error: unknown) => {
        if (!(error instanceof ScenariosBroken)) log.error({ err: error }, 'the scenarios folder could not be read');
      });
  };

  const watchFolder = (from: string): FSWatcher | null => {
    try {
      const watcher = watch(from, { recursive: true, persistent: false }, (_event, file) => {
        if (file?.endsWith('.yml') === false) return;
        cancelEdit();
        cancelEdit = clock.after(settleMs, () => publishEdit(from));
      });
      return watcher.on('error', (error) => log.warn({ err: error }, 'edits of the scenarios are no longer seen'));
    } catch (error) {
      log.warn({ err: error }, 'edits of the scenarios are not seen until the next start');
      return null;
    }
  };

  const watcher = folder === null ? null : watchFolder(folder);
  cancelPoll = clock.after(pollMs, poll);
  return async () => {
    stopped = true;
    watcher?.close();
    cancelPoll();
    cancelEdit();
    await work;
  };
};
