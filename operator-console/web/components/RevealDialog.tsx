/** Why a value is looked at: one of the usual reasons, or one's own words. */
import { useSignal } from '@preact/signals';
import type { Masked, RevealReason } from '../../../core/domain/personal.ts';
import { useConsole } from '../context.ts';
import { personal as texts } from '../texts/personal.ts';
import { FormDialog } from './FormDialog.tsx';
import { ReasonField, useReason } from './ReasonField.tsx';

interface Props {
  readonly number: string;
  readonly masked: Masked;
  readonly close: () => void;
}

export const RevealDialog = ({ number, masked, close }: Props) => {
  const { reveals } = useConsole();
  const chosen = useSignal<RevealReason>('request');
  const own = useReason();
  const submit = async (): Promise<void> => {
    const words = chosen.value === 'other' ? own.read() : null;
    if (chosen.value === 'other' && words === null) return;
    if (await reveals.reveal(number, masked, chosen.value, words)) close();
  };
  return (
    <FormDialog
      title={texts.title(texts.kinds[masked.kind])}
      go={texts.go}
      busy={reveals.busy.value}
      onClose={close}
      onSubmit={submit}
    >
      <p class="t2">{texts.lead}</p>
      <fieldset class="targets">
        <legend>{texts.why}</legend>
        {texts.reasons.map(([reason, words], index) => (
          <label key={reason} class="target">
            <input
              type="radio"
              name="reason"
              autofocus={index === 0}
              checked={chosen.value === reason}
              onChange={() => {
                chosen.value = reason;
              }}
            />
            {words}
          </label>
        ))}
      </fieldset>
      {chosen.value === 'other' && <ReasonField reason={own} hint={texts.otherHint} first />}
    </FormDialog>
  );
};
