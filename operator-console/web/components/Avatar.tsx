/** Two letters in a circle, with the mark of the channel. Decoration: the name stands beside it. */
import type { ChannelId } from '../../../core/domain/conversation.ts';
import { channelIcons } from '../citizen.ts';
import { initials } from '../names.ts';
import { Icon } from './Icon.tsx';

interface Props {
  readonly name: string;
  readonly guest?: boolean;
  readonly channel?: ChannelId;
  readonly size?: 'tiny' | 'small' | 'normal' | 'large';
  readonly mine?: boolean;
}

export const Avatar = ({ name, guest = false, channel, size = 'normal', mine = false }: Props) => (
  <span class={`ava ${size}${mine ? ' me' : ''}`} aria-hidden="true">
    {initials(name, guest)}
    {channel !== undefined && (
      <span class="channel">
        <Icon name={channelIcons[channel]} />
      </span>
    )}
  </span>
);
