/** While nobody has taken the request: what happens next, without promising places or minutes. */
import type { VNode } from 'preact';
import { texts } from '../texts.ts';

export const QueueCard = (): VNode => (
  <section class="wait" role="status">
    <p class="big-line">{texts.calling}</p>
    <p>{texts.queueText}</p>
    <p class="soft">{texts.queueNote}</p>
  </section>
);
