/** Files that a message of the Bot API tells of (https://core.telegram.org/bots/api#message). Pure. */
import { z } from 'zod';
import { fileLimits, type OfferedFile } from '../../core/domain/attachment.ts';

const size = z.int().nonnegative().optional().catch(undefined);
const word = z.string().optional().catch(undefined);

const photoShape = z.object({ file_id: z.string().min(1).max(400), width: z.int(), height: z.int(), file_size: size });
type Photo = z.infer<typeof photoShape>;

const fileShape = z.object({
  file_id: z.string().min(1).max(400),
  file_size: size,
  file_name: word,
  mime_type: word,
});

/** The fields of a message that hold files; what cannot be read of them is told of without a place to fetch it from. */
export interface Carrying {
  readonly photo?: readonly unknown[] | undefined;
  readonly document?: unknown;
  readonly audio?: unknown;
  readonly voice?: unknown;
  readonly video?: unknown;
  readonly video_note?: unknown;
  readonly animation?: unknown;
}

const area = ({ width, height }: Photo): number => width * height;

/** The largest size that is small enough to be kept; the smallest when none is known to be. */
const bestOf = (sizes: readonly Photo[]): Photo | undefined => {
  const largestFirst = [...sizes].sort((a, b) => area(b) - area(a));
  return largestFirst.find(({ file_size: bytes = 0 }) => bytes <= fileLimits.picture) ?? largestFirst.at(-1);
};

const photoIn = (raw: readonly unknown[]): OfferedFile => {
  const best = bestOf(raw.flatMap((one) => photoShape.safeParse(one).data ?? []));
  return {
    what: 'photo',
    name: null,
    mime: 'image/jpeg',
    size: best?.file_size ?? null,
    sources: best ? [best.file_id] : [],
  };
};

const fileIn = (what: OfferedFile['what'], raw: unknown): OfferedFile => {
  const { data } = fileShape.safeParse(raw);
  return {
    what,
    name: data?.file_name ?? null,
    mime: data?.mime_type ?? null,
    size: data?.file_size ?? null,
    sources: data ? [data.file_id] : [],
  };
};

const video: OfferedFile = { what: 'video', name: null, mime: null, size: null, sources: [] };

/** One message holds one file at most; an animation comes as a document, too. */
export const offeredIn = (message: Carrying): OfferedFile | null => {
  if (message.video !== undefined || message.video_note !== undefined || message.animation !== undefined) return video;
  if (message.photo) return photoIn(message.photo);
  if (message.document !== undefined) return fileIn('document', message.document);
  if (message.audio !== undefined) return fileIn('audio', message.audio);
  return message.voice === undefined ? null : fileIn('voice', message.voice);
};
