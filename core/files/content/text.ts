/**
 * Is this a text that people wrote or a program logged: UTF-8, or Russian in CP1251? Read piece by piece. Pure.
 * Leaves markup to `recognise.ts`.
 */

// What a log may hold besides letters: tab, line ends, form feed, backspace and ESC of coloured output.
const isOdd = (byte: number): boolean =>
  (byte < 0x20 && ![0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte)) || byte === 0x7f;
const isCyrillic1251 = (byte: number): boolean => byte >= 0xc0 || byte === 0xa8 || byte === 0xb8;
/** Of the bytes above ASCII, at least this share are Russian letters; the rest are «», №, dashes. */
const russianShare = 0.6;

export interface TextReader {
  read(piece: Uint8Array): void;
  /** To be asked once, at the end. */
  isText(): boolean;
}

export const createTextReader = (): TextReader => {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let readable = true;
  let isUtf8 = true;
  let high = 0;
  let russian = 0;
  const decode = (piece?: Uint8Array): void => {
    if (!isUtf8) return;
    try {
      utf8.decode(piece, { stream: piece !== undefined });
    } catch {
      isUtf8 = false;
    }
  };
  return {
    read: (piece) => {
      decode(piece);
      for (const byte of piece) {
        if (isOdd(byte)) readable = false;
        if (byte >= 0x80) high += 1;
        if (isCyrillic1251(byte)) russian += 1;
      }
    },
    isText: () => {
      decode();
      return readable && (isUtf8 || russian >= high * russianShare);
    },
  };
};
