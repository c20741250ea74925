/** One's own sign-in: who one is here, and the password. */
import { Page } from '../../components/Page.tsx';
import { PasswordForm } from '../../components/PasswordForm.tsx';
import { useConsole } from '../../context.ts';
import { account as texts, people, roleWords } from '../../texts/people.ts';
import { sectionTitles } from '../../texts/sections.ts';

export const AccountPage = () => {
  const { directory, session } = useConsole();
  const now = session.current.value;
  if (now.kind !== 'in') return null;
  const { me } = now;
  const titles = new Map(directory.current.value?.departments.map(({ id, title }) => [id, title]));
  return (
    <Page title={sectionTitles.account}>
      <div class="panel account">
        <dl class="kv">
          <dt>{people.name}</dt>
          <dd>{me.name}</dd>
          <dt>{people.login}</dt>
          <dd>{me.login}</dd>
          <dt>{people.role}</dt>
          <dd>{roleWords[me.role]}</dd>
          {me.departments.length > 0 && (
            <>
              <dt>{people.departments}</dt>
              <dd>{me.departments.map((id) => titles.get(id) ?? id).join(', ')}</dd>
            </>
          )}
        </dl>
      </div>
      <div class="panel account">
        <h2>{texts.passwordTitle}</h2>
        <PasswordForm />
      </div>
    </Page>
  );
};
