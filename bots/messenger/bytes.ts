/** The bytes of our own files on their way to a platform. They are small by their limits: each is held in memory. */
import { buffer } from 'node:stream/consumers';
import type { Attachment } from '../../core/domain/attachment.ts';
import type { Files } from '../../core/ports/files.ts';

/** Its bytes are not there: whatever is tried, the file cannot be handed over. */
export class NoBytes extends Error {
  constructor() {
    super('the bytes of a file are gone');
    this.name = 'NoBytes';
  }
}

/** @throws NoBytes */
export const bytesOf = async (files: Pick<Files, 'read'>, { id }: Attachment): Promise<Buffer> => {
  const stream = await files.read(id);
  if (!stream) throw new NoBytes();
  return buffer(stream);
};

/** Both platforms refuse thin or huge pictures as photos; then they go as documents. Sides in pixels. */
export const isPhoto = ({ picture }: Attachment, sidesTogether: number): boolean => {
  if (!picture) return false;
  const { width, height } = picture;
  return width + height <= sidesTogether && Math.max(width, height) <= 20 * Math.min(width, height);
};
