/**
 * Tokens of one-time links. A token follows from the id of its link by a key outside the store, so that neither a line,
 * nor a row, nor a backup gives one away; what a platform is handed is made here, at the last moment.
 */
import { createHmac, hash, randomBytes } from 'node:crypto';
import type { InviteId } from '../domain/invite.ts';

export interface Links {
  /** The name of our site, as people read it in the text; null: nobody outside can reach us, so no link is given. */
  readonly site: string | null;
  fresh(): { readonly id: InviteId; readonly hash: string };
  url(id: InviteId): string;
  hashOf(token: string): string;
  /** Who presses with this token under this id of their screen: the same press again is the same visitor. */
  visitor(token: string, clientId: string): string;
}

/** `publicUrl`: without a trailing slash. The page that takes the token reads it from the fragment. */
export const createLinks = (key: string, publicUrl: string | null): Links => {
  const made = (what: string): Buffer => createHmac('sha256', key).update(what).digest();
  const tokenOf = (id: InviteId): string => made(`link.${id}`).toString('base64url');
  const hashOf = (token: string): string => hash('sha256', token, 'base64url');
  return {
    site: publicUrl === null ? null : new URL(publicUrl).host,
    fresh: () => {
      const id = randomBytes(16).toString('base64url');
      return { id, hash: hashOf(tokenOf(id)) };
    },
    url: (id) => `${publicUrl ?? ''}/continue#${tokenOf(id)}`,
    hashOf,
    visitor: (token, clientId) => made(`entered.${token}.${clientId}`).subarray(0, 16).toString('base64url'),
  };
};
