/** An event that breaks its turn, or the whole process, ends as a dead letter; everything else flows on. */
import { breaks, poison } from './breaks.ts';
import { openDesks } from './desks.ts';
import { createField, newFolder, removeFolder } from './field.ts';
import { startService } from './service.ts';
import { vaultOver } from '../support/vault.ts';

test('an event whose turn throws three times is given up, and the next one is answered', async () => {
  const field = await openDesks(1, breaks['event that throws']);
  const [desk] = field.desks;
  if (!desk) throw new Error('a desk is wanted');
  const send = () => field.say(desk, 'elena', `Очень ${poison} письмо`, 'tok-aaaabbbb');
  await field.say(desk, 'elena', 'Здравствуйте');
  await expect(send()).rejects.toThrow('a poisoned event');
  await expect(send()).rejects.toThrow('a poisoned event');
  expect(field.stored().deadLetters).toEqual([]);
  expect(await send()).toEqual({ seq: 0 });
  expect(field.stored().deadLetters).toEqual(['web:elena:tok-aaaabbbb']);
  const [letter] = await field.store.views.deadLetters(10);
  expect(letter?.error).toBe('a poisoned event');
  expect(JSON.parse(vaultOver(field.store).unwrap(letter?.raw ?? ''))).toMatchObject({
    dedupe: 'web:elena:tok-aaaabbbb',
  });

  // Sent once more it is given up at once; others are none the worse for it.
  expect(await send()).toEqual({ seq: 0 });
  expect(field.stored().deadLetters).toHaveLength(1);
  expect(await field.say(desk, 'elena', 'Не могу войти')).toEqual({ seq: 3 });
  expect(
    field
      .stored()
      .conversations.flatMap(({ messages }) => messages.map(({ text }) => text))
      .join(),
  ).not.toContain(poison);
  await field.end();
});

test('an event that kills the process is given up after a few restarts, and the citizen is answered again', async () => {
  const service = await startService({ dataDir: newFolder(), break: 'event that kills' });
  const field = createField({ dataDir: service.dataDir, url: service.up, seed: 9 });
  try {
    const elena = await field.citizens.arrive();
    const ivan = await field.citizens.arrive();
    const sent = await field.citizens.say(elena, `Очень ${poison} письмо`);
    expect(sent.reply).toEqual({ ok: true, seq: 0 });
    // The first death is before anybody is suspected, three more are counted.
    expect(service.deaths()).toBe(4);
    const token = field.history.ops[sent.n]?.token ?? '';
    expect((await field.citizens.say(elena)).reply.ok).toBe(true);
    expect((await field.citizens.say(ivan)).reply.ok).toBe(true);
    expect(service.deaths()).toBe(4);
    const told = await field.verdict(500);
    expect(new Set(told.map((violation) => violation.token))).toEqual(new Set([token]));
    expect(told.map(({ what }) => what)).toContainEqual(`web:${elena.peer}:${token} became a dead letter`);
  } finally {
    field.citizens.leave();
    await service.stop();
    removeFolder(service.dataDir);
  }
});
