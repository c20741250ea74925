/** Imports what the product's channels and server stand on, opens a database, and does nothing more. */
import { createRequire } from 'node:module';
import { DatabaseSync } from 'node:sqlite';

const require = createRequire(import.meta.url);
for (const name of ['telegraf', 'vk-io', 'express', 'socket.io']) require(name);
const db = new DatabaseSync(process.argv[2]);
db.exec('CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY)');
process.stdout.write('ready\n');
setInterval(() => {}, 60_000);
