/** The field of a messenger: Enter sends, Shift+Enter breaks the line; the clip sends what is not words. */
import { useSignal, type Signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Platform, ShownLine } from '../../contract.ts';
import type { State } from '../state.ts';
import { platformNames, texts } from '../texts.ts';
import { AttachMenu } from './AttachMenu.tsx';
import { Icon } from './icons.tsx';

interface Props {
  readonly state: State;
  readonly platform: Platform;
  readonly disabled: boolean;
  readonly editing: Signal<ShownLine | null>;
}

const EditBar = ({ editing }: Pick<Props, 'editing'>): VNode => (
  <p class="edit-bar">
    <Icon name="pen" small />
    {texts.editing}
    <button class="ib" type="button" aria-label={texts.cancelEdit} onClick={() => (editing.value = null)}>
      <Icon name="x" small />
    </button>
  </p>
);

export const Composer = ({ state, platform, disabled, editing }: Props): VNode => {
  const text = useSignal('');
  const field = useRef<HTMLTextAreaElement>(null);
  const line = editing.value;

  // What was typed before the first effect ran is kept: only a line that is edited comes into the field, and goes.
  useEffect(() => {
    if (!line) return undefined;
    text.value = line.text;
    field.current?.focus();
    return () => {
      text.value = '';
    };
  }, [line, text]);

  const send = async (): Promise<void> => {
    const words = text.value.trim();
    if (words === '' || disabled) return;
    text.value = '';
    editing.value = null;
    const done = await state.act(
      platform,
      line ? { do: 'edit', line: line.id, text: words } : { do: 'say', text: words },
    );
    // Nothing typed is lost.
    if (!done) text.value = words;
  };

  return (
    <form
      class="comp"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {line && <EditBar editing={editing} />}
      <AttachMenu state={state} platform={platform} disabled={disabled} />
      <textarea
        ref={field}
        rows={1}
        aria-label={texts.message(platformNames[platform])}
        placeholder={texts.placeholder}
        value={text.value}
        onInput={({ currentTarget }) => (text.value = currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') editing.value = null;
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          void send();
        }}
      />
      <button class="send" type="submit" aria-label={texts.send} disabled={disabled || text.value.trim() === ''}>
        <Icon name="send" />
      </button>
    </form>
  );
};
