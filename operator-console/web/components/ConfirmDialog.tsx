/** Asks once before something that cannot be simply undone. */
import { useSignal } from '@preact/signals';
import { shell } from '../texts.ts';
import { Dialog } from './Dialog.tsx';

interface Props {
  readonly title: string;
  readonly lead: string;
  readonly go: string;
  readonly danger?: boolean;
  readonly close: () => void;
  /** The dialog stays while it runs. */
  readonly act: () => Promise<void>;
}

export const ConfirmDialog = ({ title, lead, go, danger = false, close, act }: Props) => {
  const busy = useSignal(false);
  const run = async (): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    await act();
    busy.value = false;
  };
  return (
    <Dialog title={title} onClose={close}>
      <p class="t2">{lead}</p>
      <footer>
        <button class="btn" type="button" autofocus onClick={close}>
          {shell.cancel}
        </button>
        <button
          class={danger ? 'btn danger' : 'btn soft'}
          type="button"
          aria-disabled={busy.value}
          onClick={() => void run()}
        >
          {go}
        </button>
      </footer>
    </Dialog>
  );
};
