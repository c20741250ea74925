/** What stands on the page of somebody whose password was given by another: nothing else is open until it is changed. */
import { useEffect } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { account as texts } from '../texts/people.ts';
import { Brand } from './Icon.tsx';
import { PasswordForm } from './PasswordForm.tsx';

export const PasswordDue = () => {
  const { session } = useConsole();
  useEffect(() => {
    document.title = texts.dueTitle;
  }, []);
  return (
    <main class="gate">
      <div class="gate-box">
        <Brand />
        <h1>{texts.dueTitle}</h1>
        <p class="t2">{texts.due}</p>
        <PasswordForm first />
        <button class="btn ghost" type="button" onClick={() => void session.signOut()}>
          {texts.signOut}
        </button>
      </div>
    </main>
  );
};
