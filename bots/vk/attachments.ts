/** Files that a message of VK tells of (https://dev.vk.com/ru/reference/objects/attachments-message). Pure. */
import { z } from 'zod';
import type { OfferedFile } from '../../core/domain/attachment.ts';

const place = z.string().min(1).max(4000);
const places = z.array(
  z.object({ url: place, width: z.int().catch(0), height: z.int().catch(0), type: z.string().catch('') }),
);
const photoShape = z.object({
  sizes: places.optional(),
  orig_photo: z.object({ url: place }).optional().catch(undefined),
});
const docShape = z.object({
  url: place,
  title: z.string().catch(''),
  ext: z.string().optional().catch(undefined),
  size: z.int().nonnegative().optional().catch(undefined),
});
const voiceShape = z.object({ link_ogg: place.optional(), link_mp3: place.optional() });

/** Letters of the sizes from small to large, for those whose measures were not told. */
const letters = 'smopqrxyzw';
/** How many smaller ones are tried when the best is too large to be kept. */
const mostSizes = 3;

const photoIn = (raw: unknown): OfferedFile => {
  const { sizes = [] } = photoShape.safeParse(raw).data ?? {};
  const rank = ({ width, height, type }: (typeof sizes)[number]): number => width * height || letters.indexOf(type) + 1;
  const largestFirst = [...sizes].sort((a, b) => rank(b) - rank(a));
  return {
    what: 'photo',
    name: null,
    mime: 'image/jpeg',
    size: null,
    sources: largestFirst.slice(0, mostSizes).map(({ url }) => url),
  };
};

const nameOf = ({ title, ext }: z.infer<typeof docShape>): string | null => {
  if (ext === undefined || title.toLowerCase().endsWith(`.${ext.toLowerCase()}`)) return title || null;
  return `${title}.${ext}`;
};

const docIn = (raw: unknown): OfferedFile => {
  const { data } = docShape.safeParse(raw);
  return {
    what: 'document',
    name: data ? nameOf(data) : null,
    mime: null,
    size: data?.size ?? null,
    sources: data ? [data.url] : [],
  };
};

const voiceIn = (raw: unknown): OfferedFile => {
  const { link_ogg: ogg, link_mp3: mp3 } = voiceShape.safeParse(raw).data ?? {};
  return { what: 'voice', name: null, mime: null, size: null, sources: [ogg, mp3].flatMap((link) => link ?? []) };
};

const video: OfferedFile = { what: 'video', name: null, mime: null, size: null, sources: [] };

/** An attachment as it came: its type, and under that name what it is. */
export type Attached = Readonly<Record<string, unknown>> & { readonly type: string };

const passedShape = z.object({
  attachments: z
    .array(z.looseObject({ type: z.string() }))
    .optional()
    .catch(undefined),
  fwd_messages: z.array(z.unknown()).optional().catch(undefined),
});
/** As deep as people look. */
const maxDepth = 5;

/** The message's own attachments, then those of what it passes on. */
export const attachedIn = (raw: unknown, depth = 0): readonly Attached[] => {
  const { attachments = [], fwd_messages: passed = [] } = passedShape.safeParse(raw).data ?? {};
  return [...attachments, ...(depth < maxDepth ? passed.flatMap((one) => attachedIn(one, depth + 1)) : [])];
};

export const offeredIn = (attachments: readonly Attached[]): readonly OfferedFile[] =>
  attachments.flatMap((one) => {
    switch (one.type) {
      case 'photo':
        return photoIn(one['photo']);
      case 'doc':
        return docIn(one['doc']);
      case 'audio_message':
        return voiceIn(one['audio_message']);
      case 'video':
      case 'clip':
      case 'video_message':
        return video;
      default:
        return [];
    }
  });
