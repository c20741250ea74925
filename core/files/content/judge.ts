/**
 * Judges a file that lies whole on the disk: what it is, whether it is sound, and how it is to be kept.
 * Owns no limits of size (the writing stops by them) and no storing.
 */
import type { FileHandle } from 'node:fs/promises';
import type { Attachment, FileKind, FileTrouble } from '../../domain/attachment.ts';
import { cleanPicture } from './picture.ts';
import { isWholeOgg } from './ogg.ts';
import { isHarmlessRest } from './recognise.ts';
import { createTextReader } from './text.ts';

export type Judged =
  | {
      readonly ok: true;
      readonly picture: Attachment['picture'];
      /** Instead of what lies there. */ readonly bytes: Buffer | null;
    }
  | { readonly ok: false; readonly trouble: FileTrouble };

const refuse = (trouble: FileTrouble): Judged => ({ ok: false, trouble });
const asItIs: Judged = { ok: true, picture: null, bytes: null };

const piece = 64 * 1024;

/** Pictures are small by their limit: one is held in memory while it is looked through. */
const judgePicture = async (kind: 'png' | 'jpeg', file: FileHandle, size: number): Promise<Judged> => {
  const { buffer } = await file.read(Buffer.alloc(size), 0, size, 0);
  const cleaned = cleanPicture(kind, buffer);
  if (typeof cleaned === 'string') return refuse(cleaned);
  const { bytes, width, height, rest } = cleaned;
  return (await isHarmlessRest(rest)) ? { ok: true, picture: { width, height }, bytes } : refuse('kind');
};

const judgeText = async (file: FileHandle, size: number, told: FileTrouble): Promise<Judged> => {
  const reader = createTextReader();
  const buffer = Buffer.alloc(piece);
  for (let at = 0; at < size; at += piece) {
    const { bytesRead } = await file.read(buffer, 0, piece, at);
    reader.read(buffer.subarray(0, bytesRead));
  }
  return reader.isText() ? asItIs : refuse(told);
};

/** Where a PDF must say that it is over (ISO 32000, annex H, implementation note 18). */
const pdfTail = 1024;

const judgePdf = async (file: FileHandle, size: number): Promise<Judged> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(pdfTail), 0, pdfTail, Math.max(0, size - pdfTail));
  return buffer.subarray(0, bytesRead).includes('%%EOF') ? asItIs : refuse('damaged');
};

/** Wide letters (UTF-16) are allowed to XML alone, which says so itself. */
const judgeXml = async (file: FileHandle, size: number): Promise<Judged> => {
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
  const mark = buffer.readUInt16BE(0);
  return mark === 0xfffe || mark === 0xfeff ? asItIs : judgeText(file, size, 'damaged');
};

/** A recording is small by its limit, as a picture is. */
const judgeOgg = async (file: FileHandle, size: number): Promise<Judged> => {
  const { buffer } = await file.read(Buffer.alloc(size), 0, size, 0);
  return isWholeOgg(buffer) ? asItIs : refuse('damaged');
};

export const judge = async (kind: FileKind, file: FileHandle, size: number): Promise<Judged> => {
  switch (kind) {
    case 'png':
    case 'jpeg':
      return judgePicture(kind, file, size);
    case 'pdf':
      return judgePdf(file, size);
    case 'xml':
      return judgeXml(file, size);
    case 'ogg':
      return judgeOgg(file, size);
    case 'mp3':
      return asItIs;
    default:
      return judgeText(file, size, 'kind');
  }
};
