/** Other people's libraries, installed apart by `npm run bench -- --peers`; without them their figures are left out. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What the bot says at one step of the walk, and which button the citizen presses then. */
export interface PeerStep {
  readonly text: string;
  readonly labels: readonly string[];
  readonly pressed: number;
}

/** The same walk through another library. After the last press it begins anew. */
export interface Peer {
  open(conversation: number): Promise<void>;
  press(conversation: number, step: number): Promise<void>;
  /** How many messages it has sent so far. */
  sent(): number;
}

export const peersFolder = join(import.meta.dirname, 'peers');

export const peersInstalled = (): boolean => existsSync(join(peersFolder, 'node_modules', '.package-lock.json'));

export const missingPeers = 'skipped: the peers are not installed. Install them with: npm run bench -- --peers';

export type PeerName = 'botbuilder' | 'telegraf';
/** How a state is kept from one turn to the next. */
export type Keeping = 'object' | 'json';

export const loadPeer = async (name: PeerName, walk: readonly PeerStep[], keeping: Keeping): Promise<Peer> => {
  const url = pathToFileURL(join(peersFolder, `${name}.mjs`)).href;
  const loaded = (await import(url)) as { createPeer(walk: readonly PeerStep[], keeping: Keeping): Peer };
  return loaded.createPeer(walk, keeping);
};
