/** The files chosen for the next message, above the field: name, how far, why not, and ways out. */
import { useSignal, useSignalEffect } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { FunctionComponent, VNode } from 'preact';
import { unreachable } from '../../../../core/domain/unreachable.ts';
import type { UploadItem, Uploads } from '../../../../core/browser/uploads.ts';
import { Icon } from '../components/icons.tsx';
import type { AttachDeps } from './attach.tsx';
import { fileTexts as texts, troubleText } from './texts.ts';

type Deps = Pick<AttachDeps, 'isOpen' | 'limits'>;

const stateText = ({ state, size, shrunk }: UploadItem, isOpen: boolean): string => {
  const made = shrunk === null ? texts.size(size) : texts.shrunk(size, shrunk);
  switch (state.kind) {
    case 'waiting':
      return isOpen ? texts.queued : texts.waiting;
    case 'preparing':
      return texts.preparing;
    case 'sending':
      return state.share < 1 ? texts.sending(state.share) : texts.checking;
    case 'ready':
      return made;
    case 'failed':
      return troubleText(state.trouble, size);
    default:
      return unreachable(state);
  }
};

const hopeless = new Set(['empty', 'too-large', 'kind', 'damaged', 'pixels', 'quota']);

const Chip = ({ item, uploads, isOpen }: { item: UploadItem; uploads: Uploads; isOpen: boolean }): VNode => {
  const { state, key, name, preview } = item;
  const failed = state.kind === 'failed';
  return (
    <li class={failed ? 'chip bad' : 'chip'}>
      {preview && !failed ? <img class="th" src={preview} alt="" /> : <span class="th doc" aria-hidden="true" />}
      <span class="grow">
        <bdi class="name">{name}</bdi>
        <span class="soft" role={failed ? 'alert' : undefined}>
          {stateText(item, isOpen)}
        </span>
        {state.kind === 'sending' && <progress max={1} value={state.share} aria-label={name} />}
        {failed && !hopeless.has(state.trouble.why) && (
          <button class="link" type="button" onClick={() => uploads.retry(key)}>
            {texts.retry}
          </button>
        )}
      </span>
      <button class="ib" type="button" aria-label={texts.remove(name)} onClick={() => uploads.remove(key)}>
        <Icon name="x" small />
      </button>
    </li>
  );
};

export const createChips =
  (uploads: Uploads, { isOpen, limits }: Deps, wishes: ReadonlySignal<boolean>): FunctionComponent =>
  () => {
    const spoken = useSignal('');
    const known = useSignal(0);
    const items = uploads.items.value;
    const dropped = uploads.dropped.value;
    useSignalEffect(() => {
      const done = uploads.items.value.filter(({ state }) => state.kind === 'ready');
      if (done.length > known.peek()) spoken.value = texts.uploaded(done.at(-1)?.name ?? '');
      known.value = done.length;
    });
    return (
      <div class="chips">
        <p class="vh" role="status">
          {spoken.value}
        </p>
        {dropped > 0 && (
          <p class="note bad" role="alert">
            {texts.dropped(dropped, limits.files)}
          </p>
        )}
        {items.length > 0 && (
          <ul aria-label={texts.chosen}>
            {items.map((item) => (
              <Chip key={item.key} item={item} uploads={uploads} isOpen={isOpen()} />
            ))}
          </ul>
        )}
        {wishes.value && (
          <p class="note" role="status">
            {texts.willSend}
          </p>
        )}
      </div>
    );
  };
