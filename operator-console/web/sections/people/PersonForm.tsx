/** A new person, or a change of one. What is wrong is said beside its field, and the first wrong one takes the focus. */
import type { Role } from '../../../../core/domain/operator.ts';
import type { PersonFields, PersonView } from '../../../contract.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { TextField } from '../../components/Field.tsx';
import { FieldTrouble } from '../../components/ReasonField.tsx';
import { useConsole } from '../../context.ts';
import { isBlank, tameLine } from '../../names.ts';
import { failureText } from '../../texts.ts';
import { people as texts, roleHints, roleWords } from '../../texts/people.ts';
import { useForm, type Troubles } from '../../use-form.ts';

interface Values {
  readonly name: string;
  readonly login: string;
  readonly role: Role;
  readonly departments: readonly string[];
  /** As typed; empty: as many as everybody. */
  readonly capacity: string;
}

type Name = 'name' | 'login' | 'departments' | 'capacity';

const roles = Object.keys(roleWords) as Role[];
const blank: Values = { name: '', login: '', role: 'operator', departments: [], capacity: '' };

const troublesOf = ({ name, login, role, departments, capacity }: Values): Troubles<Name> => ({
  ...(isBlank(name) ? { name: texts.nameMissing } : {}),
  ...(/^[a-z\d][a-z\d.-]{1,39}$/u.test(login) ? {} : { login: texts.loginWrong }),
  ...(/^(?:[1-9]|[1-4]\d|50)?$/u.test(capacity) ? {} : { capacity: texts.capacityWrong }),
  ...(role === 'operator' && departments.length === 0 ? { departments: texts.departmentsMissing } : {}),
});

interface ChoiceProps {
  readonly values: Values;
  readonly change: (part: Partial<Values>) => void;
}

const RoleChoice = ({ values, change }: ChoiceProps) => (
  <fieldset class="choice">
    <legend>{texts.role}</legend>
    {roles.map((role) => (
      <label key={role}>
        <input type="radio" name="role" checked={values.role === role} onChange={() => change({ role })} />
        <span>
          {roleWords[role]}
          <br />
          <span class="muted xs">{roleHints[role]}</span>
        </span>
      </label>
    ))}
  </fieldset>
);

const DepartmentChoice = ({ values, change, trouble }: ChoiceProps & { readonly trouble: string | null }) => {
  const { directory } = useConsole();
  const toggle = (id: string, on: boolean): void =>
    change({ departments: on ? [...values.departments, id] : values.departments.filter((known) => known !== id) });
  return (
    <fieldset class="choice" aria-describedby={trouble === null ? 'departments-hint' : 'departments-trouble'}>
      <legend>{texts.departments}</legend>
      {directory.current.value?.departments.map(({ id, title }, at) => (
        <label key={id}>
          <input
            type="checkbox"
            aria-invalid={trouble !== null && at === 0}
            checked={values.departments.includes(id)}
            onChange={(event) => toggle(id, event.currentTarget.checked)}
          />
          {title}
        </label>
      ))}
      <span id="departments-hint" class="muted xs">
        {texts.departmentsHint}
      </span>
      {trouble !== null && <FieldTrouble id="departments-trouble" text={trouble} />}
    </fieldset>
  );
};

interface Props {
  readonly person: PersonView | null;
  readonly close: () => void;
  readonly saved: (person: PersonView, password: string | null) => void;
}

export const PersonForm = ({ person, close, saved }: Props) => {
  const { connection, toasts } = useConsole();
  /** A new person comes with a password. */
  const save = async (fields: PersonFields) => {
    if (!person) return connection.request('person:add', fields);
    const outcome = await connection.request('person:change', { id: person.id, ...fields });
    return outcome.ok ? { ...outcome, password: null } : outcome;
  };
  const { form, values, busy, trouble, change, onSubmit } = useForm<Values, Name>({
    initial: person ? { ...person, capacity: String(person.capacity ?? '') } : blank,
    troublesOf,
    send: async ({ name, login, role, departments, capacity }, { refuse }) => {
      const outcome = await save({
        name: tameLine(name),
        login,
        role,
        departments: [...departments],
        capacity: capacity === '' ? null : Number(capacity),
      });
      if (outcome.ok) {
        toasts.show(texts.saved(outcome.person.name));
        saved(outcome.person, outcome.password);
      } else if (outcome.error === 'taken') refuse({ login: texts.loginTaken(outcome.by) });
      else toasts.show(failureText(outcome.error, null), { tone: 'trouble' });
    },
  });
  return (
    <FormDialog
      title={person ? texts.editTitle : texts.addTitle}
      go={texts.save}
      tone="primary"
      busy={busy}
      form={form}
      onClose={close}
      onSubmit={onSubmit}
    >
      <TextField
        label={texts.name}
        hint={texts.nameHint}
        trouble={trouble('name')}
        value={values.name}
        change={(name) => change({ name })}
        maxLength={80}
        first
      />
      <TextField
        label={texts.login}
        hint={texts.loginHint}
        trouble={trouble('login')}
        value={values.login}
        change={(login) => change({ login: login.trim().toLowerCase() })}
        maxLength={40}
      />
      <RoleChoice values={values} change={change} />
      {values.role !== 'administrator' && values.role !== 'author' && (
        <DepartmentChoice values={values} change={change} trouble={trouble('departments')} />
      )}
      {values.role !== 'author' && (
        <TextField
          label={texts.capacity}
          hint={texts.capacityHint}
          trouble={trouble('capacity')}
          value={values.capacity}
          change={(capacity) => change({ capacity: capacity.trim() })}
          maxLength={2}
        />
      )}
    </FormDialog>
  );
};
