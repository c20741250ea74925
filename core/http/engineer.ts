/**
 * Who may read details of health and metrics: whoever asks from this very machine and not through a proxy, who knows the
 * token, or who is signed in as an administrator. Everybody else gets the short answer.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { isIPv4, isIPv6, BlockList } from 'node:net';
import type { IncomingMessage } from 'node:http';

export type MayReadDetails = (request: IncomingMessage) => Promise<boolean>;

export interface EngineerDeps {
  readonly token: string | null;
  /** Does the cookie belong to an administrator who is signed in? */
  readonly isAdministrator: (cookie: string | undefined) => Promise<boolean>;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const forwarding = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/** A proxy on this machine speaks for strangers; it is known by the headers that it adds. */
const isFromHere = ({ socket, headers }: IncomingMessage): boolean => {
  const from = socket.remoteAddress?.replace(/^::ffff:/u, '') ?? '';
  const here = (isIPv4(from) && loopback.check(from)) || (isIPv6(from) && loopback.check(from, 'ipv6'));
  return here && !forwarding.some((name) => name in headers);
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export const createMayReadDetails = ({ token, isAdministrator }: EngineerDeps): MayReadDetails => {
  const expected = token === null ? null : digest(`Bearer ${token}`);
  return async (request) => {
    if (isFromHere(request)) return true;
    const given = request.headers.authorization;
    if (expected && given !== undefined) return timingSafeEqual(expected, digest(given));
    return isAdministrator(request.headers.cookie);
  };
};
