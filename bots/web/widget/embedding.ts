/**
 * Who shows the panel: a host page through the launcher, or nobody (opened by its own address).
 * The origin is the one the browser vouches for, never one that the page claims.
 */
import type { Hello, Kept, Shown, ToLauncher } from './frame-protocol.ts';

export interface Embedding {
  readonly origin: string;
  /** Address of the host page without query and fragment: those may carry what is nobody's business. */
  readonly page: string | null;
  readonly title: string | null;
  /** Null when the panel is a page of its own. */
  readonly port: MessagePort | null;
  readonly kept: Kept;
}

const barePage = (address: string): string => {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
};

export const isFramed = (owner: Window): boolean => owner.parent !== owner;

/** Settles when the launcher has spoken; a frame nobody speaks to stays closed. */
export const findEmbedding = (owner: Window): Promise<Embedding> => {
  if (!isFramed(owner))
    return Promise.resolve({ origin: owner.location.origin, page: null, title: null, port: null, kept: undefined });
  return new Promise((resolve) => {
    const listen = ({ source, origin, data, ports }: MessageEvent<Hello>): void => {
      const port = ports[0];
      if (source !== owner.parent || !port || !Array.isArray(data)) return;
      owner.removeEventListener('message', listen);
      const [address, title, kept] = data;
      port.start();
      resolve({ origin, page: URL.canParse(address) ? barePage(address) : null, title, port, kept });
    };
    owner.addEventListener('message', listen);
  });
};

export const tell = (port: MessagePort | null, message: ToLauncher): void => port?.postMessage(message);

export const onShown = (port: MessagePort | null, hear: (message: Shown) => void): void =>
  port?.addEventListener('message', ({ data }: MessageEvent<Shown>) => hear(data));
