/** The frame of the console and its keyboard. */
import { useEffect } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { ticketHref } from '../state/route.ts';
import { shell } from '../texts.ts';
import { useKeyboard } from '../use-keyboard.ts';
import { Card } from './Card.tsx';
import { Dialogs } from './Dialogs.tsx';
import { Icon } from './Icon.tsx';
import { NetBanner } from './NetBanner.tsx';
import { Queue } from './Queue.tsx';
import { Talk } from './Talk.tsx';
import { TopBar } from './TopBar.tsx';

const Rail = () => {
  const { queue, route } = useConsole();
  const waiting = queue.waiting.value.length;
  return (
    <nav class="rail" aria-label={shell.sections}>
      <a
        href={ticketHref(null)}
        aria-current="page"
        onClick={(event) => {
          event.preventDefault();
          route.go(null);
        }}
      >
        <Icon name="chat" />
        <span class="name">{shell.dialogs}</span>
        {waiting > 0 && (
          <span class="count">
            <span aria-hidden="true">{waiting}</span>
            <span class="vh">{shell.waitingBadge(waiting)}</span>
          </span>
        )}
      </a>
    </nav>
  );
};

export const Shell = () => {
  const parts = useConsole();
  useKeyboard(parts);
  const open = parts.conversation.number.value !== null;
  useEffect(() => {
    // The browser lets sound out only after a gesture; the first one after a reload will do.
    const wake = (): void => {
      if (parts.settings.sound.peek()) parts.attention.wake();
    };
    document.addEventListener('pointerdown', wake, { once: true });
    return () => document.removeEventListener('pointerdown', wake);
  }, []);
  return (
    <div class={`app${open ? ' with-talk' : ''}`}>
      <TopBar />
      <NetBanner />
      <Rail />
      <main class="dialogues">
        <h1 class="vh">{shell.dialogs}</h1>
        <Queue />
        <Talk />
        <Card />
      </main>
      <Dialogs />
    </div>
  );
};
