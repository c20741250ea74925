/** How the console may call: sound, and notices of the desktop. Each is switched on by a press alone. */
import { useConsole } from '../context.ts';
import { shell } from '../texts.ts';
import { dialogs } from '../texts/dialogs.ts';
import { notices } from '../texts/notices.ts';
import { Icon } from './Icon.tsx';

const SoundChoice = () => {
  const { attention, settings, toasts } = useConsole();
  const toggle = (): void => {
    settings.sound.value = !settings.sound.value;
    if (!settings.sound.value) return;
    attention.chime();
    toasts.show(dialogs.soundOn);
  };
  return (
    <button class="menu-item" type="button" aria-pressed={settings.sound.value} onClick={toggle}>
      <Icon name="sound" />
      {settings.sound.value ? shell.soundOff : shell.soundOn}
    </button>
  );
};

const NoticeChoice = () => {
  const { attention, settings, toasts } = useConsole();
  if (!attention.canNotify) return null;
  const toggle = async (): Promise<void> => {
    if (settings.notices.value) {
      settings.notices.value = false;
      return;
    }
    settings.notices.value = await attention.askToNotify();
    if (settings.notices.value) toasts.show(notices.allowed);
    else toasts.show(notices.refused, { tone: 'trouble' });
  };
  return (
    <button class="menu-item" type="button" aria-pressed={settings.notices.value} onClick={() => void toggle()}>
      <Icon name="bell" />
      {settings.notices.value ? notices.off : notices.on}
    </button>
  );
};

export const SignalChoices = () => (
  <>
    <SoundChoice />
    <NoticeChoice />
  </>
);
