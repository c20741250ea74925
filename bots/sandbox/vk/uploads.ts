/**
 * Files that the community brings: an address for each, the bytes, a name to attach
 * (https://dev.vk.com/ru/api/upload/photo-in-message, https://dev.vk.com/ru/api/upload/document-in-message).
 */
import { randomUUID } from 'node:crypto';
import type { KeptFile, Shelf } from '../shelf.ts';
import { doc, photo, voice, type UrlOf } from './content.ts';
import type { Method } from './methods.ts';
import { failure, type ApiAnswer, type Params } from './types.ts';

/** [D] photo-in-message: up to 50 MB, sides together 14 000, ratio 20; documents up to 200 MB. */
const maxPhotoBytes = 50 * 1024 * 1024;
const maxDocBytes = 200 * 1024 * 1024;
/** [D] document-in-message: «любые форматы, за исключением mp3 и исполняемых файлов». */
const barred = /\.(?:mp3|exe|bat|cmd|com|msi|apk|jar)$/iu;
const maxSides = 14_000;

type Kind = 'photo' | 'doc' | 'audio_message';

export interface Uploads {
  readonly methods: Readonly<Record<string, Method>>;
  /** What is answered to bytes brought to the address with this ticket. */
  bring(ticket: string, field: string, file: File): Promise<object>;
  /** The attachment of messages by its name, `doc-1_5`; null when there is none. */
  attached(name: string): object | null;
}

export interface UploadsDeps {
  readonly shelf: Shelf;
  readonly groupId: number;
  readonly urlOf: UrlOf;
  /** Where bytes are brought to. */
  readonly uploadUrl: (ticket: string) => string;
  readonly known: (peer: number) => boolean;
}

const isPicture = (bytes: Buffer): boolean =>
  bytes.toString('latin1', 1, 4) === 'PNG' || (bytes.length > 2 && bytes.readUInt16BE(0) === 0xffd8);

const isThin = (bytes: Buffer): boolean => {
  if (bytes.toString('latin1', 1, 4) !== 'PNG') return false;
  const sides = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] as const;
  return sides[0] + sides[1] > maxSides || Math.max(...sides) > 20 * Math.min(...sides);
};

export const createUploads = (deps: UploadsDeps): Uploads => {
  const { shelf, groupId, urlOf } = deps;
  const tickets = new Map<string, Kind>();
  const brought = new Map<string, { readonly kind: Kind; readonly file: KeptFile }>();
  const attachments = new Map<string, object>();
  const owner = -groupId;

  const server =
    (kindOf: (params: Params) => Kind | null): Method =>
    (params) => {
      const kind = kindOf(params);
      if (kind === null || !deps.known(Number(params['peer_id']))) return failure(100);
      const ticket = randomUUID();
      tickets.set(ticket, kind);
      return { response: { upload_url: deps.uploadUrl(ticket), album_id: -64, group_id: groupId } };
    };

  const keep = (kind: 'photo' | 'doc', attachment: object): ApiAnswer => {
    const { id } = (attachment as Record<string, { readonly id: number }>)[
      (attachment as { readonly type: string }).type
    ] ?? { id: 0 };
    attachments.set(`${kind}${owner}_${id}`, attachment);
    const { type, ...rest } = attachment as { readonly type: string };
    return { response: kind === 'photo' ? Object.values(rest) : { type, ...rest } };
  };

  const savePhoto: Method = ({ photo: key = '', server: from, hash }) => {
    const found = brought.get(key);
    if (found?.kind !== 'photo' || from === undefined || hash === undefined) return failure(100);
    return keep('photo', photo(found.file, owner, urlOf));
  };

  const saveDoc: Method = ({ file: key = '', title }) => {
    const found = brought.get(key);
    if (!found || found.kind === 'photo') return failure(100);
    const named = { ...found.file, name: title || found.file.name };
    return keep('doc', found.kind === 'doc' ? doc(named, owner, urlOf) : voice(named, owner, 1, urlOf));
  };

  const whyNot = (kind: Kind, name: string, bytes: Buffer): string | null => {
    if (bytes.length === 0) return 'ERR_UPLOAD_BAD_FILE: empty';
    if (kind === 'photo') {
      const isGood = isPicture(bytes) && !isThin(bytes) && bytes.length <= maxPhotoBytes;
      return isGood ? null : 'ERR_UPLOAD_BAD_IMAGE_SIZE: market photo min size 400x400';
    }
    if (kind === 'audio_message') return bytes.toString('latin1', 0, 4) === 'OggS' ? null : 'unknown error';
    return bytes.length > maxDocBytes || barred.test(name) ? 'invalid file' : null;
  };

  return {
    methods: {
      'photos.getMessagesUploadServer': server(() => 'photo'),
      'photos.saveMessagesPhoto': savePhoto,
      'docs.getMessagesUploadServer': server(({ type = 'doc' }) =>
        type === 'doc' || type === 'audio_message' ? type : null,
      ),
      'docs.save': saveDoc,
    },
    bring: async (ticket, field, file) => {
      const kind = tickets.get(ticket);
      if (!kind || field !== (kind === 'photo' ? 'photo' : 'file')) return { error: 'no_file' };
      const bytes = Buffer.from(await file.arrayBuffer());
      const why = whyNot(kind, file.name, bytes);
      if (why !== null) return kind === 'photo' ? { server: 1, photo: '[]', hash: '' } : { error: why };
      const key = randomUUID();
      brought.set(key, { kind, file: shelf.add({ name: file.name, type: file.type, bytes }) });
      return kind === 'photo' ? { server: 1, photo: key, hash: key.slice(0, 8) } : { file: key };
    },
    attached: (name) => attachments.get(/^(?:photo|doc)-?\d+_\d+/u.exec(name)?.[0] ?? '') ?? null,
  };
};
