/**
 * Notices of the desktop. The browser's leave is asked for by a press, never by itself. They stand on a screen that
 * others may see: a number and why, no name, no text.
 */
import { notices } from '../texts/notices.ts';

export interface Desktop {
  /** Whether this browser has them. */
  readonly possible: boolean;
  /** From a press. False when the person or the browser refused. */
  ask(): Promise<boolean>;
  tell(number: string, why: string): void;
}

/** `open`: what a click on the notice does. */
export const createDesktop = (open: (number: string) => void): Desktop => {
  const possible = 'Notification' in window;
  return {
    possible,
    ask: async () => possible && (await Notification.requestPermission()) === 'granted',
    tell: (number, why) => {
      if (!possible || Notification.permission !== 'granted') return;
      try {
        // One a ticket, however many windows of the console are open.
        const notice = new Notification(notices.title(number), { body: why, tag: number });
        notice.addEventListener('click', () => {
          window.focus();
          open(number);
          notice.close();
        });
      } catch {
        // Some browsers have them for installed pages alone.
      }
    },
  };
};
