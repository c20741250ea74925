/**
 * A file of a message, and the rules for it that need no bytes: kinds and their limits, the name people see.
 * The name is what a stranger called it: it is shown, never used on a disk. Bytes are judged by `core/files`.
 */

/** 128 random bits, 32 hex digits: the same on a disk that does not tell capitals apart. */
export type FileId = string;
export const isFileId = (text: string): boolean => /^[\da-f]{32}$/u.test(text);

const fileKinds = ['png', 'jpeg', 'pdf', 'xml', 'text', 'ogg', 'mp3'] as const;
/** What the content is, whatever the name says. */
export type FileKind = (typeof fileKinds)[number];

/**
 * Why a file was not taken. `quota`: the conversation holds too much already; `no-room`: the disk does. Of a messenger's
 * file also: `unreachable`: it could not be fetched; `gone`: the messenger no longer gives it; `policy`: such files are
 * not kept from there.
 */
export type FileTrouble =
  'empty' | 'too-large' | 'kind' | 'damaged' | 'pixels' | 'quota' | 'no-room' | 'unreachable' | 'gone' | 'policy';

export type FileState =
  | { readonly kind: 'ready' }
  /** A messenger has told of it; its bytes are still to be fetched. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'failed'; readonly reason: FileTrouble };

export interface Attachment {
  readonly id: FileId;
  /** Made harmless for showing. */
  readonly name: string;
  readonly kind: FileKind;
  /** Bytes as stored. */
  readonly size: number;
  /** Of a picture, in pixels; null for everything else. */
  readonly picture: { readonly width: number; readonly height: number } | null;
  readonly state: FileState;
}

const megabyte = 1024 * 1024;

/** Limits that both front ends are told, so that nobody waits for an upload only to be refused. */
export interface FileLimits {
  /** Of one message. */
  readonly files: number;
  /** Bytes of a PNG or JPEG. */
  readonly picture: number;
  /** Bytes of everything else. */
  readonly document: number;
}

export const fileLimits: FileLimits = { files: 10, picture: 2 * megabyte, document: 5 * megabyte };

/** A file that a messenger tells of; its bytes are still with the messenger. */
export interface OfferedFile {
  readonly what: 'photo' | 'document' | 'audio' | 'voice' | 'video';
  /** As its sender calls it. */
  readonly name: string | null;
  readonly mime: string | null;
  /** Bytes, as told. */
  readonly size: number | null;
  /** Where the bytes are, in the messenger's own terms, best first. Never shown, never logged. */
  readonly sources: readonly string[];
}

/** All files of one conversation together, bytes. */
export const conversationQuota = 100 * megabyte;

/** A voice or another recording: played, never read by the bot. */
export const isRecording = (kind: FileKind): boolean => kind === 'ogg' || kind === 'mp3';

export const isPicture = (kind: FileKind): boolean => kind === 'png' || kind === 'jpeg';

export const limitOf = (kind: FileKind): number => (isPicture(kind) ? fileLimits.picture : fileLimits.document);

const endings: Readonly<Record<FileKind, readonly string[]>> = {
  png: ['png'],
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  pdf: ['pdf'],
  xml: ['xml', 'xsd', 'gpx', 'fb2'],
  text: ['txt', 'log', 'csv', 'json', 'md', 'ini', 'conf', 'har', 'yml', 'yaml', 'srt'],
  ogg: ['ogg', 'oga', 'opus'],
  mp3: ['mp3'],
};

const longestStem = 80;
// Path parts, control characters, marks that turn the writing direction or have no width, what file systems refuse.
const unwanted = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029"*/:<>?\\|]/gu;
/** Names that Windows keeps for its devices. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/iu;

const cutWhole = (text: string, max: number): string =>
  [...new Intl.Segmenter('ru', { granularity: 'grapheme' }).segment(text.slice(0, max * 8))]
    .map(({ segment }) => segment.slice(0, 8).toWellFormed())
    .slice(0, max)
    .join('');

const bareName = (told: string): string =>
  (told.slice(0, 4000).toWellFormed().normalize('NFC').split(/[/\\]/u).at(-1) ?? '')
    .replace(unwanted, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[ .]+|[ .]+$/gu, '');

const endingOf = (name: string): string => {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
};

const safeStem = (told: string): string => {
  const stem = cutWhole(told, longestStem).replace(/[ .]+$/u, '');
  return stem === '' || device.test(stem) ? `file${stem === '' ? '' : `-${stem}`}` : stem;
};

/** How a file is called to people: no path, nothing invisible, bounded, with an ending that its content deserves. */
export const shownName = (told: string, kind: FileKind): string => {
  const bare = bareName(told);
  const ending = endingOf(bare);
  const fits = endings[kind].includes(ending);
  const stem = safeStem(fits ? bare.slice(0, -ending.length - 1) : bare);
  return `${stem}.${fits ? ending : (endings[kind][0] ?? kind)}`;
};

/** The name of a file whose content is not known yet: as it was told, made harmless. */
export const toldName = (told: string): string => {
  const bare = bareName(told);
  const ending = endingOf(bare);
  if (!/^[\p{L}\d]{1,8}$/u.test(ending)) return safeStem(bare);
  return `${safeStem(bare.slice(0, -ending.length - 1))}.${ending}`;
};

/** What a file is likely to be by its name; its content decides later. */
export const likelyKind = ({ what, name }: Pick<OfferedFile, 'what' | 'name'>): FileKind => {
  if (what === 'photo') return 'jpeg';
  const ending = endingOf(name ?? '');
  const byName = fileKinds.find((kind) => endings[kind].includes(ending));
  return byName ?? (what === 'voice' ? 'ogg' : what === 'audio' ? 'mp3' : 'text');
};

/** Why an upload was refused, the sender's or the server's trouble. */
export type UploadError =
  FileTrouble | 'throttled' | 'busy' | 'failed' | 'invalid' | 'forbidden' | 'signed-out' | 'not-found';

/** What an upload is answered. `limit`: bytes allowed for what the content is, when that is why. */
export type UploadAnswer =
  { readonly file: Attachment } | { readonly error: UploadError; readonly limit: number | null };
