/**
 * The platform's rules for what a community sends, each with its source: [D] dev.vk.com/ru/api/bots/development/keyboard,
 * [S] github.com/VKCOM/vk-api-schema (messages.send, errors), [R] dev.vk.com/ru/api/api-requests (limits).
 */
import { failure, type ApiAnswer, type VkButton, type VkKeyboard } from './types.ts';

/** [S] the schema says 9000; error 914 is met above 4096, so that is what counts. */
const maxText = 4096;
/** [D] inline: up to 6 rows of 5, 10 buttons; ordinary: 10 rows of 5, 40 buttons. Label 40, payload 255. */
const inlineLimits = { rows: 6, columns: 5, buttons: 10 };
const ordinaryLimits = { rows: 10, columns: 5, buttons: 40 };
const maxLabel = 40;
const maxPayload = 255;

interface RawButton {
  readonly action?: {
    readonly type?: string;
    readonly label?: string;
    readonly payload?: unknown;
    readonly link?: string;
  };
  readonly color?: string;
}
interface RawKeyboard {
  readonly inline?: boolean;
  readonly one_time?: boolean;
  readonly buttons?: readonly (readonly RawButton[])[];
}

const payloadText = (payload: unknown): string =>
  typeof payload === 'string' ? payload : JSON.stringify(payload ?? {});

const toButton = ({ action }: RawButton): VkButton => ({
  label: action?.label ?? '',
  type: (action?.type ?? 'text') as VkButton['type'],
  payload: payloadText(action?.payload),
  link: action?.link ?? null,
});

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const badButton = ({ action, color }: RawButton): boolean => {
  const { label, type } = action ?? {};
  if (type === undefined || !['text', 'callback', 'open_link'].includes(type)) return true;
  if (label === undefined || label === '' || label.length > maxLabel) return true;
  if (color !== undefined && !['primary', 'secondary', 'negative', 'positive'].includes(color)) return true;
  const payload = payloadText(action?.payload);
  return payload.length > maxPayload || !isJson(payload);
};

/** Null: nothing is said of one; or the refusal 911. */
export const readKeyboard = (raw: string | undefined): VkKeyboard | ApiAnswer | null => {
  if (raw === undefined || raw === '') return null;
  if (!isJson(raw)) return failure(911);
  const { inline = false, one_time: oneTime = false, buttons = [] } = JSON.parse(raw) as RawKeyboard;
  const limits = inline ? inlineLimits : ordinaryLimits;
  const bad =
    buttons.length > limits.rows ||
    buttons.some((row) => row.length === 0 || row.length > limits.columns) ||
    buttons.flat().length > limits.buttons ||
    buttons.flat().some(badButton);
  return bad ? failure(911) : { inline, oneTime, rows: buttons.map((row) => row.map(toButton)) };
};

export const badText = (text: string | undefined): ApiAnswer | null => {
  if (text === undefined || text.trim() === '')
    return failure(100, 'One of the parameters specified was missing or invalid: message is empty or invalid');
  return text.length > maxText ? failure(914) : null;
};

/** [S] random_id: int32. */
export const badRandomId = (raw: string | undefined): ApiAnswer | null =>
  raw !== undefined && /^-?\d+$/u.test(raw) && Math.abs(Number(raw)) <= 0x7fffffff
    ? null
    : failure(100, 'One of the parameters specified was missing or invalid: random_id is undefined or not integer');

/** [S] messages.setActivity: type is one of these. */
export const badActivity = (type: string | undefined): ApiAnswer | null =>
  type === undefined || ['typing', 'audiomessage'].includes(type) ? null : failure(100);

/** [S] messages.getHistory: count «maximum: 200». */
export const badCount = (count: string | undefined): ApiAnswer | null =>
  count === undefined || (/^\d+$/u.test(count) && Number(count) <= 200) ? null : failure(100);

/** [S] messages.sendMessageEventAnswer: event_data «maxLength: 1000», JSON of an action. */
export const badEventData = (data: string | undefined): ApiAnswer | null =>
  data === undefined || (data.length <= 1000 && isJson(data)) ? null : failure(100);

/** [R] 20 calls a second with a community's token. Null: it may go. */
export const createRate = (now: () => number) => {
  const limit = 20;
  let recent: number[] = [];
  return (): ApiAnswer | null => {
    const at = now();
    recent = recent.filter((one) => one > at - 1000);
    if (recent.length >= limit) return failure(6);
    recent.push(at);
    return null;
  };
};
