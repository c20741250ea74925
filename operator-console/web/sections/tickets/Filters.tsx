/** The words and filters above the list. Each takes effect at once. */
import type { ChannelId } from '../../../../core/domain/conversation.ts';
import type { TicketStatus } from '../../../../core/domain/ticket.ts';
import { useConsole } from '../../context.ts';
import { tameLine } from '../../names.ts';
import type { FinderFilter } from '../../state/finder.ts';
import { channels, statuses } from '../../texts.ts';
import { search, tickets as texts } from '../../texts/search.ts';
import { dayStart, dayText } from '../../time.ts';

interface ChoiceProps {
  readonly name: string;
  readonly any: string;
  readonly chosen: string | null;
  readonly options: readonly { readonly id: string; readonly title: string }[];
  readonly choose: (id: string | null) => void;
}

const Choice = ({ name, any, chosen, options, choose }: ChoiceProps) => (
  <label class="field">
    <span>{name}</span>
    <select value={chosen ?? ''} onChange={(event) => choose(event.currentTarget.value || null)}>
      <option value="">{any}</option>
      {options.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  </label>
);

/** The day chosen is part of the span: `to` is the morning after it. */
const Dates = () => {
  const { finder } = useConsole();
  const { from, to } = finder.filter.value;
  return (
    <>
      <label class="field">
        <span>{texts.from}</span>
        <input
          type="date"
          value={from === null ? '' : dayText(from)}
          onChange={(event) => finder.change({ from: dayStart(event.currentTarget.value, 0) })}
        />
      </label>
      <label class="field">
        <span>{texts.to}</span>
        <input
          type="date"
          value={to === null ? '' : dayText(to - 1)}
          onChange={(event) => finder.change({ to: dayStart(event.currentTarget.value, 1) })}
        />
      </label>
    </>
  );
};

const listed = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([id, title]) => ({ id, title }));

export const Filters = () => {
  const { directory, finder } = useConsole();
  const known = directory.current.value;
  const { status, category, department, channel, owner } = finder.filter.value;
  const choose = (filter: Partial<FinderFilter>): void => finder.change(filter);
  const colleagues = (known?.colleagues ?? []).map(({ id, name }) => ({ id, title: tameLine(name) }));
  return (
    <form
      class="filters"
      aria-label={texts.filters}
      onSubmit={(event) => {
        event.preventDefault();
        finder.ask();
      }}
    >
      <label class="field words">
        <span>{search.label}</span>
        <input
          type="search"
          maxLength={200}
          autocomplete="off"
          placeholder={search.placeholder}
          value={finder.text.value}
          onInput={(event) => finder.type(event.currentTarget.value)}
        />
      </label>
      <Choice
        name={texts.status}
        any={texts.any}
        chosen={status}
        options={listed(statuses)}
        choose={(id) => choose({ status: id as TicketStatus | null })}
      />
      <Choice
        name={texts.category}
        any={texts.anyFeminine}
        chosen={category}
        options={known?.categories ?? []}
        choose={(id) => choose({ category: id })}
      />
      <Choice
        name={texts.department}
        any={texts.anyMasculine}
        chosen={department}
        options={known?.departments ?? []}
        choose={(id) => choose({ department: id })}
      />
      <Choice
        name={texts.channel}
        any={texts.anyMasculine}
        chosen={channel}
        options={listed(channels)}
        choose={(id) => choose({ channel: id as ChannelId | null })}
      />
      <Choice
        name={texts.owner}
        any={texts.anyMasculine}
        chosen={owner}
        options={colleagues}
        choose={(id) => choose({ owner: id })}
      />
      <Dates />
    </form>
  );
};
