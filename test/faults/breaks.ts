/**
 * Rules broken on purpose, one at a time, by standing between the parts of the product or by loosening its tables.
 * If the checker stays green for one of them, the checker is not to be trusted.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Script } from '../../core/engine/types.ts';
import type { Message } from '../../core/domain/message.ts';
import type { WiredMessenger } from '../../core/messengers.ts';
import type { PlatformCall } from '../../core/ports/channel.ts';
import type { News } from '../../core/ports/live.ts';
import type { Committed, Loaded, Turn, Turns } from '../../core/ports/turns.ts';
import type { Changes } from './doctored.ts';
import { pause } from './link.ts';

export type Break =
  | 'no dedupe key'
  | 'acknowledged before the commit'
  | 'no version check'
  | 'claim without condition'
  | 'number given again'
  | 'line lost in the store'
  | 'news lost'
  | 'bot speaks while an operator owns'
  | 'note sent to the widget'
  | 'news sent to a stranger'
  | 'random random id'
  | 'uncertain call repeated blindly'
  | 'told as sent before the answer'
  | 'two lines of one chat at once'
  | 'words in the log'
  | 'event that throws'
  | 'event that kills';

const onDatabase =
  (change: (db: DatabaseSync) => void) =>
  (dataDir: string): void => {
    const db = new DatabaseSync(join(dataDir, 'desk.db'));
    change(db);
    db.close();
  };

/** The table once more, without its UNIQUE. */
const dropUnique = (db: DatabaseSync): void => {
  const made = db
    .prepare(`SELECT sql FROM sqlite_master WHERE tbl_name = 'tickets' AND sql IS NOT NULL ORDER BY type DESC`)
    .all()
    .map((row) => String(row['sql']).replace(' UNIQUE', ''));
  db.exec(`DROP TABLE tickets; ${made.join(';\n')}`);
};

/** Every answer of the bot to a first question vanishes. */
const loseLines = (db: DatabaseSync): void =>
  db.exec(`CREATE TRIGGER lose AFTER INSERT ON messages WHEN NEW.seq = 3 BEGIN
    DELETE FROM messages WHERE conversation = NEW.conversation AND seq = NEW.seq;
  END`);

/** What was decided on an older state is written over the newer one. */
const rebased = (turn: Turn, now: Loaded, expectations: boolean): Turn => {
  const by = now.conversation.lastSeq + turn.messages.length - turn.conversation.lastSeq;
  const stored = new Map(now.tickets.map((ticket) => [ticket.number, ticket]));
  return {
    ...turn,
    conversation: {
      ...turn.conversation,
      version: now.conversation.version + 1,
      lastSeq: turn.conversation.lastSeq + by,
    },
    messages: turn.messages.map((message) => ({ ...message, seq: message.seq + by })),
    receiptSeq: turn.receiptSeq + by,
    tickets: turn.tickets.map((write) => {
      const ticket = stored.get(write.ticket.number);
      return expectations || !ticket ? write : { ...write, expect: { status: ticket.status, owner: ticket.owner } };
    }),
  };
};

const force =
  (expectations: boolean) =>
  (turns: Turns): Turns => ({
    ...turns,
    commit: async (turn): Promise<Committed> => {
      const outcome = await turns.commit(turn);
      const now = outcome === 'stale' ? await turns.load(turn.conversation.id) : null;
      return now ? turns.commit(rebased(turn, now, expectations)) : outcome;
    },
  });

const outspoken = (turn: Turn): Turn => {
  const isOwned = turn.tickets.some(({ expect, ticket }) => expect?.owner === ticket.owner && ticket.owner !== null);
  const last = turn.messages.at(-1);
  if (!isOwned || last?.author.kind !== 'citizen') return turn;
  const seq = last.seq + 1;
  const line: Message = {
    ...last,
    seq,
    author: { kind: 'bot' },
    text: 'Могу помочь?',
    clientId: null,
    cause: null,
    delivery: null,
  };
  return { ...turn, messages: [...turn.messages, line], conversation: { ...turn.conversation, lastSeq: seq } };
};

