/** A vault over any store, under a key of tests. */
import type { Personal, SealedRows } from '../../core/ports/personal.ts';
import { vaultKey } from '../../core/vault/keys.ts';
import { createVault, type VaultDeps } from '../../core/vault/vault.ts';

export const testKey = vaultKey('a key of tests, forty signs or a few more');

export const vaultOver = ({ sealed }: { readonly sealed: SealedRows }, keys: VaultDeps['keys'] = [testKey]): Personal =>
  createVault({ rows: sealed, keys });
