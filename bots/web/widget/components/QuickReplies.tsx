/**
 * The buttons under the newest offer. A used set leaves the tab order and stays as a line of text.
 * Buttons are not `disabled` while a press is on its way: that would throw keyboard focus away.
 */
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { WidgetOption } from '../../contract.ts';
import type { Chat } from '../chat.ts';
import { texts } from '../texts.ts';
import { Icon } from './icons.tsx';

const isNavigation = ({ kind }: WidgetOption): boolean => kind !== 'choice' && kind !== 'operator';

export const UsedReplies = ({ options }: { options: readonly WidgetOption[] }): VNode | null => {
  const choices = options.filter(({ kind }) => kind === 'choice');
  return choices.length === 0 ? null : (
    <p class="used">
      {texts.offered} {choices.map(({ label }) => label).join(' · ')}
    </p>
  );
};

interface Props {
  readonly chat: Chat;
  readonly options: readonly WidgetOption[];
  /** Where focus goes when the pressed button is gone. */
  readonly keepFocus: () => void;
}

export const QuickReplies = ({ chat, options, keepFocus }: Props): VNode => {
  const group = useRef<HTMLDivElement>(null);
  const waits = chat.pressing.value;
  useLayoutEffect(() => {
    const element = group.current;
    return () => {
      if (element?.contains(document.activeElement)) keepFocus();
    };
    // Only the removal of the whole group matters.
  }, []);

  const button = (option: WidgetOption): VNode => (
    <button
      key={option.payload}
      type="button"
      class={option.kind}
      aria-disabled={waits}
      onClick={() => chat.press(option)}
    >
      {option.kind === 'operator' && <Icon name="user" small />}
      {option.label}
    </button>
  );
  const navigation = options.filter(isNavigation);
  return (
    <div class={waits ? 'qr waits' : 'qr'} role="group" aria-label={texts.options} ref={group}>
      {options.filter(({ kind }) => kind === 'choice').map(button)}
      {options.filter(({ kind }) => kind === 'operator').map(button)}
      {navigation.length > 0 && <div class="nav">{navigation.map(button)}</div>}
    </div>
  );
};
