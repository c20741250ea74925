/** One line of the log: what was said, by whom, when; and lines that are still on their way. */
import type { Message } from '../../../core/domain/message.ts';
import { calledOf } from '../citizen.ts';
import { useConsole } from '../context.ts';
import { tameLine } from '../names.ts';
import type { Entry } from '../outbox.ts';
import { failureText, log as texts } from '../texts.ts';
import { card as cardTexts } from '../texts/card.ts';
import { clockTime } from '../time.ts';
import { unreachable } from '../../../core/domain/unreachable.ts';
import { DeliveryMark } from './DeliveryMark.tsx';
import { Files } from './Files.tsx';
import { useFormer } from './Former.tsx';
import { Icon } from './Icon.tsx';
import { MaskedText } from './MaskedValue.tsx';
import { Quoted } from './Quoted.tsx';
import { Rich } from './Rich.tsx';

const useCitizenName = (): string => {
  const card = useConsole().conversation.card.value;
  return card?.row.citizen ? calledOf(card.row).name : texts.citizen;
};

const useColleague = (author: { readonly id: string; readonly name: string }): string =>
  useConsole().session.me()?.id === author.id ? texts.you : tameLine(author.name);

const Buttons = ({ message, chosen }: { readonly message: Message; readonly chosen: readonly number[] }) =>
  message.options.length === 0 ? null : (
    <ul class="offered" aria-label={texts.buttons}>
      {message.options.map((option, index) => (
        <li key={`${index} ${option.label}`} class={chosen.includes(index) ? 'chosen' : ''}>
          {chosen.includes(index) && <Icon name="check" small />}
          {tameLine(option.label)}
          {chosen.includes(index) && <span class="vh">, {texts.chosen}</span>}
        </li>
      ))}
    </ul>
  );

const CitizenLine = ({ message }: { readonly message: Message }) => {
  const name = useCitizenName();
  const { mark, list } = useFormer(message);
  const { cause } = message;
  if (cause?.kind === 'start') {
    return (
      <p class="sys">
        {texts.started} · {clockTime(message.at)}
      </p>
    );
  }
  return (
    <div class={cause ? 'm pressed' : 'm'}>
      <div class="b">
        {message.quote && <Quoted quote={message.quote} />}
        <Files files={message.files} />
        <MaskedText text={message.text} masked={message.masked} />
      </div>
      {list}
      <div class="meta">
        <bdi class="ell">{name}</bdi>
        {cause && <span>· {texts.pressed}</span>}
        {message.forwarded && <span>· {texts.forwarded}</span>}
        <time>· {clockTime(message.at)}</time>
        {mark}
      </div>
    </div>
  );
};

const BotLine = ({ message, chosen }: { readonly message: Message; readonly chosen: readonly number[] }) => (
  <div class="m out bot">
    <div class="b">
      <MaskedText text={message.text} masked={message.masked} />
      <Buttons message={message} chosen={chosen} />
    </div>
    <div class="meta">
      <Icon name="bot" small />
      {texts.bot} <time>· {clockTime(message.at)}</time>
      {message.link && <span>· {texts.linkHidden}</span>}
      {message.delivery && <DeliveryMark message={message} />}
    </div>
  </div>
);

const StaffLine = ({ message, author }: { readonly message: Message; readonly author: Colleague }) => {
  const name = useColleague(author);
  const note = author.kind === 'note';
  return (
    <div class={note ? 'm note' : 'm out'}>
      <div class="b">
        {note && <b>{texts.noteTitle} </b>}
        <Files files={message.files} />
        <MaskedText text={message.text} masked={message.masked} />
      </div>
      <div class="meta">
        {note && <Icon name="lock" small />}
        <bdi class="ell">{name}</bdi>
        <time>· {clockTime(message.at)}</time>
        {note ? <span>· {texts.staffOnly}</span> : <DeliveryMark message={message} />}
      </div>
    </div>
  );
};

type Colleague = Extract<Message['author'], { readonly id: string }>;

const SystemLine = ({ message }: { readonly message: Message }) => (
  <p class={message.audience === 'staff' ? 'sys staff' : 'sys'}>
    {message.audience === 'staff' && <Icon name="lock" small />}
    <span>
      <MaskedText text={message.text} masked={message.masked} /> · {clockTime(message.at)}
      {message.audience === 'staff' && ` · ${texts.staffOnly}`}
      {message.link && ` · ${texts.linkHidden}`}
    </span>
    {message.delivery && message.delivery.state !== 'sent' && <DeliveryMark message={message} />}
  </p>
);

export const MessageLine = ({ message, chosen }: { readonly message: Message; readonly chosen: readonly number[] }) => {
  const { author } = message;
  switch (author.kind) {
    case 'citizen':
      return <CitizenLine message={message} />;
    case 'bot':
      return <BotLine message={message} chosen={chosen} />;
    case 'operator':
    case 'note':
      return <StaffLine message={message} author={author} />;
    case 'system':
      return <SystemLine message={message} />;
    default:
      return unreachable(author);
  }
};

const FailedMeta = ({ entry }: { readonly entry: Entry }) => {
  const { attachments, conversation, deeds, drafts, outbox } = useConsole();
  const mayInvite = entry.error === 'personal-file' && conversation.card.value?.may.invite === true;
  const edit = (): void => {
    const field = entry.kind === 'note' ? 'note' : 'reply';
    const typed = drafts.of(entry.number).peek()[field];
    if (!outbox.discard(entry.clientId)) return;
    // What the server no longer has cannot be sent again.
    if (entry.error !== 'file-gone') attachments.of(entry.number, field).putBack(entry.files ?? []);
    drafts.change(entry.number, { [field]: typed === '' ? entry.text : `${entry.text}\n\n${typed}`, mode: field });
  };
  return (
    <div class="meta failed" role="alert">
      <Icon name="warn" small />
      <span>
        {texts.failed}. {entry.error && failureText(entry.error, null)}
      </span>
      {mayInvite && (
        <button class="link" type="button" onClick={() => void deeds.invite(entry.number)}>
          {cardTexts.invite}
        </button>
      )}
      <button class="link" type="button" onClick={() => outbox.retry(entry.clientId)}>
        {texts.again}
      </button>
      <button class="link" type="button" onClick={edit}>
        {texts.edit}
      </button>
      <button class="link" type="button" onClick={() => outbox.discard(entry.clientId)}>
        {texts.discard}
      </button>
    </div>
  );
};

export const PendingLine = ({ entry }: { readonly entry: Entry }) => {
  const note = entry.kind === 'note';
  const failed = entry.state === 'failed';
  return (
    <div class={`${note ? 'm note' : 'm out'} ${failed ? 'fail' : 'pending'}`}>
      <div class="b">
        {note && <b>{texts.noteTitle} </b>}
        <Files files={entry.files ?? []} />
        <Rich text={entry.text} />
      </div>
      {failed ? (
        <FailedMeta entry={entry} />
      ) : (
        <div class="meta">
          <Icon name="clock" small />
          {entry.state === 'waiting' ? texts.waiting : texts.sending}
        </div>
      )}
    </div>
  );
};
