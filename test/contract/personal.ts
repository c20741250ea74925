/** The promises of `core/ports/personal.ts`, for the rows of any store. */
import type { PersonalKind, PersonalValue } from '../../core/domain/personal.ts';
import type { Personal, SealedValue } from '../../core/ports/personal.ts';
import { vaultKey } from '../../core/vault/keys.ts';
import { createVault } from '../../core/vault/vault.ts';
import { aConversation, aTurn, dayOne, following } from '../support/builders.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

const [oldKey, newKey] = [vaultKey('the old key '.repeat(4)), vaultKey('the new key '.repeat(4))];

const snils: PersonalValue = { kind: 'snils', value: '112-233-445 95', mask: '•••-•••-•45 95' };
const phone: PersonalValue = { kind: 'phone', value: '+79161234567', mask: '+7 ••• •••-45-67' };
const consent = {
  decision: 'given',
  version: '2026-11',
  hash: 'hash-of-the-text',
  at: dayOne,
  channel: 'web',
  action: 'Согласен',
  text: 'Текст согласия',
} as const;

export const describePersonal = (name: string, makeStore: MakeStore): void => {
  describe(`the vault (${name})`, () => {
    const store = freshStore(makeStore);
    const vault = (...keys: readonly [typeof oldKey, ...(typeof oldKey)[]]): Personal =>
      createVault({ rows: store().sealed, keys });

    const keep = async (id: string, ...values: readonly PersonalValue[]): Promise<readonly SealedValue[]> => {
      const sealed = values.map((value, at) => vault(oldKey).seal(id, `1.${at}`, value));
      const personal = sealed.map((value) => ({ kind: 'keep', value }) as const);
      await store().turns.commit(aTurn({ conversation: aConversation({ id }), personal }));
      return sealed;
    };

    test('a value comes back as it was, from its own place alone', async () => {
      await keep('c-1', snils, phone);
      await keep('c-2', phone);
      const { reveal } = vault(oldKey);
      expect(await reveal('c-1', '1.0')).toEqual({ kind: 'snils', value: snils.value });
      expect(await reveal('c-1', '1.1')).toEqual({ kind: 'phone', value: phone.value });
      expect(await reveal('c-2', '1.1')).toBeNull();
      expect(await reveal('c-3', '1.0')).toBeNull();
    });

    test('it outlives a restart', async () => {
      await keep('c-1', snils);
      await store.restart();
      expect(await vault(oldKey).reveal('c-1', '1.0')).toMatchObject({ value: snils.value });
    });

    test('what is stored does not hold the value, and no two boxes are alike', async () => {
      const [first, second] = await keep('c-1', snils, snils);
      expect(Buffer.from(first?.box ?? []).includes(snils.value)).toBe(false);
      expect(first?.box).not.toEqual(second?.box);
      expect(first?.nonce).not.toEqual(second?.nonce);
      expect(first?.hash).toEqual(second?.hash);
    });

    test('a box that is moved to another place, or changed by a bit, does not open', async () => {
      const [mine] = await keep('c-1', snils);
      if (!mine) throw new Error('nothing was sealed');
      const stolen = { ...mine, conversation: 'c-2' };
      await store().turns.commit(
        aTurn({ conversation: aConversation({ id: 'c-2' }), personal: [{ kind: 'keep', value: stolen }] }),
      );
      await expect(vault(oldKey).reveal('c-2', '1.0')).rejects.toThrow('does not open');
      await store().sealed.replace([{ ...mine, box: mine.box.map((byte, at) => (at === 0 ? byte ^ 1 : byte)) }]);
      await expect(vault(oldKey).reveal('c-1', '1.0')).rejects.toThrow('does not open');
      await expect(vault(newKey).reveal('c-1', '1.0')).rejects.toThrow('does not open');
    });

    test('a turn that is not taken leaves nothing in the vault', async () => {
      await keep('c-1', snils);
      const value = vault(oldKey).seal('c-1', '2.0', phone);
      const stale = aTurn({
        conversation: aConversation({ id: 'c-1', version: 7, lastSeq: 1 }),
        personal: [{ kind: 'keep', value }],
      });
      expect(await store().turns.commit(stale)).toBe('stale');
      expect(await vault(oldKey).reveal('c-1', '2.0')).toBeNull();
    });

    test('what is withdrawn is gone, and others keep theirs', async () => {
      await keep('c-1', snils, phone);
      await keep('c-2', snils);
      const loaded = await store().turns.load('c-1');
      if (!loaded) throw new Error('no conversation');
      const forget = aTurn({ conversation: following(loaded.conversation), personal: [{ kind: 'forget' }] });
      expect(await store().turns.commit(forget)).toBe('committed');
      expect(await vault(oldKey).reveal('c-1', '1.0')).toBeNull();
      expect(await vault(oldKey).reveal('c-2', '1.0')).toMatchObject({ value: snils.value });
    });

    test('a value is found by its hash, however many hold it, and never by another kind', async () => {
      await keep('c-1', snils, snils);
      await keep('c-2', snils, phone);
      const { holders } = vault(oldKey);
      expect([...(await holders('snils', snils.value, 10))].sort()).toEqual(['c-1', 'c-2']);
      expect(await holders('snils', snils.value, 1)).toHaveLength(1);
      expect(await holders('phone', phone.value, 10)).toEqual(['c-2']);
      expect(await holders('inn' satisfies PersonalKind, snils.value, 10)).toEqual([]);
      expect(await vault(newKey).holders('snils', snils.value, 10)).toEqual([]);
    });

    test('everything is sealed anew under a new key, and readable at every moment between', async () => {
      await keep('c-1', snils, phone);
      await keep('c-2', snils);
      const wrapped = vault(oldKey).wrap('{"said":"…"}');
      await store().turns.bury({ key: 'letter', at: dayOne, error: 'poison', raw: wrapped });
      const both = vault(newKey, oldKey);
      const all = async () => [
        await both.reveal('c-1', '1.0'),
        await both.reveal('c-1', '1.1'),
        await both.reveal('c-2', '1.0'),
      ];
      const values = await all();
      const renewed: number[] = [];
      for (let n = await both.renew(2); n > 0; n = await both.renew(2)) {
        renewed.push(n);
        expect(await all()).toEqual(values);
        expect([...(await both.holders('snils', snils.value, 10))].sort()).toEqual(['c-1', 'c-2']);
      }
      expect(renewed.reduce((sum, n) => sum + n, 0)).toBe(4);
      expect(await vault(newKey).reveal('c-1', '1.0')).toMatchObject({ value: snils.value });
      expect(await vault(newKey).holders('phone', phone.value, 10)).toEqual(['c-1']);
      const [letter] = await store().views.deadLetters(1);
      expect(vault(newKey).unwrap(letter?.raw ?? '')).toBe('{"said":"…"}');
      await expect(vault(oldKey).reveal('c-1', '1.0')).rejects.toThrow('does not open');
    });

    test('it is known under which keys anything lies', async () => {
      expect(await store().sealed.keys()).toEqual([]);
      await keep('c-1', snils, phone);
      const value = vault(newKey).seal('c-2', '1.0', phone);
      await store().turns.commit(
        aTurn({ conversation: aConversation({ id: 'c-2' }), personal: [{ kind: 'keep', value }] }),
      );
      expect([...(await store().sealed.keys())].sort()).toEqual([oldKey.id, newKey.id].sort());
    });

    test('a dead letter that waits for another try is sealed anew as well', async () => {
      const wrapped = vault(oldKey).wrap('{"said":"…"}');
      await store().turns.bury({ key: 'letter', at: dayOne, error: 'poison', raw: wrapped });
      await store().upkeep.retryDeadLetter('letter', dayOne);
      expect(await vault(newKey, oldKey).renew(10)).toBe(1);
      expect(await vault(newKey, oldKey).renew(10)).toBe(0);
      const [job] = await store().jobs.lease(dayOne, 1000, 10);
      expect(vault(newKey).unwrap(job?.payload['raw'] ?? '')).toBe('{"said":"…"}');
    });

    test('parts of albums that have not been said are sealed anew, each in its place', async () => {
      const wrapped = (...texts: readonly string[]) => texts.map((text) => vault(oldKey).wrap(text));
      const albums = [
        { id: 'a:1.parts', parts: wrapped('one', 'two') },
        { id: 'said', parts: null },
        { id: 'b', parts: wrapped('three') },
      ];
      await store().turns.commit(aTurn({ conversation: aConversation({ id: 'c-1', albums }) }));
      await keep('c-2', snils);
      const renewed: number[] = [];
      for (let n = await vault(newKey, oldKey).renew(2); n > 0; n = await vault(newKey, oldKey).renew(2))
        renewed.push(n);
      expect(renewed).toEqual([1, 2, 1]);
      const found = (await store().turns.load('c-1'))?.conversation.albums;
      expect(found?.map(({ id, parts }) => [id, parts?.map((part) => vault(newKey).unwrap(part)) ?? null])).toEqual([
        ['a:1.parts', ['one', 'two']],
        ['said', null],
        ['b', ['three']],
      ]);
    });

    test('each decision about personal data is kept with the words it was made on', async () => {
      const first = aTurn({ conversation: aConversation({ id: 'c-1' }), consents: [consent] });
      await store().turns.commit(first);
      const withdrawn = { ...consent, decision: 'withdrawn', at: dayOne + 1, action: 'отозвать согласие' } as const;
      await store().turns.commit(aTurn({ conversation: following(first.conversation), consents: [withdrawn] }));
      expect(await store().sealed.consents('c-1')).toEqual([consent, withdrawn]);
      expect(await store().sealed.consents('c-2')).toEqual([]);
    });
  });
};
