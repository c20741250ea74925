/**
 * Files of a line as calls of the Bot API, and the making of such a call. Limits: https://core.telegram.org/bots/api
 * #sendphoto (sides together 10 000, ratio 20), #sendmediagroup (2–10 of one kind), captions of 1024.
 */
import type { Attachment } from '../../core/domain/attachment.ts';
import type { Files } from '../../core/ports/files.ts';
import { bytesOf, isPhoto } from '../messenger/bytes.ts';
import { statusOf, type Client, type Method } from './client.ts';
import { outcomeOf } from './outcome.ts';

export const maxCaption = 1024;
const maxPhotoSides = 10_000;
const mostInGroup = 10;
/** So much goes up within the time of one call also over a slow line. */
const maxGroupBytes = 10 * 1024 * 1024;
/** Shorter than the lease of a line. */
const uploadMs = 25_000;

type Media = 'photo' | 'document' | 'voice' | 'audio';

export interface SendFiles {
  readonly as: Media;
  /** Of one kind; several go as a group. */
  readonly files: readonly Attachment[];
  /** Under the first; empty: none. */
  readonly caption: string;
}

const mediaOf = (file: Attachment): Media => {
  if (file.kind === 'ogg') return 'voice';
  if (file.kind === 'mp3') return 'audio';
  return isPhoto(file, maxPhotoSides) ? 'photo' : 'document';
};

const fits = ({ as, files }: SendFiles, next: Attachment): boolean =>
  as !== 'voice' &&
  as === mediaOf(next) &&
  files.length < mostInGroup &&
  files.reduce((sum, { size }) => sum + size, next.size) <= maxGroupBytes;

/** In their order; neighbours of one kind together. */
export const renderFiles = (files: readonly Attachment[], caption: string): readonly SendFiles[] => {
  const sends: SendFiles[] = [];
  for (const file of files.filter(({ state }) => state.kind === 'ready')) {
    const last = sends.at(-1);
    if (last && fits(last, file)) sends[sends.length - 1] = { ...last, files: [...last.files, file] };
    else sends.push({ as: mediaOf(file), files: [file], caption: sends.length === 0 ? caption : '' });
  }
  return sends;
};

const methods: Readonly<Record<Media, Method>> = {
  photo: 'sendPhoto',
  document: 'sendDocument',
  voice: 'sendVoice',
  audio: 'sendAudio',
};

/** Makes the call. @throws what the client throws; NoBytes. */
export const createSendFiles = (client: Client, store: Pick<Files, 'read'>) => {
  const call = async (chat: number, { as, files, caption }: SendFiles): Promise<unknown> => {
    const signal = AbortSignal.timeout(uploadMs);
    const parts = await Promise.all(
      files.map(async (file) => ({ source: await bytesOf(store, file), filename: file.name })),
    );
    const under = caption === '' ? {} : { caption };
    if (parts.length === 1) return client.call(methods[as], { chat_id: chat, [as]: parts[0], ...under }, signal);
    const media = parts.map((part, at) => ({ type: as, media: part, ...(at === 0 ? under : {}) }));
    return client.call('sendMediaGroup', { chat_id: chat, media }, signal);
  };

  /** The platform will not show this picture; whether it would take the chat is another question. */
  const isRefusedAsPhoto = (error: unknown, { as }: SendFiles): boolean => {
    const outcome = outcomeOf(error);
    return as === 'photo' && statusOf(error) === 400 && outcome.kind === 'failed' && outcome.reason === 'refused';
  };

  return async (chat: number, send: SendFiles): Promise<unknown> => {
    try {
      return await call(chat, send);
    } catch (error) {
      if (!isRefusedAsPhoto(error, send)) throw error;
      return call(chat, { ...send, as: 'document' });
    }
  };
};
