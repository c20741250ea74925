/** «изменено» beside a line that the citizen has changed, and the texts that stood there before. */
import { useSignal } from '@preact/signals';
import type { Message } from '../../../core/domain/message.ts';
import { log as texts } from '../texts.ts';
import { clockTime } from '../time.ts';
import { MaskedText } from './MaskedValue.tsx';

export const useFormer = ({ seq, edited }: Message) => {
  const open = useSignal(false);
  if (!edited) return { mark: null, list: null };
  const id = `former-${seq}`;
  return {
    mark: (
      <button
        class="link"
        type="button"
        aria-expanded={open.value}
        aria-controls={id}
        title={open.value ? texts.hideFormer : texts.showFormer}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        {texts.edited} {clockTime(edited.at)}
      </button>
    ),
    list: (
      <ol id={id} class="former" hidden={!open.value} aria-label={texts.former}>
        {edited.former.map((former) => (
          <li key={former.at}>
            <MaskedText text={former.text} masked={former.masked} /> <time>{clockTime(former.at)}</time>
          </li>
        ))}
      </ol>
    ),
  };
};
