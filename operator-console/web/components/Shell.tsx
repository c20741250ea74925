/** The frame of the console and its keyboard. */
import { useEffect } from 'preact/hooks';
import type { Me } from '../../contract.ts';
import { useConsole } from '../context.ts';
import { sectionFor, type Section } from '../sections.ts';
import { shell } from '../texts.ts';
import { useKeyboard } from '../use-keyboard.ts';
import { Card } from './Card.tsx';
import { Dialogs } from './Dialogs.tsx';
import { NetBanner } from './NetBanner.tsx';
import { PageMissing } from './Page.tsx';
import { Queue } from './Queue.tsx';
import { Rail } from './Rail.tsx';
import { SectionPage } from './SectionPage.tsx';
import { Talk } from './Talk.tsx';
import { TopBar } from './TopBar.tsx';

const Dialogues = () => (
  <main class="dialogues">
    <h1 class="vh">{shell.dialogs}</h1>
    <Queue />
    <Talk />
    <Card />
  </main>
);

const Place = ({ section }: { readonly section: Section | null }) => {
  if (!section) {
    return (
      <main class="page">
        <PageMissing />
      </main>
    );
  }
  return section.load === null ? <Dialogues /> : <SectionPage key={section.id} section={section} />;
};

export const Shell = ({ me }: { readonly me: Me }) => {
  const parts = useConsole();
  useKeyboard(parts);
  const section = sectionFor(me.role, parts.route.section.value);
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
      <Rail current={section} />
      <Place section={section} />
      <Dialogs />
    </div>
  );
};
