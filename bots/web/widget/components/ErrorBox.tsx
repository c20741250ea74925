/** The chat has never opened: what to do now, and whom to call. */
import type { VNode } from 'preact';
import type { Chat } from '../chat.ts';
import { texts } from '../texts.ts';
import { Icon } from './icons.tsx';

export const ErrorBox = ({ chat }: { chat: Chat }): VNode => {
  const { phone, demo } = chat.facts;
  return (
    <div class="wl err" role="alert">
      <Icon name="warn" />
      <h2>{texts.notLoaded}</h2>
      <p>{phone ? texts.tryOrCall : texts.tryOnly}</p>
      <button class="btn p" type="button" onClick={chat.tryAgain}>
        <Icon name="retry" small />
        {texts.tryAgain}
      </button>
      {phone && (
        <a class="btn" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
          <Icon name="phone" small />
          {phone}
        </a>
      )}
      {phone && demo && <p class="foot">{texts.demoPhone}</p>}
    </div>
  );
};
