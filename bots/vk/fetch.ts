/** A citizen's file from VK: by the address that its event told (https://dev.vk.com/ru/reference/objects/attachments-message). */
import type { FetchOutcome } from '../../core/ports/channel.ts';
import { download, DownloadFailure } from '../messenger/download.ts';

/** Where VK keeps photos, documents and voices. */
const domains = [
  'vk.com',
  'vk.ru',
  'vk.me',
  'userapi.com',
  'vkuserphoto.ru',
  'vkuser.net',
  'vkuseraudio.net',
  'vkuserlive.net',
  'vkuservideo.net',
  'vkuservideo.ru',
  'vk-cdn.net',
  'mycdn.me',
  'okcdn.ru',
];

export const createFetch =
  ({ apiRoot }: { readonly apiRoot: string }) =>
  async (address: string, signal: AbortSignal): Promise<FetchOutcome> => {
    try {
      return { kind: 'bytes', ...(await download({ apiRoot, domains }, address, signal)) };
    } catch (error) {
      if (error instanceof DownloadFailure && error.kind === 'place') return { kind: 'refused', trouble: 'gone' };
      throw error;
    }
  };
