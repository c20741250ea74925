/**
 * The floor: a support bot as one would write it in one file. express reads the webhook, one transaction a turn stores
 * it in SQLite (durable, like ours), the reply is posted by fetch. One menu is all it can. Speaks for Telegram and VK.
 */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import express from 'express';

export const secret = 'webhook-secret-of-a-bench';

/** The same storage for the floor and for telegraf's own webhook. Null: a repeated event. */
export const createStorage = (folder) => {
  const db = new DatabaseSync(join(folder, 'floor.db'));
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE seen (key TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE chats (peer INTEGER PRIMARY KEY, state TEXT NOT NULL, seq INTEGER NOT NULL);
    CREATE TABLE lines (peer INTEGER, seq INTEGER, at INTEGER, author TEXT, text TEXT, PRIMARY KEY (peer, seq)) WITHOUT ROWID;`);
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  const see = db.prepare('INSERT INTO seen (key) VALUES (?) ON CONFLICT DO NOTHING');
  const chat = db.prepare('SELECT state, seq FROM chats WHERE peer = ?');
  const keep = db.prepare(
    'INSERT INTO chats (peer, state, seq) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET state = ?2, seq = ?3',
  );
  const line = db.prepare('INSERT INTO lines (peer, seq, at, author, text) VALUES (?, ?, ?, ?, ?)');
  return (key, peer, text, menu) => {
    begin.run();
    try {
      if (see.run(key).changes === 0) {
        rollback.run();
        return null;
      }
      const known = chat.get(peer);
      const state = known ? JSON.parse(known.state) : { at: 'menu', trail: [] };
      const seq = known?.seq ?? 0;
      const reply = menu(text);
      const trail = [...state.trail, { at: state.at, text }].slice(-20);
      line.run(peer, seq + 1, Date.now(), 'citizen', text);
      line.run(peer, seq + 2, Date.now(), 'bot', reply.text);
      keep.run(peer, JSON.stringify({ at: 'menu', trail }), seq + 2);
      commit.run();
      return reply;
    } catch (error) {
      rollback.run();
      throw error;
    }
  };
};

const labels = ['Не получается войти', 'Ошибка на сайте', 'Статус обращения', 'Другие темы', 'Перейти к оператору'];
export const menu = () => ({ text: 'Выберите тему или напишите вопрос своими словами.', labels });

/** At most so many a second, in the order of asking, kept in memory. */
const paced = (perSecond, send) => {
  const waiting = [];
  setInterval(() => {
    const next = waiting.shift();
    if (next) void send(...next);
  }, 1000 / perSecond).unref();
  return (...reply) => waiting.push(reply);
};

export const createFloor = (platform, folder, apiRoot, isPaced) => {
  const turn = createStorage(folder);
  const app = express();
  app.use(express.json({ limit: '1mb' }));
  const sendTelegram = (peer, { text, labels: buttons }) =>
    fetch(`${apiRoot}/bot1:bench/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        chat_id: peer,
        text,
        reply_markup: { inline_keyboard: buttons.map((label, index) => [{ text: label, callback_data: `b${index}` }]) },
      }),
    }).then((response) => response.arrayBuffer());
  let randomId = 0;
  const sendVk = (peer, { text, labels: buttons }) =>
    fetch(`${apiRoot}/method/messages.send`, {
      method: 'POST',
      body: new URLSearchParams({
        access_token: 'bench',
        v: '5.199',
        peer_id: peer,
        random_id: (randomId += 1),
        message: text,
        keyboard: JSON.stringify({
          inline: true,
          buttons: buttons.map((label, index) => [
            { action: { type: 'callback', label, payload: `{"p":"${index}"}` } },
          ]),
        }),
      }),
    }).then((response) => response.arrayBuffer());
  const [atTelegram, atVk] = isPaced ? [paced(25, sendTelegram), paced(18, sendVk)] : [sendTelegram, sendVk];
  if (platform === 'telegram') {
    app.post('/webhooks/telegram', (request, response) => {
      if (request.headers['x-telegram-bot-api-secret-token'] !== secret) {
        response.sendStatus(403);
        return;
      }
      const { update_id: id, message } = request.body;
      const reply = turn(`u${id}`, message.chat.id, message.text, menu);
      response.status(200).end();
      if (reply) void atTelegram(message.chat.id, reply);
    });
  } else {
    app.post('/webhooks/vk', (request, response) => {
      if (request.body.secret !== secret) {
        response.sendStatus(403);
        return;
      }
      const { message } = request.body.object;
      const reply = turn(`e${request.body.event_id}`, message.peer_id, message.text, menu);
      response.send('ok');
      if (reply) void atVk(message.peer_id, reply);
    });
  }
  return app;
};
