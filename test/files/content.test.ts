import { cleanPicture } from '../../core/files/content/picture.ts';
import { isHarmlessRest, recognise } from '../../core/files/content/recognise.ts';
import { createTextReader } from '../../core/files/content/text.ts';
import { cp1251, exe, exif, jpeg, pdf, png, xml, zip } from '../support/samples.ts';

describe('what a file is', () => {
  test.each([
    ['a page', '<!DOCTYPE html><html><script>alert(1)</script>'],
    ['a page after a remark', ' <!-- x --><html>'],
    ['a drawing with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a drawing that calls itself XML', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a drawing under another prefix', '<?xml version="1.0"?><s:svg xmlns:s="http://www.w3.org/2000/svg"/>'],
    ['XML that loads a style with scripts', '<?xml version="1.0"?><?xml-stylesheet href="x.xsl" type="text/xsl"?><a/>'],
    ['XML that multiplies itself', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'],
    ['a program of a server', '<?php system("id"); ?>'],
  ])('%s is not taken, whatever it is called', async (_what, text) => {
    expect(await recognise(Buffer.from(text))).toBeNull();
  });

  test.each([
    ['GIF that is a script too', Buffer.from('GIF89a/*\x01\x00*/=1;alert(1)', 'latin1')],
    ['a program', exe],
    ['an archive', zip('a')],
    ['an archive cut off', zip('word/document.xml').subarray(0, 40)],
    ['RTF', Buffer.from('{\\rtf1 привет}')],
    ['WebP', Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1')],
  ])('%s is not taken', async (_what, bytes) => {
    const kind = await recognise(bytes);
    const reader = createTextReader();
    reader.read(bytes);
    expect(kind === null || (kind === 'text' && !reader.isText())).toBe(true);
  });

  test.each([
    [png(), 'png'],
    [jpeg(), 'jpeg'],
    [pdf(), 'pdf'],
    [xml(), 'xml'],
    [Buffer.from('\ufeff<?xml version="1.0"?><a/>'), 'xml'],
    [Buffer.from('[INFO] <Вход> ошибка'), 'text'],
    [Buffer.from('a < b'), 'text'],
  ])('%#: what is allowed is recognised', async (bytes, kind) => {
    expect(await recognise(bytes)).toBe(kind);
  });
});

describe('texts', () => {
  const isText = (...parts: readonly (string | Uint8Array)[]): boolean => {
    const reader = createTextReader();
    for (const part of parts) reader.read(typeof part === 'string' ? Buffer.from(part) : part);
    return reader.isText();
  };

  test('UTF-8, cut anywhere, and CP1251 are texts; a coloured log is one too', () => {
    const bytes = Buffer.from('Ошибка входа 🙂\r\n');
    for (let at = 1; at < bytes.length; at += 1) expect(isText(bytes.subarray(0, at), bytes.subarray(at))).toBe(true);
    expect(isText(cp1251)).toBe(true);
    expect(isText('\u001b[31mERROR\u001b[0m\ttimeout\n')).toBe(true);
  });

  test('NUL bytes, half a letter, and bytes that are no Russian are not', () => {
    expect(isText('a\0b')).toBe(false);
    expect(isText(Buffer.from([0xd0]))).toBe(true); // One letter of CP1251.
    expect(isText(Buffer.from([0x89, 0x90, 0x81, 0x8f, 0x20]))).toBe(false);
    expect(isText('\u0001\u0002')).toBe(false);
  });
});

describe('pictures', () => {
  test('what is kept of a JPEG shows as before: profile, coding, scan', () => {
    const profile = Buffer.from('ICC_PROFILE\0\x01\x01colours', 'latin1');
    const clean = jpeg({ segments: [[0xe2, profile]] });
    const dirty = jpeg({
      segments: [
        [0xe1, exif(1, 'x')],
        [0xe2, profile],
        [0xed, Buffer.from('Photoshop 3.0')],
      ],
    });
    const cleaned = cleanPicture('jpeg', dirty);
    expect(typeof cleaned === 'object' && cleaned.bytes).toEqual(clean);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i survives', (orientation) => {
    const once = cleanPicture('jpeg', jpeg({ segments: [[0xe1, exif(orientation, 'secret')]] }));
    if (typeof once !== 'object') throw new Error(once);
    expect(once.bytes.includes('secret')).toBe(false);
    const at = once.bytes.indexOf('MM\0*');
    expect(at < 0 ? 1 : once.bytes.readUInt16BE(at + 18)).toBe(orientation);
    const twice = cleanPicture('jpeg', once.bytes);
    expect(typeof twice === 'object' && twice.bytes).toEqual(once.bytes);
  });

  test.each([
    ['a JPEG of one block', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ['a JPEG whose block is longer than the file', jpeg().subarray(0, 12)],
    [
      'EXIF that points outside',
      jpeg({ segments: [[0xe1, Buffer.from('Exif\0\0II*\0\xff\xff\xff\x7f....', 'latin1')]] }),
    ],
  ])('%s neither breaks the reader nor runs for ever', (_what, bytes) => {
    expect(['damaged', 'object']).toContain(
      ((cleaned) => (typeof cleaned === 'string' ? cleaned : 'object'))(cleanPicture('jpeg', bytes)),
    );
  });

  test('any spoilt byte is survived', () => {
    for (const [kind, bytes] of [
      ['png', png()],
      ['jpeg', jpeg({ segments: [[0xe1, exif(6, 'x')]] })],
    ] as const) {
      for (let at = 2; at < bytes.length; at += 1) {
        const spoilt = Buffer.from(bytes);
        spoilt[at] = 0xff - (spoilt[at] ?? 0);
        expect(() => cleanPicture(kind, spoilt)).not.toThrow();
        expect(() => cleanPicture(kind, bytes.subarray(0, at))).not.toThrow();
      }
    }
  });

  test('an archive or a page hidden after the end is told from a film that phones put there', async () => {
    expect(await isHarmlessRest(zip('a'))).toBe(false);
    expect(await isHarmlessRest(Buffer.from('<html><script>'))).toBe(false);
    expect(await isHarmlessRest(exe)).toBe(false);
    expect(await isHarmlessRest(Buffer.alloc(0))).toBe(true);
    expect(await isHarmlessRest(Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'))).toBe(true);
    expect(await isHarmlessRest(Buffer.alloc(100))).toBe(true);
  });
});
