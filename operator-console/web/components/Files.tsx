/** Files of a message and of a whole conversation: a thumbnail for pictures, name, size; a press saves the file. */
import type { Attachment } from '../../../core/domain/attachment.ts';
import type { Card } from '../../contract.ts';
import { tameLine } from '../names.ts';
import { fileUrl } from '../state/attachments.ts';
import { files as texts, lostText } from '../texts/files.ts';
import { Icon } from './Icon.tsx';

const stateOf = ({ state, size }: Attachment): string => {
  if (state.kind === 'ready') return texts.size(size);
  return state.kind === 'pending' ? texts.pending : lostText(state.reason, size);
};

const isRecording = ({ kind }: Attachment): boolean => kind === 'ogg' || kind === 'mp3';

const FileLine = ({ file, more }: { readonly file: Attachment; readonly more?: string }) => {
  const name = tameLine(file.name);
  const ready = file.state.kind === 'ready';
  const content = (
    <>
      {file.picture && ready ? (
        <img class="thumb" src={fileUrl(file.id)} alt="" loading="lazy" decoding="async" />
      ) : (
        <Icon name="note" />
      )}
      <span class="grow">
        <bdi class="ell strong">{name}</bdi>
        <span class="xs muted">{more ? `${stateOf(file)} · ${more}` : stateOf(file)}</span>
      </span>
    </>
  );
  if (!ready) return <span class={file.state.kind === 'failed' ? 'file lost' : 'file'}>{content}</span>;
  return (
    <>
      <a class="file" href={fileUrl(file.id)} download={name} title={texts.download(name)}>
        {content}
      </a>
      {isRecording(file) && (
        <audio class="player" controls preload="metadata" src={fileUrl(file.id)} aria-label={texts.play(name)} />
      )}
    </>
  );
};

export const Files = ({ files }: { readonly files: readonly Attachment[] }) => (
  <>
    {files.map((file) => (
      <FileLine key={file.id} file={file} />
    ))}
  </>
);

const whose = (by: Card['files'][number]['by']): string =>
  by === 'citizen' ? texts.ofCitizen : by === 'note' ? texts.ofNote : texts.ofUs;

export const CardFiles = ({ card }: { readonly card: Card }) =>
  card.files.length === 0 ? null : (
    <section class="card">
      <h2>{texts.title}</h2>
      <ul class="card-files">
        {card.files.map(({ file, by }) => (
          <li key={file.id}>
            <FileLine file={file} more={whose(by)} />
          </li>
        ))}
      </ul>
    </section>
  );
