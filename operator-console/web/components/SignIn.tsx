/** The sign-in page. Keeps what was typed; says in words what was wrong and how long to wait. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { SignInOutcome } from '../api.ts';
import { useConsole } from '../context.ts';
import { shell } from '../texts.ts';
import { signIn } from '../texts/sign-in.ts';
import { span } from '../time.ts';
import { unreachable } from '../../../core/domain/unreachable.ts';
import { Brand, Icon } from './Icon.tsx';

type Trouble =
  Exclude<SignInOutcome, { kind: 'in' }> | { readonly kind: 'missing'; readonly field: 'login' | 'password' };

const TroubleText = ({ trouble }: { readonly trouble: Trouble }) => {
  const { clock } = useConsole();
  switch (trouble.kind) {
    case 'wrong':
      return <>{signIn.wrong}</>;
    case 'offline':
      return <>{signIn.offline}</>;
    case 'missing':
      return <>{trouble.field === 'login' ? signIn.loginMissing : signIn.passwordMissing}</>;
    case 'throttled':
      // Reading the running clock is what renders the countdown.
      return <>{signIn.throttled(span(clock.second.value && trouble.until - Date.now()))}</>;
    default:
      return unreachable(trouble);
  }
};

const Field = (props: {
  readonly id: 'login' | 'password';
  readonly label: string;
  readonly trouble: Trouble | null;
}) => {
  const bad =
    props.trouble?.kind === 'wrong' || (props.trouble?.kind === 'missing' && props.trouble.field === props.id);
  const shared = {
    name: props.id,
    autocapitalize: 'none',
    spellcheck: false,
    'aria-invalid': bad,
    ...(props.trouble ? { 'aria-describedby': 'sign-in-trouble' } : {}),
  } as const;
  return (
    <label class="field">
      <span>{props.label}</span>
      {props.id === 'login' ? (
        <input type="text" autocomplete="username" {...shared} />
      ) : (
        <input type="password" autocomplete="current-password" {...shared} />
      )}
    </label>
  );
};

export const SignIn = ({ why }: { readonly why: 'fresh' | 'left' | 'ended' }) => {
  const { session } = useConsole();
  const form = useRef<HTMLFormElement>(null);
  const trouble = useSignal<Trouble | null>(null);
  const busy = useSignal(false);
  const focus = (name: string): void => form.current?.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();
  useEffect(() => {
    document.title = signIn.title;
    focus('login');
  }, []);

  const submit = async (): Promise<void> => {
    if (!form.current || busy.value) return;
    const data = new FormData(form.current);
    const read = (name: string): string => (data.get(name) as string | null) ?? '';
    const [login, password] = [read('login').trim(), read('password')];
    const missing = login === '' ? 'login' : password === '' ? 'password' : null;
    if (missing !== null) {
      trouble.value = { kind: 'missing', field: missing };
      focus(missing);
      return;
    }
    busy.value = true;
    const outcome = await session.signIn(login, password);
    busy.value = false;
    if (outcome.kind === 'in') return;
    trouble.value = outcome;
    if (outcome.kind === 'wrong') focus('password');
  };

  return (
    <main class="gate">
      <form
        ref={form}
        class="gate-box"
        method="post"
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Brand />
        <h1>{signIn.title}</h1>
        <p class="t2">{signIn.lead}</p>
        {why !== 'fresh' && (
          <p class="gate-why" role="status">
            {why === 'left' ? signIn.left : signIn.ended}
          </p>
        )}
        <Field id="login" label={signIn.login} trouble={trouble.value} />
        <Field id="password" label={signIn.password} trouble={trouble.value} />
        <div id="sign-in-trouble" role="alert">
          {trouble.value && (
            <p class="gate-trouble">
              <Icon name="warn" small />
              <span>
                <TroubleText trouble={trouble.value} />
              </span>
            </p>
          )}
        </div>
        <button class="btn primary" type="submit" aria-disabled={busy.value}>
          {busy.value ? signIn.busy : signIn.submit}
        </button>
        <details class="gate-forgot">
          <summary>{signIn.forgot}</summary>
          <p>{signIn.forgotOperator}</p>
          <p>
            {signIn.forgotAdministrator} <code>{signIn.forgotCommand}</code>
          </p>
        </details>
      </form>
    </main>
  );
};

export const Unreachable = () => {
  const { session } = useConsole();
  return (
    <main class="gate">
      <div class="gate-box" role="alert">
        <Icon name="nowifi" />
        <h1>{signIn.unreachableTitle}</h1>
        <p class="t2">{signIn.unreachable}</p>
        <button class="btn" type="button" onClick={() => void session.check()}>
          {signIn.retry}
        </button>
      </div>
    </main>
  );
};

/** While the sign-in is being checked: the brand, and only when it takes long. */
export const Checking = () => (
  <main class="gate" aria-label={shell.connecting}>
    <div class="when-late">
      <Brand />
    </div>
  </main>
);
