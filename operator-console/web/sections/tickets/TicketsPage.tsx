/** «Обращения»: everything this operator may see, over all time, by words and filters. */
import { useEffect } from 'preact/hooks';
import { Page, PageSkeleton } from '../../components/Page.tsx';
import { FoundLines } from '../../components/Found.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useConsole } from '../../context.ts';
import { tameLine } from '../../names.ts';
import { anyTicket } from '../../state/finder.ts';
import { ticketHref } from '../../state/route.ts';
import { channels } from '../../texts.ts';
import { search, tickets as texts } from '../../texts/search.ts';
import { sectionTitles } from '../../texts/sections.ts';
import type { FoundTicket } from '../../../contract.ts';
import { Filters } from './Filters.tsx';

const Row = ({ ticket }: { readonly ticket: FoundTicket }) => {
  const { directory, route } = useConsole();
  const { row, line } = ticket;
  const known = directory.current.value;
  const about = [
    known?.categories.find(({ id }) => id === row.category)?.title,
    known?.departments.find(({ id }) => id === row.department)?.title,
    channels[row.channel],
    row.owner && tameLine(row.owner.name),
  ].filter(Boolean);
  return (
    <li>
      <a
        class="found panel"
        href={ticketHref(row.number, line?.seq ?? null)}
        onClick={(event) => {
          if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          route.go(row.number, line?.seq ?? null);
        }}
      >
        <FoundLines ticket={ticket} />
        <span class="xs muted ell">{about.join(' · ')}</span>
      </a>
    </li>
  );
};

/** Arrows walk from ticket to ticket. */
const walk = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a.found')];
  const at = links.findIndex((link) => link === document.activeElement);
  if (step === 0 || at < 0) return;
  links[at + step]?.focus();
  event.preventDefault();
};

const Results = () => {
  const { finder } = useConsole();
  const found = finder.found.value;
  const phase = finder.phase.value;
  if (phase === 'failed') {
    return (
      <div class="page-trouble" role="alert">
        <Icon name="warn" />
        <p>{search.failed}</p>
        <button class="btn" type="button" onClick={finder.ask}>
          <Icon name="retry" small />
          {search.retry}
        </button>
      </div>
    );
  }
  if (found.length === 0 && phase !== 'ready') return <PageSkeleton />;
  if (found.length === 0 && finder.more.value) {
    return (
      <div class="page-trouble" role="status">
        <p>{texts.soFar}</p>
        <button class="btn" type="button" onClick={() => void finder.loadMore()}>
          {finder.loadingMore.value ? texts.loadingMore : texts.further}
        </button>
      </div>
    );
  }
  if (found.length === 0) {
    const asked = finder.text.value.trim() !== '' || Object.values(finder.filter.value).some((one) => one !== null);
    return (
      <p class="t2" role="status">
        {asked ? texts.nothing : texts.empty}
      </p>
    );
  }
  return (
    <>
      <p class="vh" role="status">
        {search.count(found.length)}
      </p>
      <ul class="found-list" aria-label={search.results} aria-busy={phase === 'loading'} onKeyDown={walk}>
        {found.map((ticket) => (
          <Row key={ticket.row.number} ticket={ticket} />
        ))}
      </ul>
      {finder.more.value && (
        <button
          class="btn"
          type="button"
          aria-disabled={finder.loadingMore.value}
          onClick={() => void finder.loadMore()}
        >
          {finder.loadingMore.value ? texts.loadingMore : texts.more}
        </button>
      )}
    </>
  );
};

export const TicketsPage = () => {
  const { connection, finder } = useConsole();
  const up = connection.link.value === 'up';
  useEffect(() => {
    if (up) finder.ask();
  }, [up]);
  const filtered = finder.filter.value !== anyTicket && Object.values(finder.filter.value).some((one) => one !== null);
  return (
    <Page
      title={sectionTitles.tickets}
      actions={
        filtered && (
          <button class="btn ghost" type="button" onClick={() => finder.change(anyTicket)}>
            {texts.reset}
          </button>
        )
      }
    >
      <p class="t2">{texts.lead}</p>
      <Filters />
      <Results />
    </Page>
  );
};
