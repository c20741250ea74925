/**
 * Our own files brought to VK before the line that carries them is sent: an address to bring them to, the bytes, a name to
 * attach (https://dev.vk.com/ru/api/upload/overview). Nothing of it is seen by anybody, so it may be repeated.
 */
import { z } from 'zod';
import type { Attachment } from '../../core/domain/attachment.ts';
import type { Files } from '../../core/ports/files.ts';
import { allowedUrl } from '../messenger/addresses.ts';
import { bytesOf, isPhoto } from '../messenger/bytes.ts';
import { codeOf, type Client } from './client.ts';
import { placesOf } from './places.ts';

/** https://dev.vk.com/ru/api/upload/photo-in-message: width and height together. */
const maxPhotoSides = 14_000;
/** How many names are remembered, so that a line that is tried again brings nothing twice. */
const remembered = 1_000;
/** Invalid file, photo or parameters: it will be so each time. */
const invalid = new Set([100, 118, 121, 129, 105, 114, 22]);

/** The platform will not take this file. */
export class NotTaken extends Error {
  constructor() {
    super('the platform does not take a file');
    this.name = 'NotTaken';
  }
}

export interface UploadsDeps {
  readonly client: Client;
  readonly apiRoot: string;
  readonly files: Pick<Files, 'read'>;
}

const serverShape = z.object({ upload_url: z.string() });
const photoShape = z.object({ server: z.union([z.int(), z.string()]), photo: z.string(), hash: z.string() });
const fileShape = z.object({ file: z.string().min(1) });
const placed = z.object({ id: z.int(), owner_id: z.int(), access_key: z.string().optional() });
const savedDocShape = z.object({ type: z.string(), doc: placed.optional(), audio_message: placed.optional() });

const nameOf = (kind: 'photo' | 'doc', { owner_id: owner, id, access_key: key }: z.infer<typeof placed>): string =>
  `${kind}${owner}_${id}${key === undefined ? '' : `_${key}`}`;

export const createUploads = ({ client, apiRoot, files }: UploadsDeps) => {
  const known = new Map<string, string>();

  const bring = async (url: string, field: string, file: Attachment, signal: AbortSignal): Promise<unknown> => {
    // What an operator sends goes to the platform and to nobody else, whatever an answer says.
    if (!allowedUrl(placesOf(apiRoot), url)) throw new NotTaken();
    const form = new FormData();
    form.set(field, new Blob([new Uint8Array(await bytesOf(files, file))]), file.name);
    const response = await fetch(url, { method: 'POST', body: form, redirect: 'error', signal });
    if (response.status === 413) throw new NotTaken();
    return response.json();
  };

  const serverFor = async (method: string, params: Readonly<Record<string, unknown>>): Promise<string> =>
    serverShape.parse(await client.call(method, params)).upload_url;

  const asPhoto = async (peer: number, file: Attachment, signal: AbortSignal): Promise<string> => {
    const url = await serverFor('photos.getMessagesUploadServer', { peer_id: peer });
    const brought = photoShape.safeParse(await bring(url, 'photo', file, signal)).data;
    if (!brought || brought.photo === '' || brought.photo === '[]') throw new NotTaken();
    const [saved] = z.array(placed).parse(await client.call('photos.saveMessagesPhoto', { ...brought }));
    if (!saved) throw new NotTaken();
    return nameOf('photo', saved);
  };

  const asDocument = async (peer: number, file: Attachment, signal: AbortSignal): Promise<string> => {
    const type = file.kind === 'ogg' ? 'audio_message' : 'doc';
    const url = await serverFor('docs.getMessagesUploadServer', { peer_id: peer, type });
    const brought = fileShape.safeParse(await bring(url, 'file', file, signal)).data;
    if (!brought) throw new NotTaken();
    const saved = savedDocShape.parse(await client.call('docs.save', { file: brought.file, title: file.name }));
    const place = saved.doc ?? saved.audio_message;
    if (!place) throw new NotTaken();
    return nameOf('doc', place);
  };

  const isInvalid = (error: unknown): boolean => error instanceof NotTaken || invalid.has(codeOf(error) ?? 0);

  const place = async (peer: number, file: Attachment, signal: AbortSignal): Promise<string> => {
    try {
      if (isPhoto(file, maxPhotoSides)) {
        return await asPhoto(peer, file, signal).catch((error: unknown) => {
          if (!isInvalid(error)) throw error;
          return asDocument(peer, file, signal);
        });
      }
      return await asDocument(peer, file, signal);
    } catch (error) {
      throw isInvalid(error) ? new NotTaken() : error;
    }
  };

  /** Names to attach, in the order of the files. @throws NotTaken, NoBytes, ApiFailure, or what the network says. */
  return async (peer: number, wanted: readonly Attachment[], signal: AbortSignal): Promise<readonly string[]> => {
    const names: string[] = [];
    for (const file of wanted) {
      signal.throwIfAborted();
      const key = `${peer}:${file.id}`;
      const name = known.get(key) ?? (await place(peer, file, signal));
      if (known.size >= remembered) known.clear();
      known.set(key, name);
      names.push(name);
    }
    return names;
  };
};
