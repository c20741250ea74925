/** Messages of a person that are more than words, as updates tell of them ([A] core.telegram.org/bots/api#message). */
import { randomUUID } from 'node:crypto';
import type { Person } from '../platform.ts';
import type { KeptFile } from '../shelf.ts';

const fileOf = ({ id, bytes }: KeptFile): object => ({
  file_id: id,
  file_unique_id: id.slice(0, 16),
  file_size: bytes.length,
});

const captioned = (caption: string): object => (caption === '' ? {} : { caption });

/** [A] «photo: Array of PhotoSize»: smallest first, the last is the whole of it. A phone tells no name. */
export const photo = (file: KeptFile, caption = ''): object => ({
  photo: [{ ...fileOf(file), width: 1280, height: 960 }],
  ...captioned(caption),
});

export const document = (file: KeptFile, caption = ''): object => ({
  document: { ...fileOf(file), file_name: file.name, mime_type: file.type },
  ...captioned(caption),
});

export const audio = (file: KeptFile, caption = ''): object => ({
  audio: { ...fileOf(file), duration: 1, file_name: file.name, mime_type: file.type },
  ...captioned(caption),
});

export const voice = (file: KeptFile, seconds: number): object => ({
  voice: { ...fileOf(file), duration: seconds, mime_type: file.type },
});

/** An album comes as messages of their own that share an id; its caption stands under the first. */
export const album = (contents: readonly object[]): readonly object[] => {
  const id = randomUUID().replaceAll('-', '').slice(0, 17);
  return contents.map((content) => ({ ...content, media_group_id: id }));
};

export const sticker = (emoji: string): object => ({
  sticker: {
    file_id: `sticker-${emoji}`,
    file_unique_id: `sticker-${emoji}`,
    type: 'regular',
    width: 512,
    height: 512,
    is_animated: false,
    is_video: false,
    emoji,
  },
});

export const location = (latitude: number, longitude: number): object => ({ location: { latitude, longitude } });

/** [A] MessageOriginUser: whose message it was before it was passed on. `date`: seconds. */
export const forwarded = (text: string, { id, firstName }: Person, date: number): object => ({
  text,
  forward_origin: { type: 'user', date, sender_user: { id, is_bot: false, first_name: firstName } },
});

/** The person's own card: `user_id` is theirs. */
export const ownContact = ({ id, firstName, lastName }: Person): object => ({
  contact: {
    phone_number: `+7900${String(id).padStart(7, '0').slice(-7)}`,
    first_name: firstName,
    ...(lastName === undefined ? {} : { last_name: lastName }),
    user_id: id,
  },
});
