/** Passing a ticket on: to whom, and why. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useConsole } from '../context.ts';
import { tameLine } from '../names.ts';
import type { TransferTarget } from '../state/deeds.ts';
import { dialogs as texts } from '../texts/dialogs.ts';
import { FormDialog } from './FormDialog.tsx';
import { FieldTrouble, ReasonField, useReason } from './ReasonField.tsx';

interface TargetProps {
  readonly to: TransferTarget;
  readonly chosen: TransferTarget | null;
  readonly choose: (to: TransferTarget) => void;
  readonly first: boolean;
  readonly children: ComponentChildren;
}

const Target = ({ to, chosen, choose, first, children }: TargetProps) => (
  <label class="target">
    <input
      type="radio"
      name="to"
      autofocus={first}
      checked={chosen?.kind === to.kind && chosen.id === to.id}
      onChange={() => choose(to)}
    />
    {children}
  </label>
);

const useTargets = (number: string) => {
  const { directory, queue, session } = useConsole();
  const known = directory.current.value;
  const row = queue.rows.value.get(number);
  const colleagues = (known?.colleagues ?? []).filter(({ id }) => id !== session.me()?.id && id !== row?.owner?.id);
  return {
    // Those who can answer now come first.
    colleagues: [...colleagues].sort((a, b) => Number(b.online) - Number(a.online) || a.name.localeCompare(b.name)),
    departments: known?.departments ?? [],
  };
};

export const TransferDialog = ({ number, close }: { readonly number: string; readonly close: () => void }) => {
  const { deeds } = useConsole();
  const reason = useReason();
  const to = useSignal<TransferTarget | null>(null);
  const missing = useSignal(false);
  const { colleagues, departments } = useTargets(number);
  const choose = (target: TransferTarget): void => {
    to.value = target;
    missing.value = false;
  };
  const submit = async (): Promise<void> => {
    missing.value = to.value === null;
    const text = reason.read();
    if (to.value === null || text === null) return;
    if (await deeds.transfer(number, to.value, text)) close();
  };
  return (
    <FormDialog title={texts.transferTitle} go={texts.transferGo} onClose={close} onSubmit={submit}>
      <p class="t2">{texts.transferLead}</p>
      <fieldset class="targets" aria-describedby={missing.value ? 'no-target' : undefined}>
        <legend>{texts.toWhom}</legend>
        {colleagues.length > 0 && <p class="targets-title">{texts.colleagues}</p>}
        {colleagues.map(({ id, name, online }, index) => (
          <Target key={id} first={index === 0} to={{ kind: 'operator', id }} chosen={to.value} choose={choose}>
            <bdi class="grow ell">{tameLine(name)}</bdi>
            <span class={online ? 'presence on' : 'presence'}>
              <span class="dot" />
              {online ? texts.online : texts.offline}
            </span>
          </Target>
        ))}
        {departments.length > 0 && <p class="targets-title">{texts.departments}</p>}
        {departments.map(({ id, title, expert }, index) => (
          <Target
            key={id}
            first={index === 0 && colleagues.length === 0}
            to={{ kind: 'department', id }}
            chosen={to.value}
            choose={choose}
          >
            <span class="grow ell">{title}</span>
            {expert && <span class="tag">{texts.expert}</span>}
          </Target>
        ))}
      </fieldset>
      {missing.value && <FieldTrouble id="no-target" text={texts.nobody} />}
      <ReasonField reason={reason} hint={texts.transferReasonHint} />
    </FormDialog>
  );
};