const publishing = (change: (news: News) => News): Changes => ({
  live: (live) => ({ ...live, publish: (news) => live.publish(change(news)) }),
});

const asAnswer = (message: Message): Message =>
  message.author.kind === 'note'
    ? { ...message, audience: 'all', author: { ...message.author, kind: 'operator' } }
    : message;

/** The first who came hears what everybody after them says. */
const eavesdropping = (): Changes => {
  let first: News['conversation']['addresses'] | null = null;
  return publishing((news) => {
    first ??= news.conversation.addresses;
    return { ...news, conversation: { ...news.conversation, addresses: [...first, ...news.conversation.addresses] } };
  });
};

type Render = WiredMessenger['render'];

const rendering = (change: (call: PlatformCall) => PlatformCall): Changes => ({
  messengers: (messengers) =>
    messengers.map((messenger) => {
      const render: Render = (message) => messenger.render(message).map(change);
      return { ...messenger, render };
    }),
});

/** Every line is ready as soon as it is stored, whatever stands before it. */
const hasten = (db: DatabaseSync): void =>
  db.exec(`CREATE TRIGGER hasten AFTER INSERT ON outbox BEGIN
    UPDATE outbox SET ready_at = NEW.since WHERE key = NEW.key;
  END`);

/** A message with this word in it is more than the bot can bear. */
export const poison = 'ядовитое';

const poisoned = (does: () => void): Changes => {
  const spoil = (script: Script): Script => ({
    ...script,
    understand: (text) => {
      if (text.includes(poison)) does();
      return script.understand(text);
    },
  });
  return {
    scripts: (scripts) => ({
      ...scripts,
      current: () => spoil(scripts.current()),
      pinned: async (version) => spoil(await scripts.pinned(version)),
    }),
  };
};

export const breaks: Readonly<Record<Break, Changes>> = {
  'no dedupe key': {
    turns: (turns) => ({
      ...turns,
      commit: (turn) => turns.commit({ ...turn, dedupe: `${turn.dedupe} ${randomUUID()}` }),
    }),
  },
  'acknowledged before the commit': {
    turns: (turns) => ({
      ...turns,
      commit: async (turn) => {
        // The greeting is read back at once; without it nobody would get as far as asking.
        if (turn.conversation.version === 1) return turns.commit(turn);
        void pause(300).then(() => turns.commit(turn));
        return 'committed';
      },
    }),
  },
  'no version check': { turns: force(true) },
  'claim without condition': { turns: force(false) },
  'number given again': {
    loosen: onDatabase(dropUnique),
    numbers: (numbers) => {
      let first: string | null = null;
      return { ...numbers, draw: async (now) => (first ??= await numbers.draw(now)) };
    },
  },
  'line lost in the store': { loosen: onDatabase(loseLines) },
  'news lost': publishing((news) => ({
    ...news,
    messages: news.messages.filter(({ author }) => author.kind !== 'operator'),
  })),
  'bot speaks while an operator owns': {
    turns: (turns) => ({ ...turns, commit: (turn) => turns.commit(outspoken(turn)) }),
  },
  'note sent to the widget': publishing((news) => ({ ...news, messages: news.messages.map(asAnswer) })),
  'news sent to a stranger': eavesdropping(),
  'random random id': rendering((call) => (address) => call(address, randomInt(1, 2 ** 31 - 1))),
  'uncertain call repeated blindly': {
    messengers: (messengers) => messengers.map((messenger) => ({ ...messenger, idempotent: true })),
  },
  'told as sent before the answer': rendering((call) => async (address, randomId) => {
    void call(address, randomId);
    return { kind: 'sent' };
  }),
  'two lines of one chat at once': { loosen: onDatabase(hasten) },
  'words in the log': {
    turns: (turns) => ({
      ...turns,
      commit: (turn) => {
        for (const { text } of turn.messages) process.stderr.write(`${text}\n`);
        return turns.commit(turn);
      },
    }),
  },
  'event that throws': poisoned(() => {
    throw new Error('a poisoned event');
  }),
  'event that kills': poisoned(() => {
    process.kill(process.pid, 'SIGKILL');
  }),
};
