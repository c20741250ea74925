/** What can be broken at a platform, each by one press, and how many of it are on. */
import type { VNode } from 'preact';
import type { KnobName, PlatformState } from '../../contract.ts';
import type { State } from '../state.ts';
import { knobs, texts } from '../texts.ts';
import { Icon } from './icons.tsx';

const names = Object.keys(knobs) as readonly KnobName[];

export const Knobs = ({ state, platform }: { state: State; platform: PlatformState }): VNode => {
  const { platform: id, knobs: on, down } = platform;
  return (
    <details class="knobs" open={matchMedia('(min-width: 901px)').matches}>
      <summary>
        <Icon name="wrench" small />
        {texts.breakIt}
        <span class={on.length > 0 ? 'count on' : 'count'}>{texts.isBroken(on.length)}</span>
      </summary>
      <div class="chips">
        {names.map((knob) => {
          const [name, title] = knobs[knob];
          return (
            <button
              key={knob}
              type="button"
              title={title}
              aria-pressed={on.includes(knob)}
              onClick={() => void state.ask({ to: 'platform', platform: id, knob, on: !on.includes(knob) })}
            >
              {name}
            </button>
          );
        })}
        <button
          class="restart"
          type="button"
          disabled={down}
          onClick={() => void state.ask({ to: 'platform', platform: id, restart: true })}
        >
          <Icon name="retry" small />
          {texts.restart}
        </button>
      </div>
    </details>
  );
};
