/** Files of a message: a thumbnail for pictures, name, size; pressed, the file is saved. Fetched with the token, shown as `blob:`. */
import { useSignal } from '@preact/signals';
import type { FunctionComponent, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Attachment } from '../../../../core/domain/attachment.ts';
import { fileTexts as texts } from './texts.ts';

type Fetch = (id: string) => Promise<Blob>;

/** Addresses live as long as the panel: the same picture is never fetched twice. */
const createPictures = (fetchFile: Fetch) => {
  const known = new Map<string, Promise<string>>();
  return (id: string): Promise<string> => {
    const found = known.get(id) ?? fetchFile(id).then((blob) => URL.createObjectURL(blob));
    known.set(id, found);
    found.catch(() => known.delete(id));
    return found;
  };
};

const save = (blob: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

const Thumb = ({ file, picture }: { file: Attachment; picture: (id: string) => Promise<string> }): VNode => {
  const place = useRef<HTMLSpanElement>(null);
  const address = useSignal<string | null>(null);
  const isPicture = file.picture !== null && file.state.kind === 'ready';
  useEffect(() => {
    const element = place.current;
    if (!isPicture || !element) return undefined;
    // A long talk may hold many pictures: only those that are looked at are fetched.
    const watch = new IntersectionObserver(([seen]) => {
      if (!seen?.isIntersecting) return;
      watch.disconnect();
      picture(file.id).then(
        (found) => (address.value = found),
        () => {},
      );
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [file.id]);
  return (
    <span ref={place} class={isPicture ? 'th' : 'th doc'} aria-hidden="true">
      {address.value && <img src={address.value} alt="" />}
    </span>
  );
};

const stateOf = ({ state, size }: Attachment): string =>
  state.kind === 'ready' ? texts.size(size) : state.kind === 'pending' ? texts.pending : texts.failed;

export const createBubbles = (fetchFile: Fetch): FunctionComponent<{ readonly files: readonly Attachment[] }> => {
  const picture = createPictures(fetchFile);
  const Bubble = ({ file }: { file: Attachment }): VNode => {
    const failed = useSignal(false);
    const ready = file.state.kind === 'ready';
    const download = async (): Promise<void> => {
      failed.value = false;
      try {
        save(await fetchFile(file.id), file.name);
      } catch {
        failed.value = true;
      }
    };
    return (
      <button class="file" type="button" disabled={!ready} onClick={() => void download()}>
        <Thumb file={file} picture={picture} />
        <span class="grow">
          <span class="vh">{texts.download} </span>
          <bdi class="name">{file.name}</bdi>
          <span class="vh">, </span>
          <span class="soft" role={failed.value ? 'alert' : undefined}>
            {failed.value ? texts.notDownloaded : stateOf(file)}
          </span>
        </span>
      </button>
    );
  };
  return ({ files }) => (
    <>
      {files.map((file) => (
        <Bubble key={file.id} file={file} />
      ))}
    </>
  );
};
