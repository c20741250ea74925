/** Short messages at the edge of the screen, some with one button. */
import { signal, type ReadonlySignal } from '@preact/signals';
import { freshId } from '../ids.ts';

export interface Toast {
  readonly id: string;
  readonly tone: 'plain' | 'trouble';
  readonly text: string;
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

export interface Toasts {
  readonly list: ReadonlySignal<readonly Toast[]>;
  /** `lasts` in ms. Returns the id by which it may be hidden earlier. */
  show(text: string, more?: { tone?: Toast['tone']; action?: Toast['action']; lasts?: number }): string;
  hide(id: string): void;
}

const lastsByDefault = 7000;
const most = 4;

export const createToasts = (): Toasts => {
  const list = signal<readonly Toast[]>([]);
  const hide = (id: string): void => {
    list.value = list.value.filter((toast) => toast.id !== id);
  };
  return {
    list,
    hide,
    show: (text, { tone = 'plain', action = null, lasts = lastsByDefault } = {}) => {
      const id = freshId();
      // The same words twice would only be noise.
      const others = list.value.filter((toast) => toast.text !== text);
      list.value = [...others, { id, tone, text, action }].slice(-most);
      setTimeout(() => hide(id), lasts);
      return id;
    },
  };
};
