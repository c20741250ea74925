/** A picture without what does not belong to it, or why it is none. Nothing is decoded. Pure. */
import { cleanJpeg } from './jpeg.ts';
import { cleanPng } from './png.ts';

export interface Clean {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
  /** What stood after the end of the picture; it is not kept. */
  readonly rest: Buffer;
}
export type Cleaned = Clean | 'damaged';

/** A screen shot of a long page is thin and tall; a phone's photo has up to 50 million pixels. */
const longestSide = 32_767;
const mostPixels = 52_000_000;

export const cleanPicture = (kind: 'png' | 'jpeg', bytes: Buffer): Clean | 'damaged' | 'pixels' => {
  const cleaned = kind === 'png' ? cleanPng(bytes) : cleanJpeg(bytes);
  if (cleaned === 'damaged') return cleaned;
  const { width, height } = cleaned;
  if (width === 0 || height === 0) return 'damaged';
  return Math.max(width, height) > longestSide || width * height > mostPixels ? 'pixels' : cleaned;
};
