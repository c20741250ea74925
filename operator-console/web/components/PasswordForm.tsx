/** Changing one's own password: at the first sign-in, and later under «Мой вход». */
import { passwordTrouble } from '../../../core/domain/password-rules.ts';
import { postPassword } from '../api.ts';
import { useConsole } from '../context.ts';
import { account as texts, passwordTroubles } from '../texts/people.ts';
import { useForm, type Troubles } from '../use-form.ts';
import { TextField } from './Field.tsx';

type Name = 'current' | 'fresh' | 'repeat';
type Values = Readonly<Record<Name, string>>;

const labels: Readonly<Record<Name, string>> = { current: texts.current, fresh: texts.fresh, repeat: texts.repeat };
const names: readonly Name[] = ['current', 'fresh', 'repeat'];
const blank: Values = { current: '', fresh: '', repeat: '' };

const troublesOf = (values: Values): Troubles<Name> => {
  const missing = names.filter((name) => values[name] === '').map((name) => [name, texts.missing]);
  if (missing.length > 0) return Object.fromEntries(missing) as Troubles<Name>;
  if (values.fresh === values.current) return { fresh: passwordTroubles.same };
  const weak = passwordTrouble(values.fresh);
  if (weak !== null) return { fresh: passwordTroubles[weak] };
  return values.fresh === values.repeat ? {} : { repeat: texts.different };
};

export const PasswordForm = ({ first = false }: { readonly first?: boolean }) => {
  const { session, toasts } = useConsole();
  const { form, values, busy, trouble, change, onSubmit } = useForm<Values, Name>({
    initial: blank,
    troublesOf,
    send: async ({ current, fresh }, { refuse, reset }) => {
      const outcome = await postPassword(current, fresh);
      switch (outcome.kind) {
        case 'in':
          reset();
          toasts.show(texts.changed);
          return session.entered(outcome.me);
        case 'wrong':
          return refuse({ current: texts.wrong });
        case 'weak':
          return refuse({ fresh: passwordTroubles[outcome.trouble] });
        case 'throttled':
          return refuse({ current: texts.throttled });
        case 'out':
          return session.ended();
        default:
          return refuse({ fresh: outcome.kind === 'rejected' ? texts.rejected : texts.offline });
      }
    },
  });
  return (
    <form ref={form} class="password-form" method="post" novalidate onSubmit={onSubmit}>
      {names.map((name) => (
        <TextField
          key={name}
          label={labels[name]}
          {...(name === 'fresh' ? { hint: texts.freshHint } : {})}
          trouble={trouble(name)}
          type="password"
          autocomplete={name === 'current' ? 'current-password' : 'new-password'}
          value={values[name]}
          first={first && name === 'current'}
          change={(value) => change({ [name]: value })}
        />
      ))}
      <button class="btn primary" type="submit" aria-disabled={busy}>
        {busy ? texts.busy : texts.submit}
      </button>
    </form>
  );
};
