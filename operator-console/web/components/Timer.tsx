/** Chips that tell how long somebody waits. Only these components re-render when the clock runs. */
import type { QueueRow } from '../../contract.ts';
import { useConsole } from '../context.ts';
import { groupOf } from '../state/rows.ts';
import { queue, talk } from '../texts.ts';
import { terms } from '../texts/shift.ts';
import { moment, sameDay, secondsBelow, shortMoment, span } from '../time.ts';
import { Icon } from './Icon.tsx';

/** Server time, each second while the span is short, else each minute. */
const useNow = (at: number): number => {
  const { clock } = useConsole();
  return Math.abs(clock.now() - at) < secondsBelow + 1000 ? clock.second.value : clock.minute.value;
};

/** Since when the citizen waits for us; null when it is not our turn. */
const waitOf = (row: QueueRow): number | null => row.waitingSince ?? (row.status === 'queued' ? row.queuedAt : null);

const Waiting = ({ since, long }: { readonly since: number; readonly long: boolean }) => {
  const text = span(useNow(since) - since);
  return (
    <span class="sla" title={queue.waits(text)}>
      <Icon name="clock" small />
      {long ? (
        talk.waits(text)
      ) : (
        <>
          <span class="vh">{queue.waitsBefore}</span>
          {text}
        </>
      )}
    </span>
  );
};

const Paused = ({ since, long }: { readonly since: number; readonly long: boolean }) => {
  const now = useNow(since);
  const text = long && !sameDay(since, now) ? moment(since, now) : shortMoment(since, now);
  return (
    <span class="sla pause" title={queue.pausedSince(text)}>
      <Icon name="pause" small />
      {!long && <span class="vh">{queue.pausedBefore}</span>}
      {long ? queue.pausedSince(text) : queue.since(text)}
    </span>
  );
};

/** What is promised: neutral, amber when little of it is left, red after it; the words tell it without the colour. */
const Due = ({
  due,
  long,
  waits,
}: {
  readonly due: NonNullable<QueueRow['due']>;
  readonly long: boolean;
  readonly waits: string;
}) => {
  const now = useNow(due.at);
  const left = due.at - now;
  const tone = left < 0 ? ' late' : due.warn !== null && now >= due.warn ? ' soon' : '';
  const words = left < 0 ? terms.late(span(-left)) : terms[due.kind](span(left));
  return (
    <span class={`sla${tone}`} title={waits === '' ? words : `${words}, ${waits}`}>
      <Icon name={left < 0 ? 'warn' : 'clock'} small />
      {long || left < 0 ? (
        words
      ) : (
        <>
          <span class="vh">{words}</span>
          <span aria-hidden="true">{span(left)}</span>
        </>
      )}
    </span>
  );
};

export const RowTimer = ({ row, long = false }: { readonly row: QueueRow; readonly long?: boolean }) => {
  const { clock } = useConsole();
  const since = waitOf(row);
  if (row.due?.kind === 'reply') {
    const waits = since === null ? '' : queue.waits(span(clock.minute.value - since));
    return <Due due={row.due} long={long} waits={waits} />;
  }
  if (since !== null) return <Waiting since={since} long={long} />;
  if (groupOf(row) === 'citizen') return <Paused since={row.last?.at ?? row.openedAt} long={long} />;
  return row.due ? <Due due={row.due} long={long} waits="" /> : null;
};

/** Amber when a quarter of the time or less is left, red after it: with words, never by colour alone. */
export const DueTimer = ({ from, due }: { readonly from: number; readonly due: number }) => {
  const left = due - useNow(due);
  const tone = left < 0 ? ' late' : left <= (due - from) / 4 ? ' soon' : '';
  return (
    <span class={`sla${tone}`}>
      <Icon name={left < 0 ? 'warn' : 'clock'} small />
      {left < 0 ? talk.overdue(span(-left)) : talk.due(span(left))}
    </span>
  );
};
