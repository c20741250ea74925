/**
 * What of personal data may be asked and kept where a citizen writes from. The site's own chat is always `full`;
 * a messenger that is switched off has no policy: it is not there.
 */
import type { ChannelId } from './conversation.ts';

export type Policy = 'no-personal' | 'full';
export type PolicyOf = (channel: ChannelId) => Policy;
