/**
 * Settings from the environment: one pure function that gives a Config, or every problem at once with its cure.
 * Problems are in Russian: they are read by the engineer who runs the product.
 */
import { resolve } from 'node:path';
import { messengersOf, reachOf, type MessengersConfig } from './config-messengers.ts';
import { sandboxOf, type Emulated } from './config-sandbox.ts';
import { maxPasswordLength, passwordTrouble, type PasswordTrouble } from './domain/password-rules.ts';

export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly scenariosDir: string;
  /** Without a trailing slash; null: taken from the port the server listens on. */
  readonly publicUrl: string | null;
  /** CSP sources of sites that may embed the widget. */
  readonly embedders: readonly string[];
  readonly trustProxy: readonly string[];
  readonly adminLogin: string;
  /** Null outside production: one is generated at the first start. */
  readonly adminPassword: string | null;
  /** Key of visitor tokens; null outside production: generated into the data folder. */
  readonly visitorKey: string | null;
  /** Key of the vault of personal data; null outside production: generated into the data folder. */
  readonly personalKey: string | null;
  /** Former keys: they open what is not yet sealed anew. */
  readonly personalKeysOld: readonly string[];
  readonly logLevel: string;
  readonly messengers: MessengersConfig;
  /** Messengers to be played by emulators, with a page to try them; empty: no sandbox. */
  readonly sandbox: readonly Emulated[];
  /** Opens metrics and the details of health to who knows it; null: to this machine and administrators alone. */
  readonly metricsToken: string | null;
  /** Most sockets at once; who comes beyond is told to come later. */
  readonly maxConnections: number;
  /** A backup every hour goes there; null: none are made by themselves. */
  readonly backupDir: string | null;
}

export type ParsedConfig =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly string[] };

type Env = Readonly<Record<string, string | undefined>>;

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const localSites = ['http://localhost:*', 'http://127.0.0.1:*'];
const minKeyLength = 32;

/** Values that open something, and what people copy from an example and forget to put in. */
const secret = /(?:PASSWORD|SECRET|TOKEN|KEY|KEY_OLD)$/u;
const placeholder =
  /change.?me|x{6,}|your[-_ ]|placeholder|example|insert|\btodo\b|пример|вставьте|замените|^<.*>$|\.{3}|…|^123456:ABC-DEF|^110201543:AAH/iu;

