/** The icon of the tab: with a dot while something of mine is unread. */
import { effect, type ReadonlySignal } from '@preact/signals';
import dotted from '../assets/favicon-unread.svg';

export const dotFavicon = (unread: ReadonlySignal<boolean>): void => {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!icon) return;
  const plain = icon.href;
  effect(() => {
    icon.href = unread.value ? dotted : plain;
  });
};
