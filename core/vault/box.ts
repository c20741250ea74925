/**
 * AES-256-GCM with a fresh nonce for each box. `bound` is not sealed but guarded: a box moved to another place,
 * or changed by one bit, does not open.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { VaultKey } from './keys.ts';

const cipher = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** The value lies under a key that is not known here, or was tampered with. */
export class VaultLocked extends Error {
  constructor(key: string, cause?: unknown) {
    super(`a value of the vault does not open with key ${key}`, { cause });
    this.name = 'VaultLocked';
  }
}

export interface Box {
  readonly nonce: Uint8Array;
  readonly box: Uint8Array;
}

export const close = (key: VaultKey, text: string, bound: string): Box => {
  const nonce = randomBytes(nonceLength);
  const sealing = createCipheriv(cipher, key.seal, nonce);
  sealing.setAAD(Buffer.from(bound));
  const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final(), sealing.getAuthTag()]);
  return { nonce, box: sealed };
};

/** @throws VaultLocked. */
export const open = (key: VaultKey, { nonce, box }: Box, bound: string): string => {
  try {
    const opening = createDecipheriv(cipher, key.seal, nonce, { authTagLength: tagLength });
    opening.setAAD(Buffer.from(bound));
    opening.setAuthTag(box.subarray(-tagLength));
    return Buffer.concat([opening.update(box.subarray(0, -tagLength)), opening.final()]).toString('utf8');
  } catch (error) {
    throw new VaultLocked(key.id, error);
  }
};
