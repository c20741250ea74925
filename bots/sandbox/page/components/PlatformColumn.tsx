/** One messenger: a phone of the chosen citizen, and what can be broken at the platform. */
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import type { PlatformState } from '../../contract.ts';
import type { State } from '../state.ts';
import { platformNames, texts } from '../texts.ts';
import { Composer } from './Composer.tsx';
import { Icon } from './icons.tsx';
import { Knobs } from './Knobs.tsx';
import { PhoneLog, type About } from './PhoneLog.tsx';
import { ReplyKeys } from './ReplyKeys.tsx';

interface Props {
  readonly state: State;
  readonly platform: PlatformState;
  readonly seen: string;
}

const Head = ({ state, platform: { platform, how, down } }: Omit<Props, 'seen'>): VNode => {
  const blocked = state.chat(platform)?.blocked ?? false;
  return (
    <header class="head">
      <span class={`mark ${platform}`} aria-hidden="true">
        <Icon name={platform} />
      </span>
      <div class="names">
        <h2>{platformNames[platform]}</h2>
        <p>{down ? texts.down : texts.how[how]}</p>
      </div>
      <button
        class={blocked ? 'ib on' : 'ib'}
        type="button"
        aria-pressed={blocked}
        aria-label={texts.block}
        title={blocked ? texts.unblock : texts.block}
        onClick={() => void state.act(platform, { do: 'block', blocked: !blocked })}
      >
        <Icon name="lock" />
      </button>
    </header>
  );
};

export const PlatformColumn = ({ state, platform, seen }: Props): VNode => {
  const about = useSignal<About | null>(null);
  const { platform: id } = platform;
  const chat = state.chat(id);
  return (
    <section class={`column phone ${id} ${seen}`} aria-label={platformNames[id]}>
      <Head state={state} platform={platform} />
      {chat && <PhoneLog key={chat.citizen} state={state} chat={chat} onAbout={(line) => (about.value = line)} />}
      {chat && <ReplyKeys state={state} chat={chat} />}
      {chat?.blocked === true && <p class="note">{texts.blocked}</p>}
      <Composer
        key={`${id} ${state.citizen.value}`}
        state={state}
        platform={id}
        disabled={platform.down}
        about={about}
      />
      <Knobs state={state} platform={platform} />
    </section>
  );
};
