/** A vault over any store, under a key of tests. */
import type { Personal, SealedRows } from '../../core/ports/personal.ts';
import { vaultKey } from '../../core/vault/keys.ts';
import { createVault } from '../../core/vault/vault.ts';

export const testKey = vaultKey('a key of tests, forty signs or a few more');

export const vaultOver = ({ sealed }: { readonly sealed: SealedRows }): Personal =>
  createVault({ rows: sealed, keys: [testKey] });
