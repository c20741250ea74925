/**
 * The queue's figures, read again whenever the queue or somebody's presence changes, so that no turn waits for a query.
 * Owns when they are read; what is said of them belongs to the engine and the channels.
 */
import type { Logger } from 'pino';
import { departmentsSeen, type Operator } from '../domain/operator.ts';
import { isOnLine } from '../domain/presence.ts';
import { serviceTime, type QueueFigures } from '../domain/queue.ts';
import type { Live } from '../ports/live.ts';
import type { People } from '../ports/people.ts';
import type { Presences } from '../ports/presence.ts';
import type { QueueReads } from '../ports/queue.ts';
import type { Scripts } from './scripts.ts';

export interface Board {
  figures(): QueueFigures;
  /** Reads everything now. */
  refresh(): Promise<void>;
  onChange(listener: () => void): () => void;
}

export interface BoardDeps {
  readonly queue: QueueReads;
  readonly presence: Pick<Presences, 'list'>;
  readonly people: Pick<People, 'list'>;
  readonly scripts: Scripts;
  readonly live: Live;
  readonly log: Logger;
}

const longestQueue = 5000;
const measured = 20;

const attends = (operator: Operator): boolean =>
  operator.active && (operator.role === 'operator' || operator.role === 'supervisor');

export const createBoard = (deps: BoardDeps): Board => {
  const { queue, presence, people, scripts, live, log } = deps;
  const listeners = new Set<() => void>();
  let figures: QueueFigures = { waiting: [], serviceMs: {}, attended: [], available: [] };
  let reading: Promise<void> | null = null;
  let dirty = false;

  const staff = async (): Promise<Pick<QueueFigures, 'attended' | 'available'>> => {
    const states = new Map((await presence.list()).filter(isOnLine).map(({ operator, state }) => [operator, state]));
    const there = (await people.list()).filter((one) => states.has(one.id) && attends(one));
    const all = scripts.current().organisation.departments.map(({ id }) => id);
    return {
      attended: all.filter((id) => there.some((one) => departmentsSeen(one)?.includes(id) ?? true)),
      available: there.map(({ id }) => id).filter((id) => states.get(id) === 'available'),
    };
  };

  const services = async (): Promise<Readonly<Record<string, number>>> => {
    const { organisation, calendar } = scripts.current();
    const found: Record<string, number> = {};
    for (const { id, line } of organisation.departments) {
      const worked = (from: number, to: number): number => calendar.between(line, from, to);
      const ms = serviceTime(await queue.services(id, measured), worked);
      if (ms !== null) found[id] = ms;
    }
    return found;
  };

  const read = async (): Promise<void> => {
    do {
      dirty = false;
      figures = { waiting: await queue.waiting(longestQueue), serviceMs: await services(), ...(await staff()) };
    } while (dirty);
    for (const listener of listeners) listener();
  };

  const refresh = (): Promise<void> => {
    dirty = true;
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  };

  const refreshSoon = (): void => {
    refresh().catch((error: unknown) => log.error({ err: error }, 'the figures of the queue could not be read'));
  };

  live.subscribe(({ tickets }) => {
    const moved = tickets.some(({ before, after }) => before?.status === 'queued' || after.status === 'queued');
    if (moved) refreshSoon();
  });
  live.onAnnounced(refreshSoon);

  return {
    figures: () => figures,
    refresh,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
