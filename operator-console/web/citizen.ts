/** How a citizen is called on the screen, and by which icon their channel goes. */
import type { ChannelId } from '../../core/domain/conversation.ts';
import type { QueueRow } from '../contract.ts';
import type { IconName } from './components/Icon.tsx';
import { tameLine } from './names.ts';
import { queue } from './texts.ts';

export interface Called {
  readonly name: string;
  readonly guest: boolean;
}

/** «Гость 4817»: the last digits of the counter in `26-004817-1` tell guests apart. */
export const calledOf = (row: Pick<QueueRow, 'citizen' | 'number'>): Called => {
  const name = tameLine(row.citizen ?? '');
  return name === '' ? { name: queue.guest(row.number.slice(-6, -2)), guest: true } : { name, guest: false };
};

export const channelIcons: Readonly<Record<ChannelId, IconName>> = { web: 'web', telegram: 'plane', vk: 'people' };
