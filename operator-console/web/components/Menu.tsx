/** A button that opens a small panel of buttons beside it. Built on the popover attribute: Esc and a click outside close it. */
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

interface Props {
  readonly class: string;
  readonly label: string;
  readonly button: ComponentChildren;
  readonly children: ComponentChildren;
}

export const Menu = ({ class: name, label, button, children }: Props) => {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const place = (event: Event & { readonly currentTarget: HTMLElement }): void => {
    const box = opener.current?.getBoundingClientRect();
    if (!box) return;
    event.currentTarget.style.top = `${box.bottom + 6}px`;
    event.currentTarget.style.right = `${Math.max(8, document.documentElement.clientWidth - box.right)}px`;
  };
  const closeOnChoice = (event: MouseEvent & { readonly currentTarget: HTMLElement }): void => {
    if (event.target instanceof Element && event.target.closest('[data-closes]')) event.currentTarget.hidePopover();
  };
  return (
    <>
      <button ref={opener} class={name} type="button" title={label} popovertarget={id}>
        {button}
        <span class="vh">{label}</span>
      </button>
      <div id={id} class="menu" popover="auto" onBeforeToggle={place} onClick={closeOnChoice}>
        {children}
      </div>
    </>
  );
};
