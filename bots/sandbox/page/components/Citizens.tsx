/** Whose phones are shown. */
import type { VNode } from 'preact';
import type { State } from '../state.ts';
import { texts } from '../texts.ts';
import { Icon } from './icons.tsx';

/** As many as the sandbox knows names for. */
const most = 8;

const initials = (name: string): string =>
  name
    .split(' ')
    .map(([first]) => first)
    .join('');

export const Citizens = ({ state }: { state: State }): VNode => (
  <div class="citizens" role="group" aria-label={texts.citizens}>
    {state.citizens.value.map(({ id, name }) => (
      <button
        key={id}
        type="button"
        aria-pressed={state.citizen.value === id}
        onClick={() => (state.citizen.value = id)}
      >
        <span class="avatar" aria-hidden="true">
          {initials(name)}
        </span>
        {name}
      </button>
    ))}
    {state.citizens.value.length < most && (
      <button
        class="more"
        type="button"
        aria-label={texts.addCitizen}
        title={texts.addCitizen}
        onClick={() => void state.ask({ to: 'citizens' })}
      >
        <Icon name="plus" small />
      </button>
    )}
  </div>
);
