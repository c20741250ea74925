/**
 * A voice message for who has none at hand: seconds of silence in Ogg Opus, as Telegram records it
 * (RFC 3533 for the pages, RFC 7845 for Opus in them).
 */
import type { GivenFile } from './shelf.ts';

/** RFC 6716: 20 ms of silence, CELT, full band, mono. */
const silence = Buffer.from([0xf8, 0xff, 0xfe]);
const samplesPerPacket = 960;
const packetsPerSecond = 50;
const preSkip = 312;
const serial = 1;

const crcOf = (page: Buffer): number => {
  let crc = 0;
  for (const byte of page) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
};

const pageOf = (sequence: number, flags: number, granule: number, packets: readonly Buffer[]): Buffer => {
  const head = Buffer.alloc(27);
  head.write('OggS', 0);
  head[5] = flags;
  head.writeBigUInt64LE(BigInt(granule), 6);
  head.writeUInt32LE(serial, 14);
  head.writeUInt32LE(sequence, 18);
  head[26] = packets.length;
  const page = Buffer.concat([head, Buffer.from(packets.map(({ length }) => length)), ...packets]);
  page.writeUInt32LE(crcOf(page), 22);
  return page;
};

const opusHead = (): Buffer => {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 0);
  head[8] = 1;
  head[9] = 1;
  head.writeUInt16LE(preSkip, 10);
  head.writeUInt32LE(48_000, 12);
  return head;
};

const opusTags = (): Buffer => {
  const vendor = 'sandbox';
  const tags = Buffer.alloc(16 + vendor.length);
  tags.write('OpusTags', 0);
  tags.writeUInt32LE(vendor.length, 8);
  tags.write(vendor, 12);
  return tags;
};

/** At most 5 s: they fit one page. */
export const silentVoice = (seconds: number): GivenFile => {
  const count = seconds * packetsPerSecond;
  const packets = Array.from({ length: count }, () => silence);
  const bytes = Buffer.concat([
    pageOf(0, 2, 0, [opusHead()]),
    pageOf(1, 0, 0, [opusTags()]),
    pageOf(2, 4, count * samplesPerPacket + preSkip, packets),
  ]);
  return { name: 'voice.ogg', type: 'audio/ogg', bytes };
};
