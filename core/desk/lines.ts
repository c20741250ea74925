/**
 * Lines closed or opened at other hours for a while, at once. The scripts given out hold today's changes, so everything
 * that asks the calendar (the bot's words, terms, the night in the queue) goes by them.
 */
import { createCalendar } from '../domain/calendar.ts';
import { leads, type Operator } from '../domain/operator.ts';
import type { Interval, LineChange, LineId, Organisation } from '../domain/organisation.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Script } from '../engine/types.ts';
import type { Clock } from '../ports/clock.ts';
import type { LineDesk } from '../ports/desk.ts';
import type { LineChanges } from '../ports/line-changes.ts';
import type { AuditLine } from '../ports/turns.ts';
import type { Scripts } from './scripts.ts';

export interface Lines extends LineDesk {
  readonly scripts: Scripts;
  /** Reads what was changed before. */
  load(): Promise<void>;
}

export interface LinesDeps {
  readonly scripts: Scripts;
  readonly changes: LineChanges;
  readonly clock: Pick<Clock, 'now'>;
}

const longestMs = 92 * 86_400_000;

type Facts = Pick<Script, 'organisation' | 'calendar'>;

/** One organisation and one calendar for the same facts and changes, however often they are asked for. */
const createFacts = () => {
  let known: { readonly base: Organisation; readonly changes: readonly LineChange[]; readonly facts: Facts } | null =
    null;
  return (base: Organisation, changes: readonly LineChange[]): Facts => {
    if (known?.base !== base || known.changes !== changes) {
      const organisation = { ...base, changes };
      known = { base, changes, facts: { organisation, calendar: createCalendar(organisation) } };
    }
    return known.facts;
  };
};

const follows = (intervals: readonly Interval[]): boolean =>
  intervals.every(({ from, to }, index) => from < to && from >= (intervals[index - 1]?.to ?? 0));

export const createLines = ({ scripts, changes: store, clock }: LinesDeps): Lines => {
  const factsOf = createFacts();
  let changes: readonly LineChange[] = [];
  const withChanges = (script: Script): Script =>
    changes.length === 0 ? script : { ...script, ...factsOf(script.organisation, changes) };

  const load = async (): Promise<void> => {
    changes = await store.current(clock.now());
  };

  const told = (operator: Operator, action: 'line:changed' | 'line:restored', line: LineId): AuditLine => ({
    at: clock.now(),
    actor: operator.id,
    action,
    ticket: null,
    details: { line },
  });

  const mustLead = (operator: Operator, line: LineId): void => {
    if (!leads(operator)) throw new Refusal('forbidden');
    if (!scripts.current().organisation.lines.some(({ id }) => id === line)) throw new Refusal('invalid');
  };

  return {
    load,
    scripts: {
      ...scripts,
      current: () => withChanges(scripts.current()),
      pinned: async (version) => withChanges(await scripts.pinned(version)),
    },
    change: async (operator, { line, intervals, until }) => {
      mustLead(operator, line);
      const now = clock.now();
      if (until <= now || until > now + longestMs || !follows(intervals)) throw new Refusal('invalid');
      await store.save({ line, from: now, until, intervals }, told(operator, 'line:changed', line));
      await load();
    },
    restore: async (operator, line) => {
      mustLead(operator, line);
      await store.end(line, clock.now(), told(operator, 'line:restored', line));
      await load();
    },
  };
};
