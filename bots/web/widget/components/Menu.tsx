/** «…»: copying the number, larger text. A disclosure with plain buttons; Esc and a press elsewhere close it. */
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Chat } from '../chat.ts';
import { copyText } from '../clipboard.ts';
import { texts } from '../texts.ts';
import { Icon } from './icons.tsx';

export const Menu = ({ chat }: { chat: Chat }): VNode => {
  const open = useSignal(false);
  const said = useSignal('');
  const area = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const number = chat.talk.view.value?.number;

  useEffect(() => {
    const closeOutside = ({ target }: Event): void => {
      if (target instanceof Element && !area.current?.contains(target)) open.value = false;
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
    };
  }, [open]);

  const close = (): void => {
    open.value = false;
    opener.current?.focus();
  };
  const copy = async (text: string): Promise<void> => {
    said.value = (await copyText(text)) ? texts.copied : texts.notCopied(text);
    close();
    setTimeout(() => (said.value = ''), 4000);
  };
  return (
    <div
      class="more"
      ref={area}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open.value) return;
        event.preventDefault();
        close();
      }}
    >
      <button
        class="ib"
        type="button"
        ref={opener}
        aria-label={texts.menu}
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        <Icon name="dots" />
      </button>
      {open.value && (
        <div class="menu" role="group" aria-label={texts.menuTitle}>
          {number && (
            <button type="button" onClick={() => void copy(number)}>
              {texts.copyNumber}
            </button>
          )}
          <button type="button" aria-pressed={chat.bigText.value} onClick={chat.resizeText}>
            {texts.bigText}
            {chat.bigText.value && <Icon name="check" small />}
          </button>
          {chat.linked && (
            <button type="button" onClick={() => void chat.leave()}>
              {texts.leave}
            </button>
          )}
        </div>
      )}
      <p class={said.value ? 'toast' : 'vh'} role="status">
        {said.value}
      </p>
    </div>
  );
};
