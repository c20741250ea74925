/** One dialogue in the list: a link with its full name, its timer, its last line. */
import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { QueueRow as Row } from '../../contract.ts';
import { calledOf } from '../citizen.ts';
import { useConsole } from '../context.ts';
import { tameLine } from '../names.ts';
import { ticketHref } from '../state/route.ts';
import type { Tab } from '../state/rows.ts';
import { channels, priorityWords, queue as texts, statuses } from '../texts.ts';
import { company as companyTexts } from '../texts/company.ts';
import { files } from '../texts/files.ts';
import { Avatar } from './Avatar.tsx';
import { RowTimer } from './Timer.tsx';

const lastLine = (row: Row, me: string): string => {
  if (!row.last) return texts.noLines;
  const text = tameLine(row.last.text) || (row.last.files > 0 ? files.only(row.last.files) : '');
  if (row.last.by === 'operator') return (row.last.operator === me ? texts.you : texts.operator) + text;
  return text;
};

/** The status, where the place of the row in the list does not say it already. */
const statusWord = (row: Row, tab: Tab): string | null => {
  if (tab === 'all')
    return row.owner && row.status === 'active'
      ? texts.ownedBy(tameLine(row.owner.name).split(' ')[0] ?? '')
      : statuses[row.status];
  return row.status === 'expert' || row.status === 'answered' ? statuses[row.status] : null;
};

/** The highest step of what the citizen asked for. */
const ladderWord = ({ level, complainedAt }: NonNullable<Row['ladder']>): string => {
  if (level > 1) return texts.level(level);
  return complainedAt === null ? texts.reminded : texts.complained;
};

const Unread = ({ count }: { readonly count: number | 'some' }) => {
  if (count === 0) return null;
  return (
    <span class={count === 'some' ? 'unread plain' : 'unread'}>
      <span class="vh">, {count === 'some' ? texts.unreadSome : texts.unread}</span>
      {count === 'some' ? '' : count}
    </span>
  );
};

/** Parted from what was said before, for those who hear the row. */
const Mark = ({ tone, text }: { readonly tone: string; readonly text: string }) => (
  <span class={`mark ${tone}`}>
    <span class="vh">, </span>
    {text}
  </span>
);

const mostShown = 2;

/** Colleagues who have it open now. */
const Lookers = ({ number }: { readonly number: string }) => {
  const others = useConsole().company.at(number);
  if (others.length === 0) return null;
  const names = others.map(({ name }) => tameLine(name));
  const words = companyTexts.looks(names);
  return (
    <span class="lookers" title={words}>
      <span class="vh">, {words}</span>
      {others.slice(0, mostShown).map(({ id, name }) => (
        <Avatar key={id} name={tameLine(name)} size="tiny" />
      ))}
      {others.length > mostShown && <span aria-hidden="true">+{others.length - mostShown}</span>}
    </span>
  );
};

export const QueueRow = ({ row, tab }: { readonly row: Row; readonly tab: Tab }) => {
  const { conversation, route, seen, session } = useConsole();
  const current = useMemo(() => computed(() => conversation.number.value === row.number), [row.number]);
  const me = session.me()?.id ?? '';
  const unread = tab === 'mine' ? seen.unread(row) : 0;
  const called = calledOf(row);
  const status = statusWord(row, tab);
  const open = (event: MouseEvent): void => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    route.go(row.number);
  };
  return (
    <a
      class={unread === 0 ? 'q read' : 'q'}
      href={ticketHref(row.number)}
      data-number={row.number}
      aria-current={current.value ? 'true' : undefined}
      onClick={open}
    >
      <Avatar name={called.name} guest={called.guest} channel={row.channel} />
      <div class="q-body">
        <div class="l">
          <span class="nm ell">
            <bdi>{called.name}</bdi>
            <span class="vh">, {channels[row.channel]}, </span>
          </span>
          <RowTimer row={row} />
        </div>
        <div class="l">
          <span class="snip ell">
            <span class="vh">, </span>
            {lastLine(row, me)}
          </span>
          {row.priority !== 'normal' && <Mark tone={row.priority} text={priorityWords[row.priority]} />}
          {row.ladder && <Mark tone="high" text={ladderWord(row.ladder)} />}
          {row.returned && <Mark tone="high" text={texts.returned} />}
          <Unread count={unread} />
        </div>
        <div class="l">
          <span class="topic">
            <span class="ell">
              <span class="vh">, </span>
              {tameLine(row.title)}
            </span>
            <span class="number">
              <span aria-hidden="true"> · </span>
              <span class="vh">, {texts.numberSign}</span>
              {row.number}
            </span>
          </span>
          {status !== null && <Mark tone="" text={status} />}
          <Lookers number={row.number} />
        </div>
      </div>
    </a>
  );
};
