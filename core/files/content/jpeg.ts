/**
 * A JPEG as it may be kept: the picture, byte for byte, without what a phone writes beside it (where and when it was
 * taken, on which device, thumbnails of what was cut away, films after the end). Only the turn of the camera stays,
 * in a block of our own, because without it the picture would lie on its side. Pure.
 */
import type { Cleaned } from './picture.ts';

const marker = {
  soi: 0xd8,
  eoi: 0xd9,
  sos: 0xda,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
  app15: 0xef,
  com: 0xfe,
};
const frames = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

/** Needed to show colours as they are: JFIF, the colour profile, Adobe's note on the colour space. */
const keeps = (code: number, body: Buffer): boolean => {
  if (code === marker.app0) return body.toString('latin1', 0, 5) === 'JFIF\0';
  if (code === marker.app2) return body.toString('latin1', 0, 12) === 'ICC_PROFILE\0';
  if (code === marker.app14) return body.toString('latin1', 0, 5) === 'Adobe';
  return !(code >= marker.app0 && code <= marker.app15) && code !== marker.com;
};

/** 1…8 as EXIF counts them; 1: as it is. */
const orientationIn = (body: Buffer): number => {
  if (body.toString('latin1', 0, 6) !== 'Exif\0\0' || body.length < 20) return 1;
  const tiff = body.subarray(6);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const start = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (start + 2 > tiff.length) return 1;
  for (let index = 0, at = start + 2; index < u16(start) && at + 12 <= tiff.length; index += 1, at += 12) {
    if (u16(at) === 0x0112) return u16(at + 8) >= 1 && u16(at + 8) <= 8 ? u16(at + 8) : 1;
  }
  return 1;
};

/** An EXIF block that holds the orientation and nothing else. */
const turned = (orientation: number): Buffer => {
  const body = Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0', 'latin1');
  body.writeUInt16BE(orientation, 24);
  const head = Buffer.from([0xff, marker.app1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** Where the coded lines that begin at `from` end: at the next marker that is neither stuffing nor a restart. */
const endOfScan = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
};

export const cleanJpeg = (bytes: Buffer): Cleaned => {
  const kept: Buffer[] = [];
  let size: { readonly width: number; readonly height: number } | null = null;
  let orientation = 1;
  let scans = 0;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return 'damaged';
    const code = bytes[at + 1] ?? 0;
    if (code === 0xff) {
      at += 1; // Padding before a marker.
      continue;
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (code === marker.eoi) break;
    if (end > bytes.length || end < at + 4) return 'damaged';
    const body = bytes.subarray(at + 4, end);
    if (frames.has(code) && body.length >= 5) size = { height: body.readUInt16BE(1), width: body.readUInt16BE(3) };
    if (code === marker.app1 && orientation === 1) orientation = orientationIn(body);
    const next = code === marker.sos ? endOfScan(bytes, end) : end;
    if (keeps(code, body)) kept.push(bytes.subarray(at, next));
    if (code === marker.sos) scans += 1;
    at = next;
  }
  // A picture cut off in its last lines is still shown by every viewer; one without any is none.
  if (size === null || scans === 0) return 'damaged';
  const whole = [
    bytes.subarray(0, 2),
    ...kept.slice(0, 1).filter((part) => part[1] === marker.app0),
    ...(orientation === 1 ? [] : [turned(orientation)]),
    ...kept.filter((part, index) => index > 0 || part[1] !== marker.app0),
    Buffer.from([0xff, marker.eoi]),
  ];
  return { bytes: Buffer.concat(whole), ...size, rest: bytes.subarray(Math.min(at + 2, bytes.length)) };
};
