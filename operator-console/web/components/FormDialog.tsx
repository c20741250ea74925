/** A dialog with a form: what is asked, the way back and the way on. */
import type { ComponentChildren, RefObject } from 'preact';
import { shell } from '../texts.ts';
import { Dialog } from './Dialog.tsx';

interface Props {
  readonly title: string;
  /** On the button that does it. */
  readonly go: string;
  readonly tone?: 'primary' | 'soft' | 'danger';
  readonly busy?: boolean;
  readonly form?: RefObject<HTMLFormElement | null>;
  readonly onClose: () => void;
  readonly onSubmit: (event: SubmitEvent) => unknown;
  readonly children: ComponentChildren;
}

export const FormDialog = ({ title, go, tone = 'soft', busy = false, form, onClose, onSubmit, children }: Props) => (
  <Dialog title={title} onClose={onClose}>
    <form
      ref={form ?? null}
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void onSubmit(event);
      }}
    >
      {children}
      <footer>
        <button class="btn" type="button" onClick={onClose}>
          {shell.cancel}
        </button>
        <button class={`btn ${tone}`} type="submit" aria-disabled={busy}>
          {go}
        </button>
      </footer>
    </form>
  </Dialog>
);
