/** Keys of the vault out of one secret each: one to seal with, one to find with, and a name that tells nothing of them. */
import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

export interface VaultKey {
  readonly id: string;
  readonly seal: KeyObject;
  readonly find: KeyObject;
}

const derive = (secret: string, use: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'support desk', use, length));

export const vaultKey = (secret: string): VaultKey => ({
  id: derive(secret, 'vault: name', 6).toString('base64url'),
  // Made ready once: a key given as bytes costs each sealing ten times as much.
  seal: createSecretKey(derive(secret, 'vault: seal', 32)),
  find: createSecretKey(derive(secret, 'vault: find', 32)),
});
