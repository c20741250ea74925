/** «Журнал»: who did what and when, filtered and paged. Only looked at. */
import { useSignal } from '@preact/signals';
import type { AuditAction } from '../../../../core/domain/audit.ts';
import type { AuditEntryView } from '../../../contract.ts';
import { Page, PageSkeleton, PageTrouble } from '../../components/Page.tsx';
import { useConsole } from '../../context.ts';
import { tameLine } from '../../names.ts';
import { ticketHref } from '../../state/route.ts';
import { actionWords, actorWords, audit as texts } from '../../texts/audit.ts';
import { roleWords } from '../../texts/people.ts';
import { personal } from '../../texts/personal.ts';
import { sectionTitles } from '../../texts/sections.ts';
import { moment } from '../../time.ts';
import { useAnswer } from '../../use-answer.ts';
import { AuditFilters, noFilter, requestOf, type Filter } from './AuditFilters.tsx';

type NameOf = (id: string) => string;

const roleOf = (value: string): string | undefined => roleWords[value as keyof typeof roleWords];
const reasonOf = (value: string): string | undefined => personal.reasons.find(([reason]) => reason === value)?.[1];

const told = (name: string, value: string): string => {
  if (name === 'fields') return texts.changed(value);
  const words = texts.details[name];
  if (words === undefined) return '';
  return `${words}: ${roleOf(value) ?? reasonOf(value) ?? texts.values[value] ?? value}`;
};

const About = ({ entry, nameOf }: { readonly entry: AuditEntryView; readonly nameOf: NameOf }) => {
  const { route } = useConsole();
  const { ticket, details } = entry;
  const more = Object.entries(details)
    .map(([name, value]) => told(name, value))
    .filter((words) => words !== '');
  return (
    <>
      {ticket !== null && (
        <a
          href={ticketHref(ticket)}
          onClick={(event) => {
            event.preventDefault();
            route.go(ticket);
          }}
        >
          № {ticket}
        </a>
      )}
      {details['person'] !== undefined && <span>{nameOf(details['person'])}</span>}
      {more.length > 0 && <span class="muted"> {more.join('; ')}</span>}
    </>
  );
};

const Rows = ({ entries, nameOf }: { readonly entries: readonly AuditEntryView[]; readonly nameOf: NameOf }) => {
  const now = useConsole().clock.minute.value;
  return (
    <div class="table-box">
      <table class="table">
        <caption class="vh">{texts.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.when}</th>
            <th scope="col">{texts.who}</th>
            <th scope="col">{texts.what}</th>
            <th scope="col">{texts.about}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.key}>
              <td class="when">
                <time dateTime={new Date(entry.at).toISOString()}>{moment(entry.at, now)}</time>
              </td>
              <td>{nameOf(entry.actor)}</td>
              <td>{actionWords[entry.action as AuditAction] ?? entry.action}</td>
              <td>
                <About entry={entry} nameOf={nameOf} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** Pages that were asked for after the first one, kept with the filter they belong to. */
interface Older {
  readonly of: string;
  readonly entries: readonly AuditEntryView[];
  readonly more: boolean;
}

export const AuditPage = () => {
  const { connection, session } = useConsole();
  const filter = useSignal<Filter>(noFilter);
  const older = useSignal<Older | null>(null);
  const busy = useSignal(false);
  const request = requestOf(filter.value);
  const { answer, failed, ask } = useAnswer('audit:list', { ...request, before: null });
  if (failed) return <PageTrouble retry={ask} />;
  if (!answer) return <PageSkeleton />;
  const names = new Map(answer.people.map(({ id, name }) => [id, tameLine(name)]));
  const nameOf: NameOf = (id) => actorWords[id] ?? names.get(id) ?? '—';
  const key = JSON.stringify(request);
  const added = older.value?.of === key ? older.value : null;
  const entries = [...answer.entries, ...(added?.entries ?? [])];
  const showOlder = async (): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    const page = await connection.request('audit:list', { ...request, before: entries.at(-1)?.key ?? null });
    busy.value = false;
    if (page.ok) older.value = { of: key, entries: [...(added?.entries ?? []), ...page.entries], more: page.more };
  };
  return (
    <Page title={sectionTitles.audit}>
      <p class="t2">{session.me()?.role === 'administrator' ? texts.lead : texts.leadSupervisor}</p>
      <AuditFilters
        people={answer.people}
        apply={(next) => {
          older.value = null;
          filter.value = next;
          ask();
        }}
      />
      {entries.length === 0 ? (
        <p class="muted" role="status">
          {texts.nothing}
        </p>
      ) : (
        <Rows entries={entries} nameOf={nameOf} />
      )}
      {(added ? added.more : answer.more) && (
        <button class="btn older" type="button" aria-disabled={busy.value} onClick={() => void showOlder()}>
          {busy.value ? texts.loadingOlder : texts.older}
        </button>
      )}
    </Page>
  );
};
