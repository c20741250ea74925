/** What stands on the page: the sign-in, or the console. */
import { useConsole } from '../context.ts';
import { unreachable } from '../../../core/domain/unreachable.ts';
import { PasswordDue } from './PasswordDue.tsx';
import { Shell } from './Shell.tsx';
import { Checking, SignIn, Unreachable } from './SignIn.tsx';
import { Toasts } from './Toasts.tsx';

const Page = () => {
  const { session } = useConsole();
  const now = session.current.value;
  switch (now.kind) {
    case 'checking':
      return <Checking />;
    case 'unreachable':
      return <Unreachable />;
    case 'out':
      return <SignIn why={now.why} />;
    case 'in':
      return now.me.passwordDue ? <PasswordDue /> : <Shell me={now.me} />;
    default:
      return unreachable(now);
  }
};

export const App = () => (
  <>
    <Page />
    <Toasts />
  </>
);
