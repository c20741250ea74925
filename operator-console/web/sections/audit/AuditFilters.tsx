/** What of the audit is looked at. */
import { useSignal } from '@preact/signals';
import { auditActionsOf } from '../../audit-actions.ts';
import { Field, TextField, useFirstWrong } from '../../components/Field.tsx';
import { tameLine } from '../../names.ts';
import { dayStart } from '../../time.ts';
import { actionGroups, actionWords, audit as texts } from '../../texts/audit.ts';
import type { AuditRequest } from '../../../contract.ts';

export interface Filter {
  readonly person: string;
  /** An action, or a group: the word before the colon. */
  readonly action: string;
  readonly ticket: string;
  /** `YYYY-MM-DD` of this browser's calendar. */
  readonly from: string;
  readonly to: string;
}

export const noFilter: Filter = { person: '', action: '', ticket: '', from: '', to: '' };

const numberPattern = /^\d{2}-\d{6}-\d$/u;
/** As it is typed: with spaces, without hyphens, with «№». */
const tidyNumber = (typed: string): string => {
  const digits = typed.replace(/\D/gu, '');
  return digits.length === 9 ? `${digits.slice(0, 2)}-${digits.slice(2, 8)}-${digits.slice(8)}` : typed.trim();
};

export const requestOf = ({ person, action, ticket, from, to }: Filter): Omit<AuditRequest, 'before'> => ({
  person: person === '' ? null : person,
  actions: action === '' ? null : auditActionsOf(action),
  ticket: ticket === '' ? null : ticket,
  from: dayStart(from, 0),
  to: dayStart(to, 1),
});

interface Props {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly apply: (filter: Filter) => void;
}

export const AuditFilters = ({ people, apply }: Props) => {
  const values = useSignal(noFilter);
  const tries = useSignal(0);
  const checked = useSignal(noFilter);
  const form = useFirstWrong(tries.value);
  const change = (part: Partial<Filter>): void => {
    values.value = { ...values.value, ...part };
  };
  const wrongTicket = checked.value.ticket !== '' && !numberPattern.test(checked.value.ticket);
  const wrongPeriod = checked.value.from !== '' && checked.value.to !== '' && checked.value.from > checked.value.to;
  const submit = (next: Filter): void => {
    const tidy = { ...next, ticket: tidyNumber(next.ticket) };
    values.value = tidy;
    checked.value = tidy;
    tries.value += 1;
    const fits = tidy.ticket === '' || numberPattern.test(tidy.ticket);
    if (fits && (tidy.from === '' || tidy.to === '' || tidy.from <= tidy.to)) apply(tidy);
  };
  const day = (name: 'from' | 'to', label: string, trouble: string | null) => (
    <Field
      label={label}
      trouble={trouble}
      control={(tied) => (
        <input
          {...tied}
          type="date"
          value={values.value[name]}
          onInput={(event) => change({ [name]: event.currentTarget.value })}
        />
      )}
    />
  );
  return (
    <form
      ref={form}
      class="filters"
      aria-label={texts.filters}
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(values.value);
      }}
    >
      <Field
        label={texts.person}
        trouble={null}
        control={(tied) => (
          <select
            {...tied}
            value={values.value.person}
            onChange={(event) => change({ person: event.currentTarget.value })}
          >
            <option value="">{texts.anybody}</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {tameLine(name)}
              </option>
            ))}
          </select>
        )}
      />
      <Field
        label={texts.action}
        trouble={null}
        control={(tied) => (
          <select
            {...tied}
            value={values.value.action}
            onChange={(event) => change({ action: event.currentTarget.value })}
          >
            <option value="">{texts.anything}</option>
            {Object.entries(actionGroups).map(([group, title]) => (
              <optgroup key={group} label={title}>
                <option value={group}>{texts.wholeGroup(title)}</option>
                {auditActionsOf(group).map((action) => (
                  <option key={action} value={action}>
                    {actionWords[action]}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        )}
      />
      <TextField
        label={texts.ticket}
        trouble={wrongTicket ? texts.ticketWrong : null}
        value={values.value.ticket}
        change={(ticket) => change({ ticket })}
        maxLength={20}
      />
      {day('from', texts.from, wrongPeriod ? texts.periodWrong : null)}
      {day('to', texts.to, null)}
      <div class="filters-go">
        <button class="btn soft" type="submit">
          {texts.show}
        </button>
        <button class="btn ghost" type="button" onClick={() => submit(noFilter)}>
          {texts.reset}
        </button>
      </div>
    </form>
  );
};
