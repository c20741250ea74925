/** A modal dialog on the native element: focus stays inside, Esc closes, focus returns. */
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { shell } from '../texts.ts';
import { Icon } from './Icon.tsx';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export const Dialog = ({ title, onClose, children }: Props) => {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useId();
  /** Its own closing is no news to whoever took it away, and may already show the next one. */
  const gone = useRef(false);
  useLayoutEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    return () => {
      gone.current = true;
      dialog?.close();
    };
  }, []);
  return (
    <dialog ref={box} class="dialog" aria-labelledby={heading} onClose={() => !gone.current && onClose()}>
      <header>
        <h2 id={heading}>{title}</h2>
        <button class="btn ghost icon sm" type="button" aria-label={shell.close} onClick={onClose}>
          <Icon name="x" small />
        </button>
      </header>
      {children}
    </dialog>
  );
};
