/** A row of tabs with one stop for Tab and arrows inside. */
import type { ComponentChildren } from 'preact';

interface Props<T extends string> {
  readonly class: string;
  readonly label: string;
  readonly controls: string;
  readonly options: readonly { readonly id: T; readonly content: ComponentChildren }[];
  readonly chosen: T;
  readonly choose: (id: T) => void;
}

export const Tabs = <T extends string>({ class: name, label, controls, options, chosen, choose }: Props<T>) => {
  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
    const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey) return;
    const at = options.findIndex((option) => option.id === chosen);
    const next = (at + step + options.length) % options.length;
    const option = options[next];
    if (!option) return;
    event.preventDefault();
    choose(option.id);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <div class={name} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {options.map((option) => (
        <button
          key={option.id}
          type="button"
          role="tab"
          id={`${controls}-${option.id}`}
          aria-selected={option.id === chosen}
          aria-controls={controls}
          tabIndex={option.id === chosen ? 0 : -1}
          onClick={() => choose(option.id)}
        >
          {option.content}
        </button>
      ))}
    </div>
  );
};
