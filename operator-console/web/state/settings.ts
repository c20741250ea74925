/** What a person set for this browser: theme, single-letter keys, sound, notices of the desktop. */
import { effect, signal, type Signal } from '@preact/signals';
import type { Store } from '../storage.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface Settings {
  readonly theme: Signal<Theme>;
  readonly singleKeys: Signal<boolean>;
  readonly sound: Signal<boolean>;
  readonly notices: Signal<boolean>;
}

const kept = <T>(store: Store, key: string, initial: T, valid: (value: unknown) => value is T): Signal<T> => {
  const found = store.get(key);
  const value = signal(valid(found) ? found : initial);
  effect(() => store.set(key, value.value));
  return value;
};

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value);

export const createSettings = (store: Store): Settings => {
  const settings: Settings = {
    theme: kept<Theme>(store, 'settings/theme', 'system', isTheme),
    singleKeys: kept(store, 'settings/single-keys', true, isBoolean),
    sound: kept(store, 'settings/sound', false, isBoolean),
    notices: kept(store, 'settings/notices', false, isBoolean),
  };
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const chosen = settings.theme.value;
    document.documentElement.dataset['theme'] = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen;
  };
  dark.addEventListener('change', apply);
  effect(apply);
  return settings;
};
