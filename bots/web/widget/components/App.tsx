/** The panel's frame: which of log, skeleton and error is seen, where focus goes when the panel is shown. */
import { useSignalEffect } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Chat } from '../chat.ts';
import { texts } from '../texts.ts';
import { Composer } from './Composer.tsx';
import { ErrorBox } from './ErrorBox.tsx';
import { Header } from './Header.tsx';
import { Log } from './Log.tsx';
import { NetBanner } from './NetBanner.tsx';
import { Skeleton } from './Skeleton.tsx';

export const App = ({ chat }: { chat: Chat }): VNode => {
  const heading = useRef<HTMLHeadingElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { framed } = chat;
  const { shown, modal } = chat.shown.value;

  // Full screen on a phone: the heading, or the keyboard would jump up before anything is read.
  useSignalEffect(() => {
    const now = chat.shown.value;
    if (now.shown) (now.modal ? heading : field).current?.focus({ preventScroll: true });
  });
  useSignalEffect(() => {
    document.documentElement.classList.toggle('big', chat.bigText.value);
  });
  useEffect(() => {
    const minimise = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) chat.minimise();
    };
    document.addEventListener('keydown', minimise);
    return () => document.removeEventListener('keydown', minimise);
  }, [chat]);

  // Dropped beside the field a file would open in place of the chat.
  const drop = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    chat.files.add(event.dataTransfer.files);
  };
  const dragging = { onDragOver: drop, onDrop: drop };

  const waiting = chat.outbox.items.value.length > 0;
  const link = chat.link.value;
  const failed = link === 'failed' && !waiting;
  const opening = link === 'opening' && !waiting;
  const content = (
    <>
      <Header chat={chat} heading={heading} />
      {!failed && !opening && <NetBanner chat={chat} />}
      {failed ? <ErrorBox chat={chat} /> : opening ? <Skeleton /> : <Log chat={chat} />}
      {!failed && <Composer chat={chat} field={field} />}
      {!failed && <p class="foot">{texts.secrets}</p>}
    </>
  );
  if (!framed) {
    return (
      <main class="w" {...dragging}>
        {content}
      </main>
    );
  }
  return (
    <section class="w" role="dialog" aria-modal={modal && shown} aria-labelledby="title" {...dragging}>
      {content}
    </section>
  );
};
