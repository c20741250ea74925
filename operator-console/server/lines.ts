/** Hours of lines: how they stand, and changing them at once. */
import { asUtc } from '../../core/domain/zone-time.ts';
import { createCalendar } from '../../core/domain/calendar.ts';
import { Refusal } from '../../core/domain/refusal.ts';
import type { Interval } from '../../core/domain/organisation.ts';
import type { LineView } from '../contract.ts';
import type { Handlers, RequestDeps } from './handling.ts';

const dayMs = 86_400_000;

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** `09:00-18:00`, by the schema. */
const intervalOf = (written: string): Interval => ({
  from: minuteOf(written.slice(0, 5)),
  to: minuteOf(written.slice(6)),
});

const linesView = ({ organisation, clock, hoursOf }: RequestDeps): readonly LineView[] => {
  const facts = organisation();
  const now = clock.now();
  const calendar = createCalendar(facts);
  return facts.lines.map(({ id, title }) => {
    const change = facts.changes.findLast((one) => one.line === id && one.from <= now && now < one.until);
    return { id, title, hours: hoursOf(id), open: calendar.isOpen(id, now), changedUntil: change?.until ?? null };
  });
};

export const createLineHandlers = (deps: RequestDeps): Pick<Handlers, 'lines:get' | 'line:change' | 'line:restore'> => {
  const { lines, organisation } = deps;
  const view = (): { lines: readonly LineView[] } => ({ lines: linesView(deps) });
  return {
    'lines:get': async () => view(),
    'line:change': async ({ line, open, until }, { operator }) => {
      const [year = 0, month = 1, day = 1] = until.split('-').map(Number);
      const midnight = asUtc({ year, month, day, hour: 0, minute: 0 });
      if (new Date(midnight).toISOString().slice(0, 10) !== until) throw new Refusal('invalid');
      const end = createCalendar(organisation()).wall.moment(midnight + dayMs);
      await lines.change(operator, { line, intervals: open.map(intervalOf), until: end });
      return view();
    },
    'line:restore': async ({ line }, { operator }) => {
      await lines.restore(operator, line);
      return view();
    },
  };
};
