/** Which addresses a citizen's file may be fetched from. Pure, but for looking names up. */
import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

export interface Places {
  /** Where the platform's API is reached. On this machine it is an emulator, and so are the places of its files. */
  readonly apiRoot: string;
  /** Domains in which the platform documents its files, each with everything under it. */
  readonly domains: readonly string[];
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Networks that nobody outside has business in (IANA special-purpose address registries); a mapped IPv4 counts as such. */
const inner = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  inner.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  inner.addSubnet(net, bits, 'ipv6');
}

export const isInner = (address: string): boolean => inner.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** The address as it may be asked; null: it may not. */
export const allowedUrl = ({ apiRoot, domains }: Places, text: string): URL | null => {
  const url = URL.parse(text);
  const root = URL.parse(apiRoot);
  if (!url || !root || url.username !== '' || url.password !== '') return null;
  if (loopback.has(root.hostname)) return url.protocol === root.protocol && loopback.has(url.hostname) ? url : null;
  if (url.protocol !== 'https:') return null;
  if (url.host === root.host) return url;
  const isOwn = domains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`));
  return isOwn && url.port === '' ? url : null;
};

/** Names are looked up once, when the connection is made, and must not lead inside; only the API's own host may. */
export const guardedLookup = ({ apiRoot }: Places): LookupFunction => {
  const own = URL.parse(apiRoot)?.hostname;
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const leadsInside = hostname !== own && !error && addresses.some(({ address }) => isInner(address));
      const [first] = error ? [] : addresses;
      if (error || leadsInside || !first) callback(error ?? new Error('an inner address'), '', 4);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
};
