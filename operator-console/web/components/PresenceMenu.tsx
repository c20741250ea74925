/** The menu in the top bar: where I am, since when, and the end of the shift. */
import type { PresenceState } from '../../../core/domain/presence.ts';
import { useConsole } from '../context.ts';
import { secondsBelow, span } from '../time.ts';
import { shift as texts, states } from '../texts/shift.ts';
import { Icon } from './Icon.tsx';
import { Menu } from './Menu.tsx';

const order: readonly PresenceState[] = ['available', 'pause', 'away', 'offline'];

const Since = ({ at }: { readonly at: number }) => {
  const { clock } = useConsole();
  const now = clock.now() - at < secondsBelow + 1000 ? clock.second.value : clock.minute.value;
  return <span class="muted sm tabular">{span(now - at)}</span>;
};

export const PresenceMenu = () => {
  const { presence, view } = useConsole();
  const standing = presence.standing.value;
  if (!standing) return null;
  const { state, since } = standing;
  return (
    <Menu
      class={`btn presence-now ${state}`}
      label={texts.menu(states[state])}
      button={
        <>
          <span class="dot" />
          <span class="wide-only">{states[state]}</span>
          <Since at={since} />
        </>
      }
    >
      <fieldset class="menu-choice">
        <legend>{texts.choose}</legend>
        {order.map((one) => (
          <label key={one} data-closes>
            <input type="radio" name="presence" checked={state === one} onChange={() => void presence.set(one)} />
            {states[one]}
          </label>
        ))}
      </fieldset>
      <button
        class="menu-item"
        type="button"
        data-closes
        onClick={() => {
          view.dialog.value = 'shift-end';
        }}
      >
        <Icon name="exit" />
        {texts.end}
      </button>
    </Menu>
  );
};

export const Load = () => {
  const { presence } = useConsole();
  const standing = presence.standing.value;
  if (!standing) return null;
  const held = presence.held.value;
  return (
    <div class="stat">
      <dt>{texts.load}</dt>
      <dd>
        <b class={held >= standing.capacity ? 'full' : ''}>{texts.loadOf(held, standing.capacity)}</b>
      </dd>
    </div>
  );
};
