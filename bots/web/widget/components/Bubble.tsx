/** One line of the log, stored or on its way, with who, when and how far it has come. */
import type { ComponentChildren, VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Attachment } from '../../../../core/domain/attachment.ts';
import type { WidgetMessage } from '../../contract.ts';
import { unreachable } from '../../../../core/domain/unreachable.ts';
import type { Chat } from '../chat.ts';
import type { Outgoing } from '../outbox.ts';
import { RichText } from '../text.tsx';
import { texts } from '../texts.ts';
import { timeOf } from '../times.ts';
import { Icon } from './icons.tsx';

const Sent = ({ at }: { at: number }): VNode => (
  <p class="meta me">
    {timeOf(at)} <Icon name="check" small />
    <span class="vh">{texts.sent}</span>
  </p>
);

interface Carrying {
  readonly chat: Chat;
  readonly files: readonly Attachment[] | undefined;
}

/** Their names, until the part that shows them is there. */
const Files = ({ chat, files }: Carrying): VNode | null => {
  useEffect(() => {
    if (files?.length) chat.files.want();
  }, []);
  const part = chat.files.part.value;
  if (!files?.length) return null;
  return part ? <part.Bubbles files={files} /> : <p>{files.map(({ name }) => name).join('\n')}</p>;
};

const Mine = ({ text, children, ...carrying }: Carrying & { text: string; children?: ComponentChildren }): VNode => (
  <>
    <div class="b me">
      <span class="vh">{texts.you}: </span>
      <Files {...carrying} />
      {text && <p>{text}</p>}
    </div>
    {children}
  </>
);

export const Line = ({ chat, message, last }: { chat: Chat; message: WidgetMessage; last: boolean }): VNode => {
  const { text, files } = message;
  if (message.from === 'citizen') {
    return (
      <Mine chat={chat} text={text} files={files}>
        {last && <Sent at={message.at} />}
      </Mine>
    );
  }
  const name = message.name ?? texts.bot;
  return (
    <>
      <div class="b">
        <span class="vh">{name}: </span>
        <Files chat={chat} files={files} />
        <RichText text={text} />
        {message.link && <p class="used">{texts.linkSent}</p>}
      </div>
      {last && (
        <p class="meta">
          {name} · {timeOf(message.at)}
        </p>
      )}
    </>
  );
};

interface OutgoingProps {
  readonly chat: Chat;
  readonly item: Outgoing;
  /** Puts the text of a refused message back into the field. */
  readonly edit: (clientId: string) => void;
}

const Failure = ({ chat, item, edit, error }: OutgoingProps & { error: keyof typeof texts.reasons | null }): VNode => {
  const reason = error && texts.reasons[error];
  const hopeless = error === 'too-long' || error === 'empty' || error === 'file-gone' || error === 'shut';
  return (
    <p class="meta me bad" role="alert">
      <Icon name="warn" small />
      <span>{reason ? `${texts.notSent}. ${reason}` : texts.notSent}</span>
      <button type="button" onClick={() => (hopeless ? edit(item.clientId) : chat.outbox.retry(item.clientId))}>
        {hopeless ? texts.edit : texts.retry}
      </button>
    </p>
  );
};

const Underway = ({ children }: { children: string }): VNode => (
  <p class="meta me">
    <Icon name="clock" small />
    {children}
  </p>
);

const Progress = (props: OutgoingProps): VNode => {
  const { chat, item } = props;
  const { progress } = item;
  switch (progress.kind) {
    case 'waiting':
      if (progress.because === 'busy') return <Underway>{texts.waitingBusy}</Underway>;
      if (progress.because === 'throttled') return <Underway>{texts.waitingThrottled}</Underway>;
      return <Underway>{chat.link.value === 'open' ? texts.sending : texts.waiting}</Underway>;
    case 'sending':
      return <Underway>{texts.sending}</Underway>;
    case 'sent':
      return <Sent at={item.at} />;
    case 'failed':
      return <Failure {...props} error={progress.error} />;
    default:
      return unreachable(progress);
  }
};

export const OutgoingLine = (props: OutgoingProps): VNode => (
  <Mine
    chat={props.chat}
    text={props.item.body.text}
    files={props.item.body.kind === 'text' ? props.item.body.files : undefined}
  >
    <Progress {...props} />
  </Mine>
);
