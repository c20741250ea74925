/** The checks of what every installation has: store, disk, jobs, dead letters, contacts, calendar, event loop. Channels add theirs. */
import { statfs } from 'node:fs/promises';
import type { Scripts } from './desk/scripts.ts';
import { missingYear } from './domain/calendar.ts';
import { uncheckedContacts, type Organisation } from './domain/organisation.ts';
import { noticedMs, type LoopWatch } from './event-loop.ts';
import type { Indexer } from './indexer.ts';
import type { Clock } from './ports/clock.ts';
import { fine, type Finding, type HealthChecks } from './ports/health.ts';
import type { StoreTrouble, Upkeep } from './ports/upkeep.ts';

export interface CommonCheckDeps {
  readonly dataDir: string;
  readonly production: boolean;
  readonly upkeep: Pick<Upkeep, 'figures' | 'trouble'>;
  readonly organisation: () => Organisation;
  readonly scripts: Pick<Scripts, 'refused'>;
  readonly loop: Pick<LoopWatch, 'longestMs'>;
  readonly clock: Clock;
}

const mb = 2 ** 20;
/** Enough for the log of a busy day and for a backup to be noticed as missing. */
const fewBytes = 512 * mb;
const lateMs = 60_000;

const troubles: Readonly<Record<StoreTrouble, { readonly why: string; readonly detail: string }>> = {
  full: { why: 'на диске нет места', detail: 'освободите место: запись пойдёт сама' },
  locked: { why: 'база занята другой программой', detail: 'закройте программу, которая держит desk.db' },
  gone: { why: 'файл базы удалён или подменён', detail: 'остановите сервер и верните файл: npm run backup -- restore' },
  disk: { why: 'хранилище не принимает запись', detail: 'проверьте диск и права на DATA_DIR' },
};

const store = async ({ upkeep, clock }: CommonCheckDeps): Promise<Finding> => {
  const trouble = await upkeep.trouble();
  if (trouble !== null) return { level: 'failing', ...troubles[trouble] };
  await upkeep.figures(clock.now());
  return fine();
};

const disk = async ({ dataDir }: CommonCheckDeps): Promise<Finding> => {
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const detail = `свободно ${Math.floor(free / mb)} МБ`;
  return free < fewBytes ? { level: 'degraded', why: 'на диске мало места', detail } : fine(detail);
};

const jobs = async ({ upkeep, clock }: CommonCheckDeps): Promise<Finding> => {
  const now = clock.now();
  const { jobsDue, oldestDue } = await upkeep.figures(now);
  const waits = oldestDue === null ? 0 : now - oldestDue;
  const detail = `просрочено дел: ${jobsDue}, старшее ждёт ${Math.round(waits / 1000)} с`;
  return waits > lateMs ? { level: 'degraded', why: 'отложенные дела опаздывают', detail } : fine(detail);
};

const letters = async ({ upkeep, clock }: CommonCheckDeps): Promise<Finding> => {
  const { deadLetters } = await upkeep.figures(clock.now());
  return deadLetters === 0
    ? fine()
    : {
        level: 'degraded',
        why: 'есть события, которые не удалось обработать',
        detail: `${deadLetters}; список и повтор: npm run doctor`,
      };
};

/** Demonstration data is no fault while one tries the product; production does not start with it. */
const contacts = ({ organisation, production }: CommonCheckDeps): Finding => {
  const unchecked = uncheckedContacts(organisation()).map(({ title }) => title);
  if (unchecked.length === 0) return fine();
  const detail = `никем не проверены: ${unchecked.join(', ')}`;
  return production ? { level: 'degraded', why: 'контакты не проверены', detail } : fine(detail);
};

const calendar = ({ organisation, clock }: CommonCheckDeps): Finding => {
  const year = missingYear(organisation(), clock.now());
  if (year === null) return fine();
  const detail = `нет ${year} года: впишите его в organisation.yml`;
  return { level: 'degraded', why: 'кончается производственный календарь', detail };
};

/** An edit that was not taken: the version before is walked, and the author reads why. */
const scenarios = ({ scripts }: CommonCheckDeps): Finding => {
  const refused = scripts.refused();
  if (!refused) return fine();
  const [first] = refused.problems;
  const detail = first ? `${first.file}:${first.line}: ${first.what} ${first.cure}` : 'npm run scenarios -- check';
  return { level: 'degraded', why: 'правка сценариев не опубликована, действует прежняя версия', detail };
};

const eventLoop = ({ loop }: CommonCheckDeps): Finding => {
  const ms = loop.longestMs();
  const detail = `самая долгая остановка за минуту: ${ms} мс`;
  return ms >= noticedMs ? { level: 'degraded', why: 'сервер отвечает с задержкой', detail } : fine(detail);
};

/** One failed batch is tried again and says nothing. */
export const addSearchCheck = (health: HealthChecks, indexer: Pick<Indexer, 'failingSince'>, clock: Clock): void =>
  health.add('search', () => {
    const since = indexer.failingSince();
    if (since === null || clock.now() - since < lateMs) return fine();
    const detail = 'проверьте место на диске и права на search.db в DATA_DIR';
    return { level: 'degraded', why: 'поиск не видит новых сообщений', detail };
  });

export const addCommonChecks = (health: HealthChecks, deps: CommonCheckDeps): void => {
  health.add('store', () => store(deps));
  health.add('disk', () => disk(deps));
  health.add('jobs', () => jobs(deps));
  health.add('dead-letters', () => letters(deps));
  health.add('contacts', () => contacts(deps));
  health.add('calendar', () => calendar(deps));
  health.add('scenarios', () => scenarios(deps));
  health.add('event-loop', () => eventLoop(deps));
};
