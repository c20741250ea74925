/**
 * The reading thread: a connection of its own that may only read the desk's database. The one file it writes is the
 * search index, which is derived and may be thrown away. Asked one thing at a time by `reader.ts`.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import type { DatabaseSync } from 'node:sqlite';
import { Refusal } from '../../../domain/refusal.ts';
import { codeOf, isDamage } from '../errors.ts';
import { openIndex, removeIndex } from '../search/index-file.ts';
import { createFinding } from '../search/finding.ts';
import { createIndexing } from '../search/indexing.ts';
import { createLooking } from '../search/looking.ts';
import type { Answered, Asked, ReaderTasks, TaskName, ThreadData } from './tasks.ts';

type Tasks = { readonly [N in TaskName]: (asked: ReaderTasks[N]['asked']) => ReaderTasks[N]['answered'] };

const { desk, index, stop, rationMs } = workerData as ThreadData;
let current = 0;
const isStopped = (): boolean => Atomics.load(stop, 0) === current;

const open = (): { readonly db: DatabaseSync; readonly tasks: Tasks } => {
  const db = openIndex(index);
  db.prepare('ATTACH ? AS desk').run(`${pathToFileURL(desk).href}?mode=ro`);
  const looking = createLooking(isStopped);
  db.function('going_on', looking.goingOn);
  const indexing = createIndexing(db);
  const find = createFinding(db, looking, rationMs);
  const check = (): readonly string[] =>
    db
      .prepare('PRAGMA desk.integrity_check')
      .all()
      .map((row) => String(Object.values(row)[0]))
      .filter((line) => line !== 'ok');
  return { db, tasks: { find, check, ...indexing } };
};

let opened = open();

/** A statement that was broken off cannot be used again; a damaged index is of no use at all. */
const openAnew = (error: unknown): void => {
  opened.db.close();
  if (isDamage(error)) removeIndex(index);
  opened = open();
};

const answerTo = ({ id, task, request }: Asked): Answered => {
  try {
    return { id, ok: true, answer: opened.tasks[task](request as never) };
  } catch (error) {
    if (error instanceof Refusal) return { id, ok: false, error: 'invalid' };
    openAnew(error);
    if (isStopped()) return { id, ok: false, error: 'stopped' };
    const stack = error instanceof Error ? (error.stack ?? '').split('\n') : [];
    const where = stack.filter((line) => line.startsWith('    at ')).join('\n');
    return { id, ok: false, error: 'failed', code: codeOf(error), where };
  }
};

parentPort?.on('message', (asked: Asked) => {
  current = asked.id;
  parentPort?.postMessage(answerTo(asked));
});
