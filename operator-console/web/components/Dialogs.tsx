/** Dialogs that ask before a deed, and the list of keys. */
import { holesOf } from '../../../core/domain/variables.ts';
import { useConsole } from '../context.ts';
import { tameLine } from '../names.ts';
import { failureText, shell } from '../texts.ts';
import { dialogs as texts } from '../texts/dialogs.ts';
import { keys as keyTexts } from '../texts/keys.ts';
import { unreachable } from '../../../core/domain/unreachable.ts';
import { Dialog } from './Dialog.tsx';
import { FormDialog } from './FormDialog.tsx';
import { ReasonField, useReason } from './ReasonField.tsx';
import { RevealDialog } from './RevealDialog.tsx';
import { ShiftEndDialog } from './ShiftEndDialog.tsx';
import { TransferDialog } from './TransferDialog.tsx';

interface Props {
  readonly number: string;
  readonly close: () => void;
}

const RejectDialog = ({ number, close }: Props) => {
  const { deeds } = useConsole();
  const reason = useReason();
  const submit = async (): Promise<void> => {
    const text = reason.read();
    if (text !== null && (await deeds.reject(number, text))) close();
  };
  return (
    <FormDialog title={texts.rejectTitle} go={texts.rejectGo} tone="danger" onClose={close} onSubmit={submit}>
      <p class="t2">{texts.rejectLead}</p>
      <ReasonField reason={reason} hint={texts.rejectReasonHint} first />
    </FormDialog>
  );
};

const HandBackDialog = ({ number, close }: Props) => {
  const { deeds } = useConsole();
  const submit = async (): Promise<void> => {
    if (await deeds.handBack(number)) close();
  };
  return (
    <Dialog title={texts.handBackTitle} onClose={close}>
      <p class="t2">{texts.handBackLead}</p>
      <footer>
        <button class="btn" type="button" onClick={close}>
          {shell.cancel}
        </button>
        <button class="btn soft" type="button" autofocus onClick={() => void submit()}>
          {texts.handBackGo}
        </button>
      </footer>
    </Dialog>
  );
};

const SolveDialog = ({ number, close }: Props) => {
  const { attachments, deeds, drafts, toasts, view } = useConsole();
  const { reply, replyFiles } = drafts.of(number).value;
  const text = reply.trim();
  const solve = (withText: boolean): void => {
    if (withText && holesOf(text).length > 0) {
      // The composer shows what is left to be filled in.
      close();
      toasts.show(failureText('unfilled', holesOf(text)[0]?.name ?? null), { tone: 'trouble' });
      view.write.value = { mode: 'reply' };
      return;
    }
    close();
    if (withText) drafts.change(number, { reply: '', asks: null });
    if (withText) deeds.solve(number, text, attachments.of(number, 'reply').take());
    else deeds.solve(number, '');
  };
  return (
    <Dialog title={texts.solveTitle} onClose={close}>
      <p class="t2">{texts.solveLead}</p>
      {text !== '' && <blockquote class="quote">{text}</blockquote>}
      {replyFiles.length > 0 && <p class="t2">{replyFiles.map(({ name }) => tameLine(name)).join(', ')}</p>}
      <footer>
        <button class="btn" type="button" onClick={close}>
          {shell.cancel}
        </button>
        <button class="btn" type="button" onClick={() => solve(false)}>
          {texts.solveWithout}
        </button>
        <button class="btn soft" type="button" autofocus onClick={() => solve(true)}>
          {texts.solveWith}
        </button>
      </footer>
    </Dialog>
  );
};

const KeysDialog = ({ close }: { readonly close: () => void }) => {
  const { settings } = useConsole();
  return (
    <Dialog title={keyTexts.title} onClose={close}>
      <p class="t2">{keyTexts.note}</p>
      <dl class="keys">
        {keyTexts.rows.map(([combination, does]) => (
          <div key={combination}>
            <dt>
              {combination.split(', ').map((part) => (
                <span key={part} class="combination">
                  {part.split(' ').map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </span>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label class="asks">
        <input
          type="checkbox"
          role="switch"
          checked={settings.singleKeys.value}
          onChange={(event) => {
            settings.singleKeys.value = event.currentTarget.checked;
          }}
        />
        {shell.singleKeys}
      </label>
    </Dialog>
  );
};

export const Dialogs = () => {
  const { conversation, reveals, view } = useConsole();
  const kind = view.dialog.value;
  const number = conversation.number.value;
  const close = (): void => {
    view.dialog.value = null;
  };
  const asked = reveals.asked.value;
  if (asked !== null && number !== null) {
    const forget = (): void => {
      reveals.asked.value = null;
    };
    return <RevealDialog number={number} masked={asked} close={forget} />;
  }
  if (kind === null) return null;
  if (kind === 'keys') return <KeysDialog close={close} />;
  if (kind === 'shift-end') return <ShiftEndDialog close={close} />;
  if (number === null) return null;
  switch (kind) {
    case 'transfer':
      return <TransferDialog number={number} close={close} />;
    case 'reject':
      return <RejectDialog number={number} close={close} />;
    case 'hand-back':
      return <HandBackDialog number={number} close={close} />;
    case 'solve':
      return <SolveDialog number={number} close={close} />;
    default:
      return unreachable(kind);
  }
};
