/** «Завершаю смену»: what is still mine, and who goes on with it. Nothing is left behind. */
import { useSignal } from '@preact/signals';
import { calledOf } from '../citizen.ts';
import { useConsole } from '../context.ts';
import { tameLine } from '../names.ts';
import type { ShiftTarget } from '../state/presence.ts';
import { belongs } from '../state/rows.ts';
import { statuses } from '../texts.ts';
import { dialogs } from '../texts/dialogs.ts';
import { shift as texts, states } from '../texts/shift.ts';
import { FormDialog } from './FormDialog.tsx';
import { ReasonField, useReason } from './ReasonField.tsx';

const useMine = () => {
  const { queue, session } = useConsole();
  const me = session.me()?.id ?? '';
  return [...queue.rows.value.values()].filter((row) => belongs('mine', row, me));
};

const useColleagues = () => {
  const { directory, session } = useConsole();
  const me = session.me()?.id;
  const there = (directory.current.value?.colleagues ?? []).filter(({ id, state }) => id !== me && state !== 'offline');
  return [...there].sort((a, b) => a.name.localeCompare(b.name));
};

export const ShiftEndDialog = ({ close }: { readonly close: () => void }) => {
  const { presence } = useConsole();
  const reason = useReason();
  const to = useSignal<ShiftTarget>(null);
  const busy = useSignal(false);
  const rows = useMine();
  const colleagues = useColleagues();
  const submit = async (): Promise<void> => {
    const text = to.value === null ? '' : reason.read();
    if (text === null || busy.value) return;
    busy.value = true;
    if (await presence.endShift(to.value, text)) close();
    busy.value = false;
  };
  return (
    <FormDialog
      title={texts.endTitle}
      go={rows.length === 0 ? texts.endGoNone : texts.endGo}
      busy={busy.value}
      onClose={close}
      onSubmit={submit}
    >
      <p class="t2">{rows.length === 0 ? texts.endNone : texts.endLead(dialogs.tickets(rows.length))}</p>
      {rows.length > 0 && (
        <>
          <ul class="still-mine">
            {rows.map((row) => (
              <li key={row.number}>
                <bdi class="grow ell">{calledOf(row).name}</bdi>
                <span class="muted sm">
                  № {row.number} · {statuses[row.status]}
                </span>
              </li>
            ))}
          </ul>
          <fieldset class="targets">
            <legend>{texts.endTo}</legend>
            <label class="target">
              <input type="radio" name="to" autofocus checked={to.value === null} onChange={() => (to.value = null)} />
              <span class="grow">
                {texts.endToQueue}
                <span class="muted sm block">{texts.endToQueueNote}</span>
              </span>
            </label>
            {colleagues.map(({ id, name, state }) => (
              <label key={id} class="target">
                <input
                  type="radio"
                  name="to"
                  checked={to.value?.id === id}
                  onChange={() => (to.value = { kind: 'operator', id })}
                />
                <bdi class="grow ell">{tameLine(name)}</bdi>
                <span class="muted sm">{states[state]}</span>
              </label>
            ))}
          </fieldset>
          {to.value !== null && <ReasonField reason={reason} hint={texts.endReason} />}
        </>
      )}
    </FormDialog>
  );
};
