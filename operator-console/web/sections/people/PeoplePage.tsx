/** People of the console: the list, and what the administrator does with each. */
import { useSignal } from '@preact/signals';
import type { PersonView } from '../../../contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Menu } from '../../components/Menu.tsx';
import { Page, PageSkeleton, PageTrouble } from '../../components/Page.tsx';
import { useConsole } from '../../context.ts';
import { tameLine } from '../../names.ts';
import { people as texts, roleWords } from '../../texts/people.ts';
import { sectionTitles } from '../../texts/sections.ts';
import { useAnswer } from '../../use-answer.ts';
import { PeopleDialogs, type Ask } from './PeopleDialogs.tsx';

interface RowProps {
  readonly person: PersonView;
  readonly ask: (what: Ask) => void;
}

const Actions = ({ person, ask }: RowProps) => {
  const mine = useConsole().session.me()?.id === person.id;
  const item = (kind: 'edit' | 'password' | 'sign-out' | 'off' | 'on', label: string) => (
    <button class="menu-item" type="button" data-closes onClick={() => ask({ kind, person })}>
      {label}
    </button>
  );
  return (
    <Menu class="btn ghost icon sm" label={texts.actions(person.name)} button={<Icon name="dots" small />}>
      {item('edit', texts.edit)}
      {!mine && item('password', texts.resetPassword)}
      {item('sign-out', texts.signOut)}
      {person.active ? item('off', texts.switchOff) : item('on', texts.switchOn)}
    </Menu>
  );
};

const PersonRow = ({ person, ask }: RowProps) => {
  const { directory, session } = useConsole();
  const name = tameLine(person.name);
  const titles = new Map(directory.current.value?.departments.map(({ id, title }) => [id, title]));
  const leads = person.role === 'supervisor' || person.role === 'administrator';
  const everywhere = titles.size > 0 && person.departments.length === titles.size;
  const departments = everywhere
    ? texts.allDepartments
    : person.departments.map((id) => titles.get(id) ?? id).join(', ');
  return (
    <tr class={person.active ? '' : 'off'}>
      <th scope="row">
        <span class="person-cell">
          <Avatar name={name} mine={person.id === session.me()?.id} />
          <span>
            <span>{name}</span> {person.id === session.me()?.id && <span class="tag">{texts.you}</span>}
            <br />
            <span class="muted xs">{person.login}</span>
          </span>
        </span>
      </th>
      <td>{roleWords[person.role]}</td>
      <td>{departments || (leads ? texts.allDepartments : texts.noDepartments)}</td>
      <td>
        {person.active ? (
          <span class={person.online ? 'presence on' : 'presence'}>
            <span class="dot" />
            {person.online ? texts.online : texts.offline}
          </span>
        ) : (
          <span class="tag warn">{texts.off}</span>
        )}
      </td>
      <td class="row-actions">
        <Actions person={person} ask={ask} />
      </td>
    </tr>
  );
};

const matches = (person: PersonView, query: string): boolean =>
  `${person.name} ${person.login}`.toLowerCase().replace(/ё/gu, 'е').includes(query.toLowerCase().replace(/ё/gu, 'е'));

export const PeoplePage = () => {
  const { answer, failed, ask: load } = useAnswer('people:list', {});
  const asked = useSignal<Ask | null>(null);
  const query = useSignal('');
  if (failed) return <PageTrouble retry={load} />;
  if (!answer) return <PageSkeleton />;
  const ask = (what: Ask | null): void => {
    asked.value = what;
  };
  const shown = answer.people.filter((person) => matches(person, query.value.trim()));
  return (
    <Page
      title={sectionTitles.people}
      actions={
        <button class="btn primary" type="button" onClick={() => ask({ kind: 'add' })}>
          {texts.add}
        </button>
      }
    >
      <input
        class="find"
        type="search"
        aria-label={texts.find}
        placeholder={texts.find}
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value;
        }}
      />
      {shown.length === 0 ? (
        <p class="muted" role="status">
          {texts.nobody}
        </p>
      ) : (
        <div class="table-box">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{texts.person}</th>
                <th scope="col">{texts.role}</th>
                <th scope="col">{texts.departments}</th>
                <th scope="col">{texts.state}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {shown.map((person) => (
                <PersonRow key={person.id} person={person} ask={ask} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {asked.value && (
        <PeopleDialogs
          ask={asked.value}
          next={(what) => {
            ask(what);
            load();
          }}
          close={() => ask(null)}
        />
      )}
    </Page>
  );
};
