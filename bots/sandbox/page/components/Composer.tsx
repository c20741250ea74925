/** The field of a messenger: Enter sends, Shift+Enter breaks the line; the clip sends what is not words. */
import { useSignal, type Signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Platform } from '../../contract.ts';
import type { State } from '../state.ts';
import { platformNames, texts } from '../texts.ts';
import { AttachMenu } from './AttachMenu.tsx';
import { Icon } from './icons.tsx';
import type { About } from './PhoneLog.tsx';

interface Props {
  readonly state: State;
  readonly platform: Platform;
  readonly disabled: boolean;
  readonly about: Signal<About | null>;
}

const AboutBar = ({ about, to: { deed, line } }: Pick<Props, 'about'> & { readonly to: About }): VNode => (
  <p class="edit-bar">
    <Icon name={deed === 'edit' ? 'pen' : 'reply'} small />
    <span class="ell">{deed === 'edit' ? texts.editing : texts.answering(line.text || texts.noWords)}</span>
    <button
      class="ib"
      type="button"
      aria-label={deed === 'edit' ? texts.cancelEdit : texts.cancelReply}
      onClick={() => (about.value = null)}
    >
      <Icon name="x" small />
    </button>
  </p>
);

export const Composer = ({ state, platform, disabled, about }: Props): VNode => {
  const text = useSignal('');
  const field = useRef<HTMLTextAreaElement>(null);
  const now = about.value;

  // What was typed before the first effect ran is kept: only a line that is edited comes into the field, and goes.
  useEffect(() => {
    if (!now) return undefined;
    field.current?.focus();
    if (now.deed === 'reply') return undefined;
    text.value = now.line.text;
    return () => {
      text.value = '';
    };
  }, [now, text]);

  const send = async (): Promise<void> => {
    const words = text.value.trim();
    if (words === '' || disabled) return;
    text.value = '';
    about.value = null;
    const done = await state.act(
      platform,
      now ? { do: now.deed, line: now.line.id, text: words } : { do: 'say', text: words },
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
      {now && <AboutBar about={about} to={now} />}
      <AttachMenu state={state} platform={platform} disabled={disabled} />
      <textarea
        ref={field}
        rows={1}
        aria-label={texts.message(platformNames[platform])}
        placeholder={texts.placeholder}
        value={text.value}
        onInput={({ currentTarget }) => (text.value = currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') about.value = null;
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
