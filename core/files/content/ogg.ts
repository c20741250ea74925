/** Is this an Ogg stream from its first byte to its last (RFC 3533, 6): page after page and nothing besides. Pure. */

const mark = 'OggS';
const headLength = 27;

/** Where the page that begins here ends; null when there is none. */
const pageEnd = (bytes: Buffer, at: number): number | null => {
  if (at + headLength > bytes.length || bytes.toString('latin1', at, at + 4) !== mark) return null;
  const segments = bytes[at + 26] ?? 0;
  const body = at + headLength + segments;
  if (body > bytes.length) return null;
  return bytes.subarray(at + headLength, body).reduce((end, length) => end + length, body);
};

export const isWholeOgg = (bytes: Buffer): boolean => {
  let at = 0;
  while (at < bytes.length) {
    const end = pageEnd(bytes, at);
    if (end === null || end > bytes.length) return false;
    at = end;
  }
  return at > 0;
};
