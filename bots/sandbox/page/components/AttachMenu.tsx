/** What a phone can send besides words: files from the disk, ready samples, a sticker, a place, the own card. */
import type { VNode } from 'preact';
import { useId, useRef } from 'preact/hooks';
import type { Platform } from '../../contract.ts';
import { certificate, snapshots } from '../samples.ts';
import type { State } from '../state.ts';
import { texts } from '../texts.ts';
import { Icon } from './icons.tsx';

interface Props {
  readonly state: State;
  readonly platform: Platform;
  readonly disabled: boolean;
}

type As = 'photo' | 'document' | 'voice';

/** A platform takes no more at once. */
const most = 10;

const sendFiles = async ({ state, platform }: Props, as: As, files: readonly File[]): Promise<void> => {
  const ids: string[] = [];
  for (const file of files.slice(0, most)) {
    const id = await state.upload(platform, file);
    if (id === null) return;
    ids.push(id);
  }
  await state.act(platform, { do: 'send', as, files: ids, caption: '' });
};

interface PickerProps {
  readonly as: As;
  readonly accept: string;
  readonly props: Props;
  readonly close: () => void;
}

const Picker = ({ as, accept, props, close }: PickerProps): VNode => {
  const input = useRef<HTMLInputElement>(null);
  const name = as === 'photo' ? texts.photo : texts.document;
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={accept}
        aria-label={name}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          currentTarget.value = '';
          if (files.length > 0) void sendFiles(props, as, files);
        }}
      />
      <button
        type="button"
        onClick={() => {
          close();
          input.current?.click();
        }}
      >
        {name}
      </button>
    </>
  );
};

export const AttachMenu = (props: Props): VNode => {
  const { state, platform, disabled } = props;
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const close = (): void => menu.current?.hidePopover();
  const item = (name: string, work: () => Promise<unknown>): VNode => (
    <button
      type="button"
      onClick={() => {
        close();
        void work();
      }}
    >
      {name}
    </button>
  );
  return (
    <div class="attach">
      <button
        class="ib"
        type="button"
        popovertarget={id}
        aria-label={texts.attach}
        title={texts.attach}
        disabled={disabled}
      >
        <Icon name="clip" />
      </button>
      <div class="menu" id={id} ref={menu} popover="auto">
        <Picker as="photo" accept="image/*" props={props} close={close} />
        <Picker as="document" accept="" props={props} close={close} />
        {item(texts.album, async () => sendFiles(props, 'photo', await snapshots(3)))}
        {item(texts.pdf, () => sendFiles(props, 'document', [certificate(texts.pdf)]))}
        {item(texts.voice, () => sendFiles(props, 'voice', []))}
        {item(texts.forward, () => state.act(platform, { do: 'forward', text: texts.forwardText }))}
        {item(texts.sticker, () => state.act(platform, { do: 'sticker' }))}
        {item(texts.location, () => state.act(platform, { do: 'location' }))}
        {platform === 'telegram' && item(texts.contact, () => state.act(platform, { do: 'contact' }))}
      </div>
    </div>
  );
};
