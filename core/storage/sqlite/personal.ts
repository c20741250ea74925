/** What the vault asks of a store (`SealedRows`), and how a turn writes into it. Nothing here can open a box. */
import type { DatabaseSync } from 'node:sqlite';
import type { Consent } from '../../domain/consent.ts';
import type { PersonalKind } from '../../domain/personal.ts';
import { unreachable } from '../../domain/unreachable.ts';
import type { ConsentRecord, PersonalChange, SealedRows, SealedValue, WrappedText } from '../../ports/personal.ts';
import { retryLetter } from '../../ports/upkeep.ts';
import { kept } from './group.ts';
import type { Writer } from './group.ts';
import { select } from './sql.ts';
import type { Select } from './sql.ts';

interface SealedRow {
  readonly id: string;
  readonly ref: string;
  readonly kind: PersonalKind;
  readonly sealed_by: string;
  readonly nonce: Uint8Array;
  readonly box: Uint8Array;
  readonly hash: Uint8Array;
}

const toSealed = (row: SealedRow): SealedValue => ({
  conversation: row.id,
  ref: row.ref,
  kind: row.kind,
  key: row.sealed_by,
  nonce: row.nonce,
  box: row.box,
  hash: row.hash,
});

const whole = `SELECT c.id, p.ref, p.kind, p.sealed_by, p.nonce, p.box, p.hash
  FROM personal p JOIN conversations c ON c.key = p.conversation`;

export const createSealedRows = ({
  db,
  writer,
}: {
  readonly db: DatabaseSync;
  readonly writer: Writer;
}): SealedRows => {
  const one = select<SealedRow>(db, `${whole} WHERE c.id = ? AND p.ref = ?`);
  // Two reads: an index serves what is below a key and what is above it, not what differs from it.
  const below = select<SealedRow>(db, `${whole} WHERE p.sealed_by < ? LIMIT ?`);
  const above = select<SealedRow>(db, `${whole} WHERE p.sealed_by > ? LIMIT ?`);
  const next = select<{ key: string | null }>(db, 'SELECT min(sealed_by) AS key FROM personal WHERE sealed_by > ?');
  const replace = db.prepare(
    `UPDATE personal SET sealed_by = ?, nonce = ?, box = ?, hash = ?
     WHERE ref = ? AND conversation = (SELECT key FROM conversations WHERE id = ?)`,
  );
  return {
    find: async (conversation, ref) => {
      const row = one.one(conversation, ref);
      return row === undefined ? null : toSealed(row);
    },
    holders: createHolders(db),
    keys: async () => keysFrom(next),
    notUnder: async (key, limit) => [...below.all(key, limit), ...above.all(key, limit)].slice(0, limit).map(toSealed),
    replace: (values) =>
      writer.write(() => {
        for (const { key, nonce, box, hash, ref, conversation } of values) {
          replace.run(key, nonce, box, hash, ref, conversation);
        }
        return kept(undefined);
      }),
    ...createWrapped(db, writer),
    consents: createConsents(db),
  };
};

/** From one key to the next by the index, however many values lie under each. */
const keysFrom = (next: Select<{ key: string | null }>): readonly string[] => {
  const keys: string[] = [];
  for (let key = next.one('')?.key ?? null; key !== null; key = next.one(key)?.key ?? null) keys.push(key);
  return keys;
};

const createHolders = (db: DatabaseSync): SealedRows['holders'] => {
  const holders = select<{ key: number; id: string; updated_at: number }>(
    db,
    `SELECT DISTINCT c.key, c.id, c.updated_at FROM personal p JOIN conversations c ON c.key = p.conversation
     WHERE p.hash = ? ORDER BY c.updated_at DESC, c.key DESC LIMIT ?`,
  );
  return async (hashes, limit) => {
    const found = hashes.flatMap((hash) => holders.all(hash, limit));
    const newest = found.sort((a, b) => b.updated_at - a.updated_at || b.key - a.key);
    return [...new Set(newest.map(({ id }) => id))].slice(0, limit);
  };
};

/** At the first colon: a key may hold more of them. */
const cut = (id: string): readonly string[] => [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];

/** Dead letters, those that wait for another try, and parts of albums that have not been said. */
const createWrapped = (db: DatabaseSync, writer: Writer): Pick<SealedRows, 'wrappedOtherwise' | 'rewrap'> => {
  const otherwise = select<WrappedText>(
    db,
    `SELECT id, text FROM (
       SELECT 'letter:' || key AS id, raw AS text FROM dead_letters
       UNION ALL SELECT 'job:' || key, json_extract(payload, '$.raw') FROM jobs WHERE kind = '${retryLetter}'
       UNION ALL SELECT 'part:' || c.key || ':' || part.fullkey, part.atom
         FROM conversations c, json_tree(c.albums) part WHERE part.path LIKE '$[%].parts'
     ) WHERE substr(text, 1, length(?1)) <> ?1 LIMIT ?2`,
  );
  const letter = db.prepare('UPDATE dead_letters SET raw = ? WHERE key = ?');
  const job = db.prepare(`UPDATE jobs SET payload = json_set(payload, '$.raw', ?) WHERE key = ?`);
  const part = db.prepare('UPDATE conversations SET albums = json_set(albums, ?, ?) WHERE key = ?');
  const write = ({ id, text }: WrappedText): void => {
    const [kind = '', key = ''] = cut(id);
    if (kind === 'part') {
      const [conversation = '', place = ''] = cut(key);
      part.run(place, text, Number(conversation));
    } else if (kind === 'job') job.run(text, key);
    else letter.run(text, key);
  };
  return {
    wrappedOtherwise: async (prefix, limit) => otherwise.all(prefix, limit).map((row) => ({ ...row })),
    rewrap: (texts) =>
      writer.write(() => {
        texts.forEach(write);
        return kept(undefined);
      }),
  };
};

const createConsents = (db: DatabaseSync): SealedRows['consents'] => {
  const consents = select<Consent & ConsentRecord>(
    db,
    `SELECT s.at, s.channel, s.decision, s.action, s.hash, t.version, t.text
     FROM consents s JOIN consent_texts t ON t.hash = s.hash JOIN conversations c ON c.key = s.conversation
     WHERE c.id = ? ORDER BY s.key`,
  );
  return async (conversation) => consents.all(conversation).map((row) => ({ ...row }));
};

/** Writes what a turn brings, inside its transaction. `conversation` is the store's own key. */
export const createPersonalWriter = (db: DatabaseSync) => {
  const keep = db.prepare(
    'INSERT INTO personal (conversation, ref, kind, sealed_by, nonce, box, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const forget = db.prepare('DELETE FROM personal WHERE conversation = ?');
  const text = db.prepare('INSERT INTO consent_texts (hash, version, text) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const consent = db.prepare(
    'INSERT INTO consents (conversation, at, channel, decision, action, hash) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return {
    change: (conversation: number, change: PersonalChange): void => {
      switch (change.kind) {
        case 'keep': {
          const { ref, kind, key, nonce, box, hash } = change.value;
          keep.run(conversation, ref, kind, key, nonce, box, hash);
          return;
        }
        case 'forget':
          forget.run(conversation);
          return;
        default:
          unreachable(change);
      }
    },
    consent: (conversation: number, record: ConsentRecord): void => {
      text.run(record.hash, record.version, record.text);
      consent.run(conversation, record.at, record.channel, record.decision, record.action, record.hash);
    },
  };
};
