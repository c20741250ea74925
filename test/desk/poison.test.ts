import { pino } from 'pino';
import { guardPoison } from '../../core/desk/poison.ts';
import { Refusal } from '../../core/domain/refusal.ts';
import type { Inbound } from '../../core/domain/inbound.ts';
import type { Receive } from '../../core/desk/receive.ts';
import { sqliteUnderTest } from '../storage/folder.ts';
import { dayOne } from '../support/builders.ts';
import { createSimulatedClock } from '../support/clock.ts';
import { vaultOver } from '../support/vault.ts';

const event: Inbound = {
  dedupe: 'web:elena:1',
  address: { channel: 'web', peer: 'elena' },
  said: { kind: 'text', text: 'Не могу войти' },
  clientId: '1',
  name: null,
  origin: null,
};

test('an event that a full disk refused many times before and after a crash is no poison: with room again it goes in', async () => {
  const store = await sqliteUnderTest();
  let hasRoom = false;
  const receive: Receive = async () => {
    if (!hasRoom) throw new Refusal('busy');
    return { outcome: 'committed', conversation: 'a', seq: 1 };
  };
  const afterCrash = (): Receive =>
    guardPoison(receive, {
      turns: store.turns,
      clock: createSimulatedClock(dayOne),
      log: pino({ level: 'silent' }),
      wasUnclean: true,
      personal: vaultOver(store),
    });
  for (const desk of [afterCrash(), afterCrash()]) {
    for (let time = 0; time < 4; time += 1) await expect(desk(event)).rejects.toThrow('busy');
  }
  hasRoom = true;
  expect(await afterCrash()(event)).toMatchObject({ outcome: 'committed' });
  expect(await store.views.deadLetters(10)).toEqual([]);
  await store.close();
});
