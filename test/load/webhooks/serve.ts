/** One arm of a measurement in a process of its own: `serve.ts ours|floor|telegraf telegram|vk API_ROOT FOLDER [paced]`. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Platform } from './events.ts';
import { createOurs } from './ours.ts';

const [arm, platform, apiRoot = '', folder = '', paced = ''] = process.argv.slice(2);

const isPaced = paced === 'paced';

/** Plain JavaScript, as one writes it without our types. */
const plain = async <T>(file: string): Promise<T> => (await import(new URL(`./${file}`, import.meta.url).href)) as T;

interface Floor {
  createFloor(platform: string | undefined, folder: string, apiRoot: string, paced: boolean): RequestListener;
}
interface Telegraf {
  createTelegraf(folder: string, apiRoot: string): RequestListener;
}

const open = async (): Promise<Server> => {
  if (arm === 'ours') return createOurs(platform as Platform, folder, apiRoot, isPaced);
  if (arm === 'floor')
    return createServer((await plain<Floor>('floor.mjs')).createFloor(platform, folder, apiRoot, isPaced));
  return createServer((await plain<Telegraf>('telegraf.mjs')).createTelegraf(folder, apiRoot));
};

const server = await open();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.on('message', (message) => {
  if (message === 'memory') process.send?.({ memory: process.memoryUsage() });
});
process.once('disconnect', () => process.exit(0));
process.send?.({ port: (server.address() as AddressInfo).port });
