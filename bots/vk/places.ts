/**
 * Where VK keeps photos, documents and voices, and where it takes ours
 * (https://dev.vk.com/ru/reference/objects/attachments-message, https://dev.vk.com/ru/api/upload/overview).
 */
import type { Places } from '../messenger/addresses.ts';

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

export const placesOf = (apiRoot: string): Places => ({ apiRoot, domains });
