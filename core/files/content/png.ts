/**
 * A PNG as it may be kept: the picture, byte for byte, without texts, dates, EXIF and whatever stands after its end
 * (some phones leave what was cropped away there). Nothing is unpacked. Pure.
 */
import type { Cleaned } from './picture.ts';

const signature = 8;
/** What the picture is made of, and what its colours need. Everything else is somebody's remark. */
const kept = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs']);

export const cleanPng = (bytes: Buffer): Cleaned => {
  const parts: Buffer[] = [bytes.subarray(0, signature)];
  let size: { readonly width: number; readonly height: number } | null = null;
  let data = 0;
  let at = signature;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (end > bytes.length || (size === null) !== (type === 'IHDR') || (type === 'IHDR' && length !== 13))
      return 'damaged';
    if (type === 'IHDR') size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    if (type === 'IDAT') data += 1;
    if (kept.has(type)) parts.push(bytes.subarray(at, end));
    at = end;
    if (type === 'IEND') {
      return size === null || data === 0
        ? 'damaged'
        : { bytes: Buffer.concat(parts), ...size, rest: bytes.subarray(at) };
    }
  }
  return 'damaged';
};
