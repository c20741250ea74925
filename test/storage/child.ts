/**
 * A process of its own for the tests of the embedded store: holds a folder, dies in the middle of a commit
 * or of a migration, or meets the end of the disk. It tells what happened, one JSON line each.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Refusal } from '../../core/domain/refusal.ts';
import { createDiskFiles } from '../../core/files/disk/files.ts';
import { migrate, migrations } from '../../core/storage/sqlite/migrations.ts';
import { aConversation, aMessage, aTicket, aTurn, following } from '../support/builders.ts';
import { pdf } from '../support/samples.ts';
import { realClock, storeIn } from './folder.ts';

const [, , task, folder = '', point = '', count = '1'] = process.argv;

/** Synchronous, so that nothing told is lost when the process dies. */
const tell = (line: object): void => void writeSync(1, `${JSON.stringify(line)}\n`);
const die = (): void => void process.kill(process.pid, 'SIGKILL');

const open = (): void => {
  try {
    const store = storeIn(folder);
    tell({ opened: true });
    // Holds on to it as a server does: a store that nobody holds is collected, and its lock with it.
    setInterval(() => store.wasUnclean, 1000);
  } catch (error) {
    tell({ refused: error instanceof Error ? error.name : 'unknown', message: String(error) });
  }
};

const conversations = (wave: number | string, size = 20) =>
  Array.from({ length: size }, (_, index) => aConversation({ id: `w${wave}-${index}` }));

/** Dies at the `count`-th passing of `point`, with a group of twenty turns in flight. */
const writeAndDie = async (): Promise<void> => {
  let left = Number(count);
  const store = storeIn(folder, {
    fault: (reached) => {
      if (reached === point && (left -= 1) === 0) die();
    },
  });
  for (let wave = 1; ; wave += 1) {
    await Promise.all(
      conversations(wave).map(async (conversation) => {
        const ticket = aTicket({ conversation: conversation.id });
        const turn = aTurn({ dedupe: `event-${conversation.id}`, conversation, tickets: [{ ticket, expect: null }] });
        tell({ sent: conversation.id, number: ticket.number });
        const outcome = await store.turns.commit(turn);
        tell({ done: conversation.id, outcome });
      }),
    );
  }
};

/** Writes until the disk (a limit on the size of files) is full, then shows that reading still works. */
const fill = async (): Promise<void> => {
  const store = storeIn(folder);
  for (let wave = 1; wave < 10_000; wave += 1) {
    const [conversation] = conversations(wave, 1);
    if (conversation === undefined) return;
    const text = 'ы'.repeat(20_000);
    const messages = [1, 2, 3].map((seq) => ({ ...message(text), seq }));
    try {
      await store.turns.commit(aTurn({ conversation, messages }));
      tell({ done: conversation.id });
    } catch (error) {
      const code = error instanceof Refusal ? error.code : String(error);
      const readable = (await store.turns.load('w1-0')) !== null;
      tell({ refused: code, readable, half: (await store.turns.load(conversation.id)) !== null });
      return;
    }
  }
};

const message = (text: string) => ({
  at: 0,
  author: { kind: 'citizen' } as const,
  audience: 'all' as const,
  masked: [],
  text,
  options: [],
  files: [],
  clientId: null,
  cause: null,
  delivery: null,
});

/** Brings a document larger than the disk has room for, then says a line. */
const bringAndSay = async (): Promise<void> => {
  const store = storeIn(folder);
  const log = { warn: () => {} };
  const files = createDiskFiles({ folder: join(folder, 'files'), rows: store.fileRows, clock: realClock, log });
  const conversation = aConversation();
  await store.turns.commit(aTurn({ conversation, messages: [] }));
  async function* source(): AsyncIterable<Uint8Array> {
    for (let at = 0; at < 40; at += 1) yield at === 0 ? pdf(100_000) : Buffer.alloc(100_000, 0x20);
  }
  const staged = await files.stage({
    conversation: conversation.id,
    owner: 'web:elena',
    name: 'a.pdf',
    source: source(),
  });
  const said = await store.turns.commit(aTurn({ conversation: following(conversation) }));
  tell({ trouble: staged.ok ? null : staged.trouble, said });
  await store.close();
};

/** A second step that dies before its commit. */
const migrateAndDie = (): void => {
  const db = new DatabaseSync(join(folder, 'desk.db'));
  tell({ migrating: true });
  migrate(db, [...migrations, 'DROP TABLE audit; CREATE TABLE later (x TEXT) STRICT;'], die);
};

/** Opens as somebody who may not write the file, even when the tests run as root. */
const openAsNobody = (): void => {
  if (process.getuid?.() === 0) {
    process.setgid?.(65534);
    process.setuid?.(65534);
  }
  open();
};

/** Writes and indexes side by side until it is killed; tells each batch of the index. */
const indexOn = async (): Promise<void> => {
  const store = storeIn(folder);
  const writing = async (): Promise<void> => {
    for (let wave = 1; ; wave += 1) {
      await Promise.all(
        conversations(`${process.pid}-${wave}`, 20).map((conversation) =>
          store.turns.commit(
            aTurn({
              conversation,
              messages: [1, 2, 3].map((seq) => aMessage({ seq, text: 'справка' })),
              tickets: [],
            }),
          ),
        ),
      );
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  void writing();
  for (;;) {
    await store.search.index();
    tell({ indexed: (await store.search.state()).indexed });
  }
};

const tasks: Record<string, () => void | Promise<void>> = {
  open,
  'open-as-nobody': openAsNobody,
  'write-and-die': writeAndDie,
  fill,
  'bring-and-say': bringAndSay,
  'index-on': indexOn,
  'migrate-and-die': migrateAndDie,
};
await tasks[task ?? '']?.();
