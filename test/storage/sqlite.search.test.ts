/** What only the embedded store promises of its search index and of the thread that reads. */
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { createReader, type Reader } from '../../core/storage/sqlite/reader/reader.ts';
import type { SearchPage, SearchQuery } from '../../core/ports/search.ts';
import type { SqliteStore } from '../../core/storage/sqlite/open.ts';
import { aConversation, aMessage, aTicket, aTurn } from '../support/builders.ts';
import { inFolder } from './in-folder.ts';
import { start } from './process.ts';

const { folder, file, open, running } = inFolder();
const index = (): string => join(folder(), 'search.db');

const query = (text: string, over: Partial<SearchQuery['filter']> = {}): SearchQuery => ({
  text,
  among: null,
  filter: { status: null, category: null, department: null, channel: null, owner: null, from: null, to: null, ...over },
  sees: { departments: null, owner: null },
  cursor: null,
  limit: 100,
});

const talk = async (store: SqliteStore, texts: readonly string[]): Promise<string> => {
  const conversation = aConversation();
  const ticket = aTicket({ conversation: conversation.id, department: 'passports' });
  const messages = texts.map((text, at) => aMessage({ seq: at + 1, text }));
  await store.turns.commit(aTurn({ conversation, messages, tickets: [{ ticket, expect: null }] }));
  return ticket.number;
};
const catchUp = async (store: SqliteStore): Promise<void> => {
  while (await store.search.index());
};
const numbers = async (store: SqliteStore, text: string): Promise<readonly string[]> =>
  (await store.search.find(query(text))).hits.map(({ row }) => row.ticket.number);

const rows = (path: string, sql: string): readonly Record<string, unknown>[] => {
  const db = new DatabaseSync(path);
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
};

describe('the index', () => {
  test('killed again and again while it is written, has every line once', async () => {
    for (const batches of [1, 2, 3, 5, 8]) {
      const child = running(start('index-on', folder()));
      await child.heard('indexed');
      while (child.told.length < batches) await new Promise((resolve) => setTimeout(resolve, 5));
      await child.kill();
    }
    const store = open();
    await catchUp(store);
    const lines = Number(rows(file(), 'SELECT count(*) AS n FROM messages')[0]?.['n']);
    expect(lines).toBeGreaterThan(300);
    expect(await store.search.state()).toEqual({ indexed: lines, behind: false });
    expect(rows(index(), 'SELECT conversation, seq FROM docs GROUP BY 1, 2 HAVING count(*) > 1')).toEqual([]);
    expect(rows(index(), `SELECT count(*) AS n FROM stems WHERE stems MATCH 'справк'`)).toEqual([{ n: lines }]);
  });

  test('forgets the words of a line that was changed or removed', async () => {
    const store = open();
    const changed = await talk(store, ['секретное слово', 'ещё строка']);
    const removed = await talk(store, ['секретное дело']);
    await catchUp(store);
    expect(await numbers(store, 'секретное')).toEqual([removed, changed]);
    const db = new DatabaseSync(file());
    db.exec(`UPDATE messages SET text = 'обычное слово' WHERE text = 'секретное слово';
      DELETE FROM messages WHERE text = 'секретное дело'`);
    db.close();
    await catchUp(store);
    expect(await numbers(store, 'секретное')).toEqual([]);
    expect(await numbers(store, 'обычное')).toEqual([changed]);
    expect(rows(index(), `SELECT rowid FROM stems WHERE stems MATCH 'секретн'`)).toEqual([]);
  });

  test('clears away what it has taken, and stays in step', async () => {
    const store = open();
    for (let at = 0; at < 30; at += 1) await talk(store, ['справка']);
    await catchUp(store);
    expect(rows(file(), 'SELECT count(*) AS n FROM fresh_lines')).toEqual([{ n: 1 }]);
    const next = await talk(store, ['выписка']);
    await catchUp(store);
    expect(await numbers(store, 'выписка')).toEqual([next]);
  });

  test('is made anew beside another database, as after a restored backup', async () => {
    const before = open();
    const kept = await talk(before, ['справка из копии']);
    await catchUp(before);
    await before.close();
    copyFileSync(file(), join(folder(), 'copy'));
    const lost = open();
    await talk(lost, ['справка потерянная']);
    await catchUp(lost);
    await lost.close();
    copyFileSync(join(folder(), 'copy'), file());
    const restored = open();
    const later = await talk(restored, ['справка новая']);
    await catchUp(restored);
    expect(await numbers(restored, 'справка')).toEqual([later, kept]);
    expect(await numbers(restored, 'потерянная')).toEqual([]);
  });

  test('that is damaged is thrown away and made anew', async () => {
    const before = open();
    const number = await talk(before, ['справка']);
    await catchUp(before);
    await before.close();
    writeFileSync(index(), 'это не база данных'.repeat(500));
    const store = open();
    await catchUp(store);
    expect(await numbers(store, 'справка')).toEqual([number]);
  });

  test('can be read by nobody else on the machine and keeps no line as it was written', async () => {
    const store = open();
    await talk(store, ['Вот такая необыкновенная история']);
    await catchUp(store);
    await store.close();
    expect(statSync(index()).mode & 0o077).toBe(0);
    expect(readFileSync(index(), 'utf8')).not.toContain('необыкновенная история');
  });
});

