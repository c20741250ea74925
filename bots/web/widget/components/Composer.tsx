/** The field: Enter sends, Shift+Enter breaks the line; nothing typed is lost (the draft is kept by the chat). */
import type { RefObject, VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
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
  const { part, lost, add, want } = chat.files;
  const attach = part.value;
  const ready = (text.trim() !== '' || attach?.hasReady() || attach?.isBusy()) && left >= 0;
  const input = useRef<HTMLInputElement>(null);

  useLayoutEffect(() => {
    const element = field.current;
    if (growsAlone || !element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [text]);

  const send = (): void => {
    if (!ready) return;
    if (attach?.isBusy()) return attach.sendWhenDone(() => input.current?.form?.requestSubmit());
    chat.draft.value = '';
    chat.outbox.write(text.trim(), attach?.take() ?? []);
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
      {attach && <attach.Chips />}
      {lost.value && (
        <p class="room bad" role="alert">
          {texts.filesLost}
        </p>
      )}
      {tight && <Room left={left} />}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept="image/png,image/jpeg,.pdf,.xml,.txt,.log"
        onChange={({ currentTarget }) => {
          add(currentTarget.files ?? []);
          currentTarget.value = '';
        }}
      />
      <button
        class="ib"
        type="button"
        aria-label={texts.attach}
        onPointerEnter={want}
        onClick={() => input.current?.click()}
      >
        <Icon name="clip" />
      </button>
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
        onPaste={(event) => {
          const { files = [] } = event.clipboardData ?? {};
          // A copied piece of a table comes as a picture, too: words go first.
          if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
          event.preventDefault();
          add(files);
        }}
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
