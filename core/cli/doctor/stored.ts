/** The database: whole, consistent, nothing stuck, nothing given up. Reads beside a running server and changes nothing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readOnly } from '../../storage/sqlite/read-only.ts';
import { bad, look, well, type Diagnosis } from './diagnosis.ts';

const lateMs = 5 * 60_000;
const shownLetters = 20;
const when = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');
/** An error may repeat what it met; its first words say enough. */
const brief = (error: string): string => error.replace(/\s+/gu, ' ').replace(/\d/gu, '#').slice(0, 100);

const flaws = (store: ReturnType<typeof readOnly>): readonly Diagnosis[] => {
  const found = store.flaws();
  if (found.length === 0) return [well('База цела, в данных нет противоречий')];
  return found.map(({ what, count }) =>
    bad(
      `${what}: ${count}`,
      'Сохраните папку данных отдельно, верните базу из копии (npm run backup -- restore) и покажите разработчику.',
    ),
  );
};

const jobs = (store: ReturnType<typeof readOnly>, now: number): readonly Diagnosis[] => {
  const stuck = store.stuckJobs(now - lateMs);
  if (stuck.length === 0) return [well('Отложенные дела идут в срок')];
  return stuck.map(({ kind, n, attempts }) =>
    look(
      `Отложенные дела «${kind}» стоят: ${n}, попыток до ${attempts}`,
      'Если сервер работает, причина в журнале («a job failed»); если остановлен, они пойдут после запуска.',
    ),
  );
};

const letters = (store: ReturnType<typeof readOnly>): readonly Diagnosis[] => {
  const found = store.deadLetters(shownLetters);
  if (found.length === 0) return [well('Необработанных событий нет')];
  return found.map(({ key, at, error }) =>
    look(
      `Событие не удалось обработать: ${key} (${when(at)}): ${brief(error)}`,
      `Повторить: npm run doctor -- retry '${key}'; забыть: npm run doctor -- drop '${key}'`,
    ),
  );
};

export const stored = (dataDir: string, now: number): readonly Diagnosis[] => {
  const path = join(dataDir, 'desk.db');
  if (!existsSync(path)) return [bad(`Базы «${path}» нет`, 'Проверьте DATA_DIR или запустите сервер: npm start.')];
  const store = readOnly(dataDir);
  try {
    const version = store.tables.stored === store.tables.known;
    return [
      version
        ? well(`Версия таблиц ${store.tables.stored}`)
        : look(
            `Версия таблиц ${store.tables.stored}, программа знает ${store.tables.known}`,
            store.tables.stored < store.tables.known
              ? 'Таблицы обновит запуск сервера; перед ним сделайте копию: npm run backup -- create.'
              : 'Базу создала более новая программа: поставьте её.',
          ),
      ...flaws(store),
      ...jobs(store, now),
      ...letters(store),
    ];
  } finally {
    store.close();
  }
};
