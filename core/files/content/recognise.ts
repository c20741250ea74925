/** What a file is, by its first bytes alone; its name and what its sender says of it count for nothing. */
import type { FileKind } from '../../domain/attachment.ts';

/** As many of the first bytes as the judgement looks at. */
export const headLength = 4100;

const byMime: Readonly<Record<string, FileKind>> = {
  'image/png': 'png',
  'image/jpeg': 'jpeg',
  'application/pdf': 'pdf',
  'application/xml': 'xml',
  'text/calendar': 'text',
  'text/vcard': 'text',
  'audio/ogg': 'ogg',
  'audio/ogg; codecs=opus': 'ogg',
  'audio/mpeg': 'mp3',
};

/** Before the first element: space, remarks, the declaration. */
const before = String.raw`^(?:\s|<!--[\s\S]*?-->|<\?xml[^>]*\?>)*`;
/** Markup that a browser or a server would run: it may call itself XML or a text, it is neither for us. */
const page = new RegExp(
  String.raw`${before}<(?:!doctype\s+(?:html|svg)|(?:\w+:)?(?:html|svg)|\?php|%)(?=[\s>/%]|$)`,
  'iu',
);
const pieceOfPage = new RegExp(
  `${before}<(?:head|body|script|iframe|img|a|p|div|table|meta|link|style|form|object|embed)(?=[\\s>/]|$)`,
  'iu',
);
const activeXml = /http:\/\/www\.w3\.org\/(?:2000\/svg|1999\/xhtml|1999\/XSL)|<\?xml-stylesheet|<!ENTITY|<!DOCTYPE/iu;

const isActive = (head: string): boolean => page.test(head) || pieceOfPage.test(head);

/** As letters, whichever of the two widths they have. */
const lettersOf = (head: Buffer): string => {
  const wide = head.length > 1 && ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff));
  const text = wide ? head.toString('latin1').replaceAll('\0', '').slice(2) : head.toString('utf8');
  return text.replace(/^\ufeff/u, '');
};

/** The kind, or null for what is not taken. `text`: nothing else was recognised; it is still to be read through. */
export const recognise = async (head: Buffer): Promise<FileKind | null> => {
  // Loaded at the first file: a start need not wait for it.
  const { fileTypeFromBuffer } = await import('file-type');
  // A cut archive may throw; whatever cannot be told is told by reading it as a text.
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  const kind = found === undefined ? 'text' : (byMime[found.mime] ?? null);
  if (kind !== 'xml' && kind !== 'text') return kind;
  const letters = lettersOf(head);
  const runs = kind === 'xml' ? page.test(letters) || activeXml.test(letters) : isActive(letters);
  return runs ? null : kind;
};

/** What may stand after the end of a picture without making it two files in one: a film, padding, a maker's mark. */
export const isHarmlessRest = async (rest: Buffer): Promise<boolean> => {
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(rest.subarray(0, headLength)).catch(() => undefined);
  return (
    (found === undefined || /^(?:image|video)\//u.test(found.mime)) &&
    !isActive(lettersOf(rest.subarray(0, headLength)))
  );
};
