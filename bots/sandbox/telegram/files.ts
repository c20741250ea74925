/** Files that people have sent: found by id, fetched by a path of their own ([A] core.telegram.org/bots/api#getfile). */
import { extname } from 'node:path';
import type { KeptFile, Shelf } from '../shelf.ts';
import { failure, ok, type ApiAnswer, type Method } from './types.ts';

/** [A] getFile: «bots can download files of up to 20MB in size». */
const maxDownload = 20 * 1024 * 1024;

const folderOf = ({ type }: KeptFile): string => (type.startsWith('image/') ? 'photos' : 'documents');

const pathOf = (file: KeptFile): string => `${folderOf(file)}/file_${file.id}${extname(file.name)}`;

export const createFileMethods = (shelf: Shelf): Readonly<Record<string, Method>> => ({
  getFile: ({ file_id: id }) => {
    const file = shelf.get(String(id));
    // [S] the words of td for an id it does not know.
    if (!file) return failure(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
    if (file.bytes.length > maxDownload) return failure(400, 'Bad Request: file is too big');
    const result = {
      file_id: file.id,
      file_unique_id: file.id.slice(0, 16),
      file_size: file.bytes.length,
      file_path: pathOf(file),
    };
    return ok(result);
  },
});

/** `GET /file/bot<token>/<path>`. */
export const download = (shelf: Shelf, path: string): ApiAnswer => {
  const file = shelf.get(/file_([\da-f]+)/u.exec(path)?.[1] ?? '');
  return file && pathOf(file) === path ? { status: 200, body: file.bytes } : failure(404, 'Not Found');
};
