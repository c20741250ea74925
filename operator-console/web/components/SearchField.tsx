/** The search field of the top bar with the newest results under it: a combobox, driven by arrows and Enter. */
import { useSignal, type Signal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import type { FoundTicket } from '../../contract.ts';
import { useConsole } from '../context.ts';
import { search as texts } from '../texts/search.ts';
import { FoundLines } from './Found.tsx';
import { Icon } from './Icon.tsx';

const shown = 6;
/** The id by which `Ctrl K` finds the field. */
export const searchFieldId = 'search-field';

const useChoices = () => {
  const { finder, palette, route } = useConsole();
  const found = palette.found.value.slice(0, shown);
  return {
    found,
    /** One more: every result, in the section. */
    count: palette.phase.value === 'none' ? 0 : found.length + 1,
    choose: (index: number): void => {
      const ticket = found[index];
      if (ticket) route.go(ticket.row.number, ticket.line?.seq ?? null);
      else {
        finder.type(palette.text.peek());
        finder.ask();
        route.open('tickets');
      }
      palette.clear();
    },
  };
};

const State = () => {
  const { palette } = useConsole();
  const phase = palette.phase.value;
  if (phase === 'none') return <p class="q-note">{texts.hint}</p>;
  if (phase === 'failed') {
    return (
      <div class="q-note" role="alert">
        <p>{texts.failed}</p>
        <button class="btn sm" type="button" onMouseDown={(event) => event.preventDefault()} onClick={palette.ask}>
          <Icon name="retry" small />
          {texts.retry}
        </button>
      </div>
    );
  }
  if (palette.found.value.length > 0) return null;
  return (
    <p class="q-note" role="status">
      {phase === 'loading' ? texts.loading : texts.nothing}
    </p>
  );
};

interface ListProps {
  readonly id: string;
  readonly found: readonly FoundTicket[];
  readonly count: number;
  readonly active: number;
  readonly choose: (index: number) => void;
}

const List = ({ id, found, count, active, choose }: ListProps) => {
  const option = (index: number) => ({
    id: `${id}-${index}`,
    role: 'option' as const,
    'aria-selected': index === active,
    onClick: () => choose(index),
  });
  return (
    <div class="palette" onMouseDown={(event) => event.preventDefault()}>
      <State />
      <div id={id} class="palette-list" role="listbox" aria-label={texts.results}>
        {found.map((ticket, index) => (
          <div key={ticket.row.number} class="found" {...option(index)}>
            <FoundLines ticket={ticket} />
          </div>
        ))}
        {count > 0 && (
          <div class="found found-all" {...option(count - 1)}>
            {texts.all}
          </div>
        )}
      </div>
    </div>
  );
};

interface Keys {
  readonly count: number;
  readonly active: Signal<number>;
  readonly ready: boolean;
  readonly take: (index: number) => void;
  readonly leave: () => void;
}

/** Arrows walk round, and the field itself is a stop on the way; Enter takes the first one when none is chosen. */
const pressed = (event: KeyboardEvent, { count, active, ready, take, leave }: Keys): void => {
  if (event.isComposing) return;
  const now = active.peek();
  switch (event.key) {
    case 'ArrowDown':
      active.value = now + 1 < count ? now + 1 : -1;
      break;
    case 'ArrowUp':
      active.value = now < 0 ? count - 1 : now - 1;
      break;
    case 'Enter':
      if (ready && count > 0) take(Math.max(0, now));
      break;
    case 'Escape':
      leave();
      break;
    default:
      return;
  }
  event.preventDefault();
};

const useField = () => {
  const { palette } = useConsole();
  const field = useRef<HTMLInputElement>(null);
  const open = useSignal(false);
  const active = useSignal(-1);
  const choices = useChoices();
  const close = (): void => {
    open.value = false;
    active.value = -1;
  };
  const leave = (): void => {
    palette.clear();
    field.current?.blur();
  };
  const take = (index: number): void => {
    choices.choose(index);
    leave();
  };
  const keys = { ...choices, active, take, leave, ready: palette.phase.value === 'ready' };
  return {
    ...choices,
    field,
    take,
    open: open.value,
    active: active.value,
    handlers: {
      onFocus: () => {
        open.value = true;
      },
      onBlur: close,
      onInput: (event: Event & { readonly currentTarget: HTMLInputElement }) => {
        active.value = -1;
        palette.type(event.currentTarget.value);
      },
      onKeyDown: (event: KeyboardEvent) => pressed(event, keys),
    },
  };
};

export const SearchField = () => {
  const { palette } = useConsole();
  const list = useId();
  const { field, found, count, active, open, take, handlers } = useField();
  return (
    <search class="search">
      <Icon name="search" small />
      <input
        ref={field}
        id={searchFieldId}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        maxLength={200}
        placeholder={texts.placeholder}
        aria-label={texts.label}
        aria-keyshortcuts="Control+K"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && active >= 0 ? `${list}-${active}` : undefined}
        value={palette.text.value}
        {...handlers}
      />
      <kbd aria-hidden="true">Ctrl K</kbd>
      {open && <List id={list} found={found} count={count} active={active} choose={take} />}
    </search>
  );
};
