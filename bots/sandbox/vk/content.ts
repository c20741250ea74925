/**
 * Messages of a person that are more than words, as events tell of them
 * (https://dev.vk.com/ru/reference/objects/message, https://dev.vk.com/ru/reference/objects/attachments-message).
 */
import { extname } from 'node:path';
import type { Person } from '../platform.ts';
import type { KeptFile } from '../shelf.ts';

/** Where a file can be fetched without a token, as on the platform. */
export type UrlOf = (file: KeptFile) => string;

const idOf = ({ id }: KeptFile): number => Number.parseInt(id.slice(0, 7), 16);

export const photo = (file: KeptFile, owner: number, urlOf: UrlOf): object => ({
  type: 'photo',
  photo: {
    id: idOf(file),
    owner_id: owner,
    access_key: file.id.slice(0, 18),
    sizes: [{ type: 'w', url: urlOf(file), width: 1280, height: 960 }],
    orig_photo: { type: 'base', url: urlOf(file), width: 1280, height: 960 },
  },
});

export const doc = (file: KeptFile, owner: number, urlOf: UrlOf): object => ({
  type: 'doc',
  doc: {
    id: idOf(file),
    owner_id: owner,
    title: file.name,
    size: file.bytes.length,
    ext: extname(file.name).slice(1),
    url: urlOf(file),
  },
});

export const voice = (file: KeptFile, owner: number, seconds: number, urlOf: UrlOf): object => ({
  type: 'audio_message',
  audio_message: {
    id: idOf(file),
    owner_id: owner,
    duration: seconds,
    waveform: [],
    link_ogg: urlOf(file),
    link_mp3: urlOf(file),
  },
});

export const sticker = (id: number): object => ({
  type: 'sticker',
  sticker: { product_id: 1, sticker_id: id, images: [], is_allowed: true },
});

/** Somebody else's message passed on: it stands inside, the message itself has no words of its own. `date`: seconds. */
export const forwarded = (text: string, { id }: Person, date: number): object => ({
  fwd_messages: [{ date, from_id: id, text, attachments: [] }],
});

export const geo = (latitude: number, longitude: number): object => ({
  geo: { type: 'point', coordinates: { latitude, longitude } },
});