describe('the reading thread', () => {
  /** Enough lines for a question to take a while when none of them fits its filter. */
  const much = async (store: SqliteStore): Promise<void> => {
    const texts = Array.from({ length: 200 }, () => 'справка');
    for (let at = 0; at < 40; at += 1) await talk(store, texts);
    await catchUp(store);
  };
  const heavy = query('справка', { status: 'rejected' });
  const refusal = { name: 'Refusal', code: 'busy' };

  test('lets turns be written while it is at a long question', async () => {
    const store = open();
    await much(store);
    const order: string[] = [];
    const asked = Array.from({ length: 12 }, async () => {
      await store.search.find(heavy);
      order.push('found');
    });
    for (let at = 0; at < 3; at += 1) {
      await store.turns.commit(aTurn());
      order.push('written');
    }
    await Promise.all(asked);
    expect(order.lastIndexOf('written')).toBeLessThan(order.lastIndexOf('found'));
    expect(order.filter((one) => one === 'written')).toHaveLength(3);
  });

  test('takes no more questions than it can answer soon', async () => {
    const store = open();
    await much(store);
    const answers = await Promise.allSettled(Array.from({ length: 60 }, () => store.search.find(heavy)));
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const each of refused) expect(each).toMatchObject({ reason: refusal });
    expect(answers.length - refused.length).toBeGreaterThan(20);
    expect((await store.search.find(heavy)).hits).toEqual([]);
  });

  test('stops at a question that takes too long, and answers the next one', async () => {
    const store = open();
    await much(store);
    await expect(store.reader.ask('find', heavy, { timeoutMs: 1 })).rejects.toMatchObject(refusal);
    expect((await store.search.find(query('справка'))).hits.length).toBe(40);
  });

  test('gives what it has found when looking takes long, and goes on from there', async () => {
    const store = open();
    const talks: string[] = [];
    for (let at = 0; at < 8; at += 1) talks.unshift(await talk(store, ['справка', 'справка', 'справка']));
    await catchUp(store);
    // No time at all: one line a question.
    const reader = createReader({ folder: folder(), warn: () => {}, rationMs: -1 });
    const found: string[] = [];
    let pages = 0;
    let cursor: string | null = null;
    do {
      const page: SearchPage = await reader.ask('find', { ...query('справка'), cursor });
      found.push(...page.hits.map(({ row }) => row.ticket.number));
      pages += 1;
      ({ cursor } = page);
    } while (cursor !== null);
    expect([...new Set(found)]).toEqual(talks);
    expect(pages).toBe(24);
    await reader.close();
  });

  test('that was killed is replaced; whoever waits behind is answered', async () => {
    const store = open();
    await much(store);
    const threads: Worker[] = [];
    const reader: Reader = createReader({
      folder: folder(),
      warn: () => {},
      spawn: (data) => {
        const script = new URL('../../core/storage/sqlite/reader/thread.ts', import.meta.url);
        const worker = new Worker(script, { workerData: data, execArgv: ['--disable-warning=ExperimentalWarning'] });
        threads.push(worker);
        return worker;
      },
    });
    const first = reader.ask('find', heavy);
    const second = reader.ask('find', query('справка'));
    await threads[0]?.terminate();
    await expect(first).rejects.toMatchObject(refusal);
    expect((await second).hits.length).toBe(40);
    expect(threads).toHaveLength(2);
    await reader.close();
    await expect(reader.ask('state', null)).rejects.toMatchObject(refusal);
  });

  test('looks the whole database through and finds nothing wrong', async () => {
    const store = open();
    await talk(store, ['справка']);
    expect(await store.reader.ask('check', null)).toEqual([]);
  });
});
