/** What only the embedded store promises under kill -9, with a locked database and on a full disk. */
import { DatabaseSync } from 'node:sqlite';
import { Refusal } from '../../core/domain/refusal.ts';
import { aConversation, aMessage, aTurn, following } from '../support/builders.ts';
import { inFolder } from './in-folder.ts';
import { start, startOnSmallDisk } from './process.ts';
import type { Running } from './process.ts';

const { folder, file, open, running, use } = inFolder();

describe('kill -9', () => {
  const lived = (process: Running, key: string): readonly string[] =>
    process.told.flatMap((line) => (key in line ? [String(line[key])] : []));

  test.each([
    ['commit:begun', '1'],
    ['commit:begun', '4'],
    ['commit:written', '1'],
    ['commit:written', '5'],
    ['commit:done', '1'],
    ['commit:done', '3'],
  ])('at %s number %s: what was acknowledged is there, the rest is whole or not at all', async (point, count) => {
    const child = running(start('write-and-die', folder(), point, count));
    expect(await child.ended).toBe('SIGKILL');
    const store = open();
    expect(store.wasUnclean).toBe(true);
    expect(store.check()).toEqual([]);
    const done = lived(child, 'done');
    const sent = lived(child, 'sent');
    expect(sent.length).toBe(Number(count) * 20);
    expect(done.length).toBe((Number(count) - 1) * 20);
    for (const id of sent) {
      const loaded = await store.turns.load(id);
      const { messages } = await store.views.messagesAfter(id, 0, 10, 'staff');
      const receipt = await store.turns.receipt(`event-${id}`);
      expect(loaded !== null).toBe(done.includes(id) || point === 'commit:done');
      if (loaded === null) expect([messages, receipt]).toEqual([[], null]);
      else expect([messages.length, loaded.tickets.length, receipt?.seq]).toEqual([1, 1, 1]);
    }
  });

  test('in the middle of a migration: the version before it stays whole and opens', async () => {
    const id = await use();
    const child = running(start('migrate-and-die', folder()));
    await child.heard('migrating');
    expect(await child.ended).toBe('SIGKILL');
    const store = open();
    expect(store.check()).toEqual([]);
    expect(await store.turns.load(id)).not.toBeNull();
    expect(await store.views.audit('T', 1)).toEqual([]);
  });

  test('in the first migration: the next start makes a usable store', async () => {
    expect(() =>
      open({
        fault: (point) => {
          throw new Error(point);
        },
      }),
    ).toThrow('migration:written');
    expect(await open().turns.commit(aTurn())).toBe('committed');
  });
});

describe('a database that another program holds', () => {
  const hold = (): (() => void) => {
    const other = new DatabaseSync(file());
    other.exec('BEGIN EXCLUSIVE');
    return () => other.close();
  };
  const countTicks = (): (() => number) => {
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 5);
    return () => {
      clearInterval(timer);
      return ticks;
    };
  };

  test('for a moment: the turn waits and is written, everything else goes on meanwhile', async () => {
    const store = open();
    const known = aTurn();
    await store.turns.commit(known);
    const release = hold();
    const ticks = countTicks();
    const waiting = store.turns.commit(aTurn());
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await store.turns.load(known.conversation.id)).not.toBeNull();
    const also = store.turns.commit(aTurn());
    release();
    expect(await Promise.all([waiting, also])).toEqual(['committed', 'committed']);
    expect(ticks()).toBeGreaterThan(20);
  });

  test('for longer than five seconds: the turn is refused as busy, later ones are written', async () => {
    const store = open();
    const release = hold();
    const ticks = countTicks();
    const turn = aTurn();
    await expect(store.turns.commit(turn)).rejects.toMatchObject({ name: 'Refusal', code: 'busy' });
    expect(ticks()).toBeGreaterThan(150);
    release();
    expect(await store.turns.commit(turn)).toBe('committed');
  });
});

describe('a commit that fails', () => {
  test('on a full disk every turn of the group is refused as busy, and the store goes on when there is room', async () => {
    let full = true;
    const store = open({
      fault: (point) => {
        if (full && point === 'commit:written')
          throw Object.assign(new Error('database or disk is full'), { errcode: 13 });
      },
    });
    const turns = [aTurn(), aTurn()];
    const refused = await Promise.allSettled(turns.map((turn) => store.turns.commit(turn)));
    for (const each of refused) {
      expect(each).toMatchObject({ status: 'rejected', reason: { code: 'busy', cause: { errcode: 13 } } });
    }
    full = false;
    for (const turn of turns) expect(await store.turns.receipt(turn.dedupe)).toBeNull();
    expect(await Promise.all(turns.map((turn) => store.turns.commit(turn)))).toEqual(['committed', 'committed']);
  });

  test('a real full disk: refused as busy, still readable, nothing half, nothing lost', async () => {
    const child = running(startOnSmallDisk(8192, 'fill', folder()));
    expect(await child.heard('refused')).toMatchObject({ refused: 'busy', readable: true, half: false });
    await child.ended;
    const store = open();
    expect(store.check()).toEqual([]);
    const done = child.told.flatMap((line) => ('done' in line ? [String(line['done'])] : []));
    expect(done.length).toBeGreaterThan(5);
    for (const id of done) expect((await store.views.messagesAfter(id, 0, 10, 'staff')).messages).toHaveLength(3);
    expect(await store.turns.commit(aTurn({ dedupe: 'when there is room again' }))).toBe('committed');
  });

  test("an error that is not the disk's reaches the one who asked as it is", async () => {
    const store = open();
    const conversation = aConversation();
    await store.turns.commit(aTurn({ conversation }));
    const refused = store.turns.commit(
      aTurn({ conversation: following(conversation), messages: [aMessage({ seq: 9 })] }),
    );
    await expect(refused).rejects.toThrow('do not follow line 1');
    await expect(refused).rejects.not.toBeInstanceOf(Refusal);
  });
});
