/** The log as a list of lines: days, messages, and under them what has not been sent yet. Pure. */
import type { Message } from '../../../core/domain/message.ts';
import type { Entry } from '../outbox.ts';
import { dayName, sameDay } from '../time.ts';

export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly label: string }
  | { readonly kind: 'message'; readonly key: string; readonly message: Message; readonly chosen: readonly number[] }
  | { readonly kind: 'pending'; readonly key: string; readonly entry: Entry };

const payload = /^(\d+)\.(\d+)$/u;

/** Which buttons of which message were pressed. */
const pressedOf = (messages: readonly Message[]): ReadonlyMap<number, readonly number[]> => {
  const pressed = new Map<number, readonly number[]>();
  for (const { cause } of messages) {
    const found = cause?.kind === 'press' ? payload.exec(cause.payload) : null;
    if (!found) continue;
    const seq = Number(found[1]);
    pressed.set(seq, [...(pressed.get(seq) ?? []), Number(found[2])]);
  }
  return pressed;
};

export const linesOf = (messages: readonly Message[], entries: readonly Entry[], now: number): readonly Line[] => {
  const lines: Line[] = [];
  const pressed = pressedOf(messages);
  const confirmed = new Set<string>();
  let before: Message | null = null;
  for (const message of messages) {
    if (!before || !sameDay(before.at, message.at)) {
      lines.push({ kind: 'day', key: `day ${message.seq}`, label: dayName(message.at, now) });
    }
    // A staff line keeps the place it had while it was pending, so that it is not read aloud twice.
    const { clientId, author } = message;
    const own = clientId !== null && (author.kind === 'operator' || author.kind === 'note') && !confirmed.has(clientId);
    if (own) confirmed.add(clientId);
    const key = own ? clientId : `seq ${message.seq}`;
    lines.push({ kind: 'message', key, message, chosen: pressed.get(message.seq) ?? [] });
    before = message;
  }
  for (const entry of entries) {
    if (confirmed.has(entry.clientId) || (entry.kind === 'solve' && entry.text === '')) continue;
    lines.push({ kind: 'pending', key: entry.clientId, entry });
  }
  return lines;
};