/** Reads settings one by one and collects what is wrong with them. */
const reader = (env: Env) => {
  const problems: string[] = [];
  /** A setting may be read in several places. */
  const tell = (problem: string): void => void (problems.includes(problem) || problems.push(problem));
  const read = (name: string): string | null => {
    const value = env[name];
    if (value === undefined || value === '') return null;
    if (value !== value.trim() || /^["'].*["']$/u.test(value)) {
      tell(`${name}: лишние пробелы, перевод строки или кавычки вокруг значения. Уберите их.`);
    }
    if (secret.test(name) && placeholder.test(value)) {
      tell(`${name}: это заготовка из примера, а не настоящее значение. Впишите своё.`);
    }
    return value.trim();
  };
  const list = (name: string): readonly string[] =>
    (read(name) ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  return { problems, read, list };
};

const portOf = (value: string | null, problems: string[]): number => {
  if (value === null) return 3000;
  const port = Number(value);
  if (/^\d+$/u.test(value) && port <= 65_535) return port;
  problems.push(`PORT: «${value}» не похоже на номер порта. Укажите число от 0 до 65535, например PORT=3000.`);
  return 3000;
};

const defaultConnections = 20_000;

const connectionsOf = (value: string | null, problems: string[]): number => {
  if (value === null) return defaultConnections;
  if (/^[1-9]\d{0,6}$/u.test(value)) return Number(value);
  problems.push(`MAX_CONNECTIONS: «${value}» не похоже на число. Укажите, например, ${defaultConnections}.`);
  return defaultConnections;
};

const folderOf = (value: string | null): string | null => (value === null ? null : resolve(value));

const minTokenLength = 16;

const tokenOf = (value: string | null, problems: string[]): string | null => {
  if (value !== null && value.length < minTokenLength) {
    problems.push(`METRICS_TOKEN: короче ${minTokenLength} знаков. Создайте новый: openssl rand -base64 24.`);
  }
  return value;
};

const urlOf = (value: string | null, production: boolean, problems: string[]): string | null => {
  if (value === null) {
    if (production)
      problems.push(
        'PUBLIC_URL: не задан. Укажите адрес, по которому портал виден снаружи, например PUBLIC_URL=https://support.example.ru.',
      );
    return null;
  }
  const url = URL.parse(value);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/' || url.search !== '') {
    problems.push(
      `PUBLIC_URL: «${value}» не похоже на адрес. Нужны схема и имя без пути, например https://support.example.ru.`,
    );
    return null;
  }
  if (production && url.protocol !== 'https:') {
    problems.push('PUBLIC_URL: в рабочем режиме нужен адрес https://. Поставьте перед сервером прокси с сертификатом.');
  }
  return url.origin;
};

const isSite = (site: string): boolean => /^https?:\/\/(?:\*\.)?[a-z\d.-]+(?::(?:\d+|\*))?$/iu.test(site);

const keyOf = (name: string, key: string | null, production: boolean, problems: string[]): string | null => {
  if (production && key === null)
    problems.push(
      `${name}: не задан. В рабочем режиме ключ не создаётся сам: задайте случайную строку от ${minKeyLength} знаков (openssl rand -base64 48).`,
    );
  if (key !== null && key.length < minKeyLength)
    problems.push(`${name}: короче ${minKeyLength} знаков. Создайте новый: openssl rand -base64 48.`);
  return key;
};

const passwordWords: Readonly<Record<PasswordTrouble, string>> = {
  short: 'короче 12 знаков',
  long: `длиннее ${maxPasswordLength} знаков`,
  plain: 'в нём меньше 6 разных знаков',
  common: 'он из списка самых частых',
};

export const parseConfig = (env: Env): ParsedConfig => {
  const { problems, read, list } = reader(env);
  const mode = read('NODE_ENV');
  const production = mode === 'production';
  const embedders = list('WIDGET_SITES');
  for (const site of embedders) {
    if (!isSite(site))
      problems.push(
        `WIDGET_SITES: «${site}» не похоже на сайт. Пишите схему и имя без пути, через запятую: https://portal.example.ru,https://*.example.ru.`,
      );
  }
  const adminPassword = read('ADMIN_PASSWORD');
  const weakness = adminPassword === null ? null : passwordTrouble(adminPassword);
  if (production && adminPassword === null)
    problems.push(
      'ADMIN_PASSWORD: не задан. В рабочем режиме пароль администратора не придумывается сам: задайте от 12 знаков.',
    );
  if (weakness !== null)
    problems.push(`ADMIN_PASSWORD: слабый пароль, ${passwordWords[weakness]}. Задайте от 12 разных знаков.`);
  const visitorKey = keyOf('VISITOR_KEY', read('VISITOR_KEY'), production, problems);
  const personalKey = keyOf('PERSONAL_KEY', read('PERSONAL_KEY'), production, problems);
  const personalKeysOld = list('PERSONAL_KEY_OLD');
  for (const old of personalKeysOld) keyOf('PERSONAL_KEY_OLD', old, production, problems);
  if (personalKeysOld.length > 0 && personalKey === null)
    problems.push('PERSONAL_KEY_OLD: прежний ключ есть, а нового нет. Задайте и PERSONAL_KEY.');
  const logLevel = read('LOG_LEVEL') ?? 'info';
  if (!levels.includes(logLevel))
    problems.push(`LOG_LEVEL: «${logLevel}» нет такого уровня. Выберите один из: ${levels.join(', ')}.`);
  const config: Config = {
    production,
    host: read('HOST') ?? '127.0.0.1',
    port: portOf(read('PORT'), problems),
    dataDir: resolve(read('DATA_DIR') ?? 'data'),
    scenariosDir: resolve(read('SCENARIOS_DIR') ?? 'scenarios'),
    publicUrl: urlOf(read('PUBLIC_URL'), production, problems),
    embedders: production ? embedders : [...localSites, ...embedders],
    trustProxy: list('TRUST_PROXY'),
    adminLogin: read('ADMIN_LOGIN') ?? 'admin',
    adminPassword,
    visitorKey,
    personalKey,
    personalKeysOld,
    logLevel,
    messengers: messengersOf({ read, problems }, reachOf(read('PUBLIC_URL'))),
    sandbox: sandboxOf({ read, problems }, production),
    metricsToken: tokenOf(read('METRICS_TOKEN'), problems),
    maxConnections: connectionsOf(read('MAX_CONNECTIONS'), problems),
    backupDir: folderOf(read('BACKUP_DIR')),
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config };
};
