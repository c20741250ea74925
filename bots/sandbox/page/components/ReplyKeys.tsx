/** The keyboard that stands under the field until the bot changes it. */
import type { VNode } from 'preact';
import type { ShownChat } from '../../contract.ts';
import type { State } from '../state.ts';
import { texts } from '../texts.ts';

export const ReplyKeys = ({ state, chat }: { state: State; chat: ShownChat }): VNode | null => {
  if (chat.keyboard.length === 0) return null;
  return (
    <div class="reply-keys" role="group" aria-label={texts.keyboard}>
      {chat.keyboard.map((row) => (
        <div class="row" key={row.map(({ label }) => label).join('|')}>
          {row.map(({ label }) => (
            <button
              key={label}
              type="button"
              onClick={() => void state.act(chat.platform, { do: 'press-below', label })}
            >
              {label}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
};
