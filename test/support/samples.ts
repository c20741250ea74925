/** Files as people and attackers send them, made small. */
import { crc32, deflateSync } from 'node:zlib';

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
};

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export interface PngWish {
  readonly width?: number;
  readonly height?: number;
  /** Further chunks, before the picture's data. */
  readonly chunks?: readonly (readonly [type: string, data: string])[];
  /** Uncompressed bytes of noise, to make it large. */
  readonly noise?: number;
}

/** A grey picture that every viewer shows; with absurd sizes the header lies. */
export const png = ({ width = 40, height = 30, chunks = [], noise = 0 }: PngWish = {}): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = width * height < 1e6 ? Buffer.alloc((width + 1) * height, 0x60).fill(0, 0, 1) : Buffer.alloc(100);
  for (let row = 0; row < height && row * (width + 1) < rows.length; row += 1) rows[row * (width + 1)] = 0;
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    ...chunks.map(([type, data]) => chunk(type, Buffer.from(data, 'latin1'))),
    ...(noise > 0 ? [chunk('bKGD', Buffer.alloc(2)), chunk('IDAT', Buffer.alloc(noise, 7))] : []),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

const segment = (code: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, code, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** EXIF of a phone: orientation, and a GPS block one can find again by its text. */
export const exif = (orientation: number, secret: string): Buffer => {
  const tiff = Buffer.alloc(8 + 2 + 12 * 2 + 4);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  tiff.writeUInt16LE(0x0112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(orientation, 18);
  tiff.writeUInt16LE(0x8825, 22);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(secret, 'latin1')]);
};

export interface JpegWish {
  readonly width?: number;
  readonly height?: number;
  readonly segments?: readonly (readonly [code: number, body: Buffer])[];
  readonly scan?: Buffer;
  readonly after?: Buffer;
}

/** The skeleton of a JPEG: sound for whoever reads its blocks, without a decodable picture. */
export const jpeg = ({ width = 40, height = 30, segments = [], scan, after }: JpegWish = {}): Buffer => {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...segments.map(([code, body]) => segment(code, body)),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    scan ?? Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    Buffer.from([0xff, 0xd9]),
    after ?? Buffer.alloc(0),
  ]);
};

export const pdf = (size = 400): Buffer => {
  const head = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\n';
  const tail = 'trailer<</Root 1 0 R>>\n%%EOF\n';
  return Buffer.from(head + '%'.repeat(Math.max(0, size - head.length - tail.length)) + tail, 'latin1');
};

export const xml = (body = '<заявление номер="1"/>'): Buffer =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`);

/** «Ошибка входа №5» in the bytes of Windows. */
export const cp1251 = Buffer.from([
  0xce, 0xf8, 0xe8, 0xe1, 0xea, 0xe0, 0x20, 0xe2, 0xf5, 0xee, 0xe4, 0xe0, 0x20, 0xb9, 0x35, 0x0d, 0x0a,
]);

export const exe = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1'), Buffer.alloc(500, 3)]);

/** A stored (uncompressed) archive with one entry of the name. */
export const zip = (name: string, content = 'x'.repeat(60)): Buffer => {
  const file = Buffer.from(content);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt32LE(crc32(file), 14);
  head.writeUInt32LE(file.length, 18);
  head.writeUInt32LE(file.length, 22);
  head.writeUInt16LE(Buffer.byteLength(name), 26);
  return Buffer.concat([head, Buffer.from(name), file, Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);
};

/** A voice of a messenger: pages of Opus without a sound in them. */
export const ogg = (pages = 3): Buffer => {
  const page = (body: Buffer, flags: number, number: number): Buffer => {
    const head = Buffer.alloc(28);
    head.write('OggS', 0, 'latin1');
    head[5] = flags;
    head.writeUInt32LE(77, 14);
    head.writeUInt32LE(number, 18);
    head[26] = 1;
    head[27] = body.length;
    return Buffer.concat([head, body]);
  };
  const opus = Buffer.from('OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0', 'latin1');
  const tags = Buffer.from('OpusTags\x04\0\0\0test\0\0\0\0', 'latin1');
  const silence = Array.from({ length: pages }, (_, at) => page(Buffer.from([0xf8, 0xff, 0xfe]), 0, at + 2));
  return Buffer.concat([page(opus, 2, 0), page(tags, 0, 1), ...silence]);
};
