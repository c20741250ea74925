/** A citizen's file from VK: by the address that its event told (https://dev.vk.com/ru/reference/objects/attachments-message). */
import type { FetchOutcome } from '../../core/ports/channel.ts';
import { download, DownloadFailure } from '../messenger/download.ts';
import { placesOf } from './places.ts';

export const createFetch =
  ({ apiRoot }: { readonly apiRoot: string }) =>
  async (address: string, signal: AbortSignal): Promise<FetchOutcome> => {
    try {
      return { kind: 'bytes', ...(await download(placesOf(apiRoot), address, signal)) };
    } catch (error) {
      if (error instanceof DownloadFailure && error.kind === 'place') return { kind: 'refused', trouble: 'gone' };
      throw error;
    }
  };
