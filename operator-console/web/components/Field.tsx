/** A labelled field with its hint and the words beside it when it is wrong; and the focus that goes to the first wrong one. */
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { FieldTrouble } from './ReasonField.tsx';

interface Shown {
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly trouble: string | null;
}

/** What ties a control to its label, hint and trouble. */
export interface Tied {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string;
}

export const Field = ({
  label,
  hint,
  trouble,
  control,
}: Shown & { readonly control: (tied: Tied) => ComponentChildren }) => {
  const id = useId();
  const described = [hint === undefined ? '' : `${id}-hint`, trouble === null ? '' : `${id}-trouble`];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {control({ id, 'aria-invalid': trouble !== null, 'aria-describedby': described.join(' ').trim() })}
      {hint !== undefined && (
        <span id={`${id}-hint`} class="muted xs">
          {hint}
        </span>
      )}
      {trouble !== null && <FieldTrouble id={`${id}-trouble`} text={trouble} />}
    </div>
  );
};

interface TextProps extends Shown {
  readonly value: string;
  readonly change: (value: string) => void;
  readonly type?: 'text' | 'password';
  readonly autocomplete?: string;
  readonly maxLength?: number;
  readonly first?: boolean;
}

export const TextField = (props: TextProps) => {
  const { value, change, type = 'text', autocomplete = 'off', maxLength, first = false, ...shown } = props;
  return (
    <Field
      {...shown}
      control={(tied) => (
        <input
          {...tied}
          {...(type === 'password' ? { type: 'password' as const } : { type: 'text' as const })}
          value={value}
          autocomplete={autocomplete}
          autofocus={first}
          spellcheck={false}
          {...(maxLength === undefined ? {} : { maxLength })}
          onInput={(event) => change(event.currentTarget.value)}
        />
      )}
    />
  );
};

/** Give the form's ref and a number that grows with every refused try. */
export const useFirstWrong = (tries: number): RefObject<HTMLFormElement | null> => {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [tries]);
  return form;
};
