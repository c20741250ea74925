/** Whether a line has reached the citizen, in a sign and in words; what did not arrive can be tried again. */
import type { Message } from '../../../core/domain/message.ts';
import { useConsole } from '../context.ts';
import { delivery as texts, log } from '../texts.ts';
import { Icon } from './Icon.tsx';

const Arrived = () => (
  <>
    <Icon name="check" small />
    <span class="vh">{log.sent}</span>
  </>
);

const Trouble = ({ words, seq }: { readonly words: string; readonly seq: number }) => {
  const { conversation, deeds } = useConsole();
  const again = (): void => {
    const number = conversation.number.peek();
    if (number !== null) void deeds.resend(number, seq);
  };
  return (
    <span class="undelivered">
      <Icon name="warn" small />
      <span>{words}</span>
      <button class="link" type="button" disabled={deeds.busy.value} onClick={again}>
        {log.again}
      </button>
    </span>
  );
};

/** A line for the web has arrived once it is stored: there is no messenger between. */
export const DeliveryMark = ({ message: { seq, delivery } }: { readonly message: Message }) => {
  if (delivery?.state === 'failed') return <Trouble words={texts.failed(delivery.reason)} seq={seq} />;
  if (delivery?.state === 'unknown') return <Trouble words={texts.unknown} seq={seq} />;
  return (
    <>
      {delivery?.state === 'queued' ? (
        <>
          <Icon name="clock" small />
          <span>{texts.queued}</span>
        </>
      ) : (
        <Arrived />
      )}
      {delivery?.doubtful && <span>· {texts.doubtful}</span>}
    </>
  );
};
