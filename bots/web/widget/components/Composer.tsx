/** The field: Enter sends, Shift+Enter breaks the line; nothing typed is lost (the draft is kept by the chat). */
import type { RefObject, VNode } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { Chat } from '../chat.ts';
import { texts } from '../texts.ts';
import { Icon } from './icons.tsx';

/** Browsers without `field-sizing` are helped by hand. */
const growsAlone = CSS.supports('field-sizing', 'content');

const Room = ({ left }: { left: number }): VNode => (
  <p id="room" class={left < 0 ? 'room bad' : 'room'} role="status">
    {left < 0 ? texts.over(-left) : texts.left(left)}
  </p>
);

export const Composer = ({ chat, field }: { chat: Chat; field: RefObject<HTMLTextAreaElement | null> }): VNode => {
  const text = chat.draft.value;
  const left = chat.facts.maxText - text.length;
  const tight = left < chat.facts.maxText / 10;
  const ready = text.trim() !== '' && left >= 0;

  useLayoutEffect(() => {
    const element = field.current;
    if (growsAlone || !element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [text]);

  const send = (): void => {
    if (!ready) return;
    chat.draft.value = '';
    chat.outbox.write(text.trim());
    field.current?.focus({ preventScroll: true });
  };
  return (
    <form
      class="comp"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {tight && <Room left={left} />}
      <label class="vh" for="message">
        {texts.message}
      </label>
      <textarea
        id="message"
        ref={field}
        rows={1}
        placeholder={texts.placeholder}
        value={text}
        aria-invalid={left < 0}
        aria-describedby={tight ? 'room' : undefined}
        onInput={(event) => (chat.draft.value = event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <button class="send" type="submit" aria-label={texts.send} disabled={!ready}>
        <Icon name="send" />
      </button>
    </form>
  );
};
