/**
 * A citizen's file from Telegram: where it lies is asked by its id each time, as the answer is good for an hour
 * (https://core.telegram.org/bots/api#getfile; at most 20 MB). Its address holds the token and goes nowhere.
 */
import { fileLimits } from '../../core/domain/attachment.ts';
import type { FetchOutcome } from '../../core/ports/channel.ts';
import { download, DownloadFailure } from '../messenger/download.ts';
import { descriptionOf, retryAfterMs, statusOf, type Client } from './client.ts';

export interface FetchDeps {
  readonly client: Client;
  readonly token: string;
  readonly apiRoot: string;
}

interface FileInfo {
  readonly file_size?: number;
  readonly file_path?: string;
}

const refused = (trouble: 'too-large' | 'gone'): FetchOutcome => ({ kind: 'refused', trouble });

/** A token that is refused now may be mended. */
const stoppedMs = 60_000;

const refusalOf = (error: unknown): FetchOutcome => {
  const status = statusOf(error);
  if (status === 400) return refused(/too big/iu.test(descriptionOf(error)) ? 'too-large' : 'gone');
  if (status === 429) return { kind: 'later', afterMs: Math.max(retryAfterMs(error), 1_000) };
  if (status === 401 || status === 404) return { kind: 'later', afterMs: stoppedMs };
  throw new Error('getFile was not answered', { cause: descriptionOf(error) });
};

/** `photos/file_7.jpg`, never up or to another place; null for anything else. */
const placeOf = (path: string): string | null => {
  const steps = path.split('/');
  return steps.some((step) => step === '' || step === '.' || step === '..')
    ? null
    : steps.map((step) => encodeURIComponent(step)).join('/');
};

export const createFetch =
  ({ client, token, apiRoot }: FetchDeps) =>
  async (fileId: string, signal: AbortSignal): Promise<FetchOutcome> => {
    let info: FileInfo;
    try {
      info = (await client.call('getFile', { file_id: fileId }, signal)) as FileInfo;
    } catch (error) {
      return refusalOf(error);
    }
    const { file_path: path, file_size: size = null } = info;
    if (size !== null && size > fileLimits.document) return refused('too-large');
    const place = placeOf(path ?? '');
    if (place === null) return refused('gone');
    try {
      const { bytes, size: told } = await download(
        { apiRoot, domains: [] },
        `${apiRoot}/file/bot${token}/${place}`,
        signal,
      );
      return { kind: 'bytes', bytes, size: size ?? told };
    } catch (error) {
      if (error instanceof DownloadFailure && error.kind === 'place') return refused('gone');
      throw error;
    }
  };
