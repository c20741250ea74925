/**
 * Files that the bot sends ([A] core.telegram.org/bots/api: sendphoto, senddocument, sendvoice, sendaudio,
 * sendmediagroup; [S] texts of errors in tdlib/telegram-bot-api and tdlib/td).
 */
import type { Shelf } from '../shelf.ts';
import { audio, document, photo, voice } from './content.ts';
import { failure, tooLarge, type ApiAnswer, type Payload } from './types.ts';

/** [A] sendPhoto: «at most 10 MB in size», sides together 10 000, ratio 20; everything else up to 50 MB. */
const maxPhotoBytes = 10 * 1024 * 1024;
const maxFileBytes = 50 * 1024 * 1024;
const maxSides = 10_000;
const maxRatio = 20;
/** [A] «caption: 0-1024 characters after entities parsing». */
const maxCaption = 1024;
/** [A] sendMediaGroup: «must include 2-10 items». */
const group = { least: 2, most: 10 };

export type Media = 'photo' | 'document' | 'voice' | 'audio';

const builders: Readonly<Record<Media, (file: ReturnType<Shelf['add']>, caption: string) => object>> = {
  photo,
  document,
  voice: (file, caption) => ({ ...voice(file, 1), ...(caption === '' ? {} : { caption }) }),
  audio,
};

const isAnswer = (value: object): value is ApiAnswer => 'status' in value;

/** Sides of a PNG stand in its head. */
const sidesOf = (bytes: Buffer): readonly [number, number] | null =>
  bytes.length > 24 && bytes.toString('latin1', 1, 4) === 'PNG'
    ? [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
    : null;

const badPhoto = (bytes: Buffer): ApiAnswer | null => {
  if (bytes.length > maxPhotoBytes) return failure(400, 'Bad Request: file is too big for a photo');
  const isPicture = bytes.toString('latin1', 1, 4) === 'PNG' || bytes.readUInt16BE(0) === 0xffd8;
  if (!isPicture) return failure(400, 'Bad Request: IMAGE_PROCESS_FAILED');
  const sides = sidesOf(bytes);
  const isBad =
    sides !== null && (sides[0] + sides[1] > maxSides || Math.max(...sides) > maxRatio * Math.min(...sides));
  return isBad ? failure(400, 'Bad Request: PHOTO_INVALID_DIMENSIONS') : null;
};

const badBytes = (as: Media, bytes: Buffer): ApiAnswer | null => {
  if (bytes.length === 0) return failure(400, 'Bad Request: file must be non-empty');
  if (bytes.length > maxFileBytes) return tooLarge();
  if (as === 'voice' && bytes.toString('latin1', 0, 4) !== 'OggS')
    return failure(400, 'Bad Request: VOICE_MESSAGES_FORBIDDEN');
  return as === 'photo' ? badPhoto(bytes) : null;
};

/** A file that came with the call: itself, or under the name after `attach://`. */
const fileIn = (payload: Payload, value: unknown): File | null => {
  const name = typeof value === 'string' ? /^attach:\/\/(.+)$/u.exec(value)?.[1] : undefined;
  const file = name === undefined ? value : payload[name];
  return file instanceof File ? file : null;
};

const captionIn = (caption: unknown): string | ApiAnswer => {
  const text = typeof caption === 'string' ? caption : '';
  return text.length > maxCaption ? failure(400, 'Bad Request: message caption is too long') : text;
};

/** The content of a message with this file, or why there is none. */
export const contentOf = async (
  shelf: Shelf,
  payload: Payload,
  item: { readonly as: Media; readonly file: unknown; readonly caption: unknown },
): Promise<object | ApiAnswer> => {
  const { as } = item;
  const file = fileIn(payload, item.file);
  if (!file) return failure(400, `Bad Request: there is no ${as} in the request`);
  const bytes = Buffer.from(await file.arrayBuffer());
  const caption = captionIn(item.caption);
  if (typeof caption !== 'string') return caption;
  const bad = badBytes(as, bytes);
  if (bad) return bad;
  const kept = shelf.add({ name: file.name, type: file.type, bytes });
  return builders[as](kept, caption);
};

interface Item {
  readonly type?: string;
  readonly media?: unknown;
  readonly caption?: unknown;
}

const isMedia = (type: string | undefined): type is Media => ['photo', 'document', 'audio'].includes(type ?? '');

/** The contents of an album's messages, or why there are none. */
export const albumOf = async (shelf: Shelf, payload: Payload): Promise<readonly object[] | ApiAnswer> => {
  const items = (typeof payload['media'] === 'string' ? JSON.parse(payload['media']) : payload['media']) as Item[];
  if (!Array.isArray(items) || items.length < group.least || items.length > group.most) {
    return failure(400, 'Bad Request: media group must include 2-10 items');
  }
  // [A] «Documents and audio files can be only grouped in an album with messages of the same type».
  const types = new Set(items.map(({ type }) => type));
  if (types.size > 1 && (types.has('document') || types.has('audio'))) {
    return failure(400, "Bad Request: document and audio can't be mixed with other media types");
  }
  const contents: object[] = [];
  for (const { type, media, caption } of items) {
    if (!isMedia(type)) return failure(400, 'Bad Request: type of the media is invalid');
    const content = await contentOf(shelf, payload, { as: type, file: media, caption });
    if (isAnswer(content)) return content;
    contents.push(content);
  }
  return contents;
};
