/** The keyboard map. Matched by `event.code`, so it works in the Russian layout too. Pure but for the event. */

export type Command =
  'search' | 'next' | 'previous' | 'take' | 'reply' | 'note' | 'transfer' | 'solve' | 'card' | 'keys' | 'escape';

const letters: Readonly<Record<string, Command>> = {
  KeyJ: 'next',
  KeyK: 'previous',
  KeyN: 'take',
  KeyR: 'reply',
  KeyT: 'transfer',
  KeyE: 'solve',
  KeyI: 'card',
};

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

/** The command of a key press, or null. `single`: letters alone are allowed to act. */
export const commandOf = (event: KeyboardEvent, single: boolean): Command | null => {
  if (event.defaultPrevented || event.isComposing || event.repeat) return null;
  if (event.ctrlKey || event.metaKey) {
    return event.code === 'KeyK' && !event.altKey && !event.shiftKey ? 'search' : null;
  }
  if (event.code === 'Escape') return 'escape';
  if (event.altKey) {
    if (event.code === 'ArrowDown') return 'next';
    return event.code === 'ArrowUp' ? 'previous' : null;
  }
  if (!single || isField(event.target)) return null;
  if (event.key === '?' || (event.shiftKey && event.code === 'Slash')) return 'keys';
  if (event.shiftKey) return event.code === 'KeyR' ? 'note' : null;
  return letters[event.code] ?? null;
};
