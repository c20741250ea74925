/** The `personal` port: seals, opens and finds; rows are kept by a store that never sees a value or a key. */
import { createHmac } from 'node:crypto';
import type { PersonalKind } from '../domain/personal.ts';
import type { Personal, SealedRows, SealedValue } from '../ports/personal.ts';
import { close, open, VaultLocked } from './box.ts';
import type { VaultKey } from './keys.ts';

export interface VaultDeps {
  readonly rows: SealedRows;
  /** The first one seals; the others open what was sealed before a change of keys. */
  readonly keys: readonly [VaultKey, ...VaultKey[]];
}

const hashLength = 16;
const wrapVersion = 'v1';
const wrapBound = 'wrapped';

const boundOf = ({ conversation, ref, kind }: Pick<SealedValue, 'conversation' | 'ref' | 'kind'>): string =>
  JSON.stringify([conversation, ref, kind]);

const hashOf = (key: VaultKey, kind: PersonalKind, value: string): Uint8Array =>
  createHmac('sha256', key.find)
    .update(JSON.stringify([kind, value]))
    .digest()
    .subarray(0, hashLength);

const prefixOf = (key: VaultKey): string => `${wrapVersion}.${key.id}.`;

export const createVault = ({ rows, keys }: VaultDeps): Personal => {
  const [present] = keys;

  const keyOf = (id: string): VaultKey => {
    const found = keys.find((key) => key.id === id);
    if (!found) throw new VaultLocked(id);
    return found;
  };

  const seal: Personal['seal'] = (conversation, ref, { kind, value }) => {
    const place = { conversation, ref, kind };
    const hash = hashOf(present, kind, value);
    return { ...place, key: present.id, hash, ...close(present, value, boundOf(place)) };
  };

  const valueOf = (sealed: SealedValue): string => open(keyOf(sealed.key), sealed, boundOf(sealed));

  const hashesOf: Personal['hashesOf'] = (kind, value) => keys.map((key) => hashOf(key, kind, value));

  const wrap = (text: string): string => {
    const { nonce, box } = close(present, text, wrapBound);
    return prefixOf(present) + Buffer.concat([nonce, box]).toString('base64url');
  };

  const unwrap = (wrapped: string): string => {
    const [, id = '', body = ''] = wrapped.split('.');
    const bytes = Buffer.from(body, 'base64url');
    return open(keyOf(id), { nonce: bytes.subarray(0, 12), box: bytes.subarray(12) }, wrapBound);
  };

  return {
    seal,
    reveal: async (conversation, ref) => {
      const sealed = await rows.find(conversation, ref);
      return sealed && { kind: sealed.kind, value: valueOf(sealed) };
    },
    hashesOf,
    holders: (kind, value, limit) => rows.holders(hashesOf(kind, value), limit),
    wrap,
    unwrap,
    renew: async (limit) => {
      const old = await rows.notUnder(present.id, limit);
      if (old.length > 0) {
        await rows.replace(
          old.map((sealed) => seal(sealed.conversation, sealed.ref, { ...sealed, value: valueOf(sealed), mask: '' })),
        );
        return old.length;
      }
      // Rare, and looked for in whole tables: once no value is left.
      const texts = await rows.wrappedOtherwise(prefixOf(present), limit);
      await rows.rewrap(texts.map(({ id, text }) => ({ id, text: wrap(unwrap(text)) })));
      return texts.length;
    },
  };
};
