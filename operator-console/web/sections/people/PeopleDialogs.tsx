/** Dialogs of «Люди»: the form, the one-time password, and the questions before what cannot be simply undone. */
import type { PersonView } from '../../../contract.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import type { Outcome } from '../../connection.ts';
import { useConsole } from '../../context.ts';
import { copyText } from '../../copy-text.ts';
import { tameLine } from '../../names.ts';
import { failureText } from '../../texts.ts';
import { people as texts } from '../../texts/people.ts';
import { unreachable } from '../../../../core/domain/unreachable.ts';
import { PersonForm } from './PersonForm.tsx';

export type Ask =
  | { readonly kind: 'add' }
  | { readonly kind: 'edit' | 'password' | 'sign-out' | 'off' | 'on'; readonly person: PersonView }
  | { readonly kind: 'told'; readonly person: PersonView; readonly password: string };

interface Props {
  readonly ask: Ask;
  /** Something was done: the list is asked anew; null when the dialogs are over. */
  readonly next: (what: Ask | null) => void;
  readonly close: () => void;
}

const OneTimePassword = ({
  person,
  password,
  close,
}: {
  readonly person: PersonView;
  readonly password: string;
  readonly close: () => void;
}) => {
  const { toasts } = useConsole();
  const copy = async (): Promise<void> => {
    if (await copyText(password)) toasts.show(texts.copied);
  };
  return (
    <Dialog title={texts.passwordTitle} onClose={close}>
      <p class="t2">
        {texts.passwordLead(tameLine(person.name))} <b>{person.login}</b>
      </p>
      <p class="one-time">
        <code>{password}</code>
        <button class="btn sm" type="button" onClick={() => void copy()}>
          {texts.copy}
        </button>
      </p>
      <p class="muted xs">{texts.passwordOnce}</p>
      <footer>
        <button class="btn soft" type="button" autofocus onClick={close}>
          {texts.done}
        </button>
      </footer>
    </Dialog>
  );
};

type Deed = 'person:switch' | 'person:reset-password' | 'person:sign-out';

export const PeopleDialogs = ({ ask, next, close }: Props) => {
  const { connection, toasts } = useConsole();

  const settle = <K extends Deed>(outcome: Outcome<K>, done: () => void): void => {
    if (outcome.ok) return done();
    toasts.show(failureText(outcome.error, null), { tone: 'trouble' });
    return close();
  };
  const toggle = async (person: PersonView, active: boolean): Promise<void> =>
    settle(await connection.request('person:switch', { id: person.id, active }), () => {
      toasts.show(active ? texts.switchedOn(tameLine(person.name)) : texts.switchedOff(tameLine(person.name)));
      next(null);
    });
  const reset = async (person: PersonView): Promise<void> => {
    const outcome = await connection.request('person:reset-password', { id: person.id });
    settle(outcome, () => {
      if (outcome.ok) next({ kind: 'told', person, password: outcome.password });
    });
  };
  const signOut = async (person: PersonView): Promise<void> =>
    settle(await connection.request('person:sign-out', { id: person.id }), () => {
      toasts.show(texts.signedOut(tameLine(person.name)));
      next(null);
    });

  switch (ask.kind) {
    case 'add':
      return (
        <PersonForm
          person={null}
          close={close}
          saved={(person, password) => next(password === null ? null : { kind: 'told', person, password })}
        />
      );
    case 'edit':
      return <PersonForm person={ask.person} close={close} saved={() => next(null)} />;
    case 'told':
      return <OneTimePassword person={ask.person} password={ask.password} close={close} />;
    case 'password':
      return (
        <ConfirmDialog
          title={texts.resetTitle}
          lead={texts.resetLead(tameLine(ask.person.name))}
          go={texts.resetGo}
          close={close}
          act={() => reset(ask.person)}
        />
      );
    case 'sign-out':
      return (
        <ConfirmDialog
          title={texts.signOutTitle}
          lead={texts.signOutLead(tameLine(ask.person.name))}
          go={texts.signOut}
          close={close}
          act={() => signOut(ask.person)}
        />
      );
    case 'off':
      return (
        <ConfirmDialog
          title={texts.switchOffTitle}
          lead={texts.switchOffLead(tameLine(ask.person.name))}
          go={texts.switchOff}
          danger
          close={close}
          act={() => toggle(ask.person, false)}
        />
      );
    case 'on':
      return (
        <ConfirmDialog
          title={texts.switchOn}
          lead={tameLine(ask.person.name)}
          go={texts.switchOn}
          close={close}
          act={() => toggle(ask.person, true)}
        />
      );
    default:
      return unreachable(ask);
  }
};
