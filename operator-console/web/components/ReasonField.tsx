/** A reason that must be given: the field, its hint, and the words beside it when it is missing. */
import { useSignal, type Signal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import { isBlank } from '../names.ts';
import { dialogs as texts } from '../texts/dialogs.ts';
import { Icon } from './Icon.tsx';

export interface Reason {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly missing: Signal<boolean>;
  /** The text, or null after showing that it is missing. */
  read(): string | null;
}

export const useReason = (): Reason => {
  const field = useRef<HTMLTextAreaElement>(null);
  const missing = useSignal(false);
  return {
    field,
    missing,
    read: () => {
      const text = field.current?.value.trim() ?? '';
      missing.value = isBlank(text);
      if (!missing.value) return text;
      field.current?.focus();
      return null;
    },
  };
};

export const FieldTrouble = ({ id, text }: { readonly id: string; readonly text: string }) => (
  <span id={id} class="field-trouble" role="alert">
    <Icon name="warn" small />
    {text}
  </span>
);

interface Props {
  readonly reason: Reason;
  readonly hint: string;
  /** Takes the focus when its dialog opens. */
  readonly first?: boolean;
}

export const ReasonField = ({ reason, hint, first = false }: Props) => {
  const id = useId();
  const trouble = reason.missing.value;
  return (
    <div class="field">
      <label for={id}>{texts.reason}</label>
      <textarea
        id={id}
        ref={reason.field}
        rows={3}
        required
        autofocus={first}
        aria-invalid={trouble}
        aria-describedby={`${id}-hint${trouble ? ` ${id}-trouble` : ''}`}
        onInput={() => {
          reason.missing.value = false;
        }}
      />
      <span id={`${id}-hint`} class="muted xs">
        {hint}
      </span>
      {trouble && <FieldTrouble id={`${id}-trouble`} text={texts.reasonMissing} />}
    </div>
  );
};
