/** Says that the link is gone. An alert, but not for the blink of a reconnect. */
import { useSignal, useSignalEffect } from '@preact/signals';
import type { VNode } from 'preact';
import type { Chat } from '../chat.ts';
import { texts } from '../texts.ts';
import { Icon } from './icons.tsx';

const blinkMs = 1_200;

export const NetBanner = ({ chat }: { chat: Chat }): VNode => {
  const seen = useSignal(false);
  useSignalEffect(() => {
    const broken = chat.link.value !== 'open';
    const timer = setTimeout(() => (seen.value = broken), broken && !chat.noNetwork.value ? blinkMs : 0);
    return () => clearTimeout(timer);
  });
  return (
    <div role="alert">
      {seen.value && (
        <div class="net">
          <Icon name="nowifi" small />
          <span>
            <b>{chat.noNetwork.value ? texts.noInternet : texts.noChat}</b> {texts.willSend}
          </span>
        </div>
      )}
    </div>
  );
};
