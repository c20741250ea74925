/** Files chosen for the answer that is being written: a button, the files with their progress, drop and paste. */
import { useRef } from 'preact/hooks';
import { unreachable } from '../../../core/domain/unreachable.ts';
import type { UploadItem } from '../../../core/browser/uploads.ts';
import { useConsole } from '../context.ts';
import { tameLine } from '../names.ts';
import { fileUrl, type TicketFiles } from '../state/attachments.ts';
import { files as texts, troubleText } from '../texts/files.ts';
import { Icon } from './Icon.tsx';

const stateText = ({ state, size, shrunk }: UploadItem, up: boolean, template: boolean): string => {
  switch (state.kind) {
    case 'waiting':
      return up ? texts.queued : texts.waiting;
    case 'preparing':
      return texts.preparing;
    case 'sending':
      return state.share < 1 ? texts.sending(state.share) : texts.checking;
    case 'ready':
      return shrunk === null ? texts.size(size) : texts.shrunk(size, shrunk);
    case 'failed':
      return troubleText(state.trouble, size, template);
    default:
      return unreachable(state);
  }
};

const worthRetrying = new Set(['lost', 'busy', 'throttled', 'failed', 'no-room', 'signed-out']);

const Chosen = ({ item, uploads }: { readonly item: UploadItem; readonly uploads: TicketFiles }) => {
  const { connection } = useConsole();
  const { state, preview } = item;
  const failed = state.kind === 'failed';
  const name = tameLine(item.name);
  // One that lay here before this page was opened, or came from a prepared answer, is shown from the server.
  const picture = preview ?? (state.kind === 'ready' && state.file.picture ? fileUrl(state.file.id) : null);
  return (
    <li class={failed ? 'chosen-file bad' : 'chosen-file'}>
      {picture && !failed ? <img class="thumb" src={picture} alt="" /> : <Icon name="note" />}
      <span class="grow">
        <bdi class="ell strong">{name}</bdi>
        <span class="xs" role={failed ? 'alert' : undefined}>
          {stateText(item, connection.link.value === 'up', uploads.into === 'template')}
        </span>
        {state.kind === 'sending' && <progress max={1} value={state.share} aria-label={name} />}
      </span>
      {failed && worthRetrying.has(state.trouble.why) && (
        <button class="link" type="button" onClick={() => uploads.retry(item.key)}>
          {texts.retry}
        </button>
      )}
      <button
        class="btn ghost icon sm"
        type="button"
        aria-label={texts.remove(name)}
        onClick={() => uploads.remove(item.key)}
      >
        <Icon name="x" small />
      </button>
    </li>
  );
};

export const ChosenFiles = ({ uploads }: { readonly uploads: TicketFiles }) => {
  const { directory } = useConsole();
  const items = uploads.items.value;
  const dropped = uploads.dropped.value;
  return (
    <>
      {dropped > 0 && (
        <p class="xs too-long" role="alert">
          {texts.dropped(dropped, directory.current.value?.files.files ?? 0)}
        </p>
      )}
      {items.length > 0 && (
        <ul class="chosen-files" aria-label={uploads.into === 'template' ? texts.chosenForTemplate : texts.chosen}>
          {items.map((item) => (
            <Chosen key={item.key} item={item} uploads={uploads} />
          ))}
        </ul>
      )}
      {uploads.coming.value && (
        <p class="xs muted files-coming" role="status">
          {texts.coming}
        </p>
      )}
      {uploads.wished.value && (
        <p class="xs muted" role="status">
          {texts.willSend}
        </p>
      )}
    </>
  );
};

export const AttachButton = ({ uploads }: { readonly uploads: TicketFiles }) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept="image/png,image/jpeg,.pdf,.xml,.txt,.log,.ogg,.mp3"
        onChange={({ currentTarget }) => {
          uploads.add([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      <button
        class="btn ghost icon sm"
        type="button"
        aria-label={texts.attach}
        title={texts.attach}
        onClick={() => input.current?.click()}
      >
        <Icon name="clip" />
      </button>
    </>
  );
};

/** For the form: files dropped on it or pasted into it are chosen. */
export const takesFiles = (uploads: TicketFiles) => {
  const drop = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    uploads.add([...event.dataTransfer.files]);
  };
  return {
    onDragOver: drop,
    onDrop: drop,
    onPaste: (event: ClipboardEvent): void => {
      const pasted = [...(event.clipboardData?.files ?? [])];
      // A copied piece of a table comes as a picture, too: words go first.
      if (pasted.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
      event.preventDefault();
      uploads.add(pasted);
    },
  };
};
