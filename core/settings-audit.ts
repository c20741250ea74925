/** Settings with which the server runs: a start with others than before is a line in the audit. Keys, passwords and tokens are no part of it. */
import type { Config } from './config.ts';
import type { Audit, AuditFilter } from './ports/audit.ts';

const lastOne: AuditFilter = {
  person: null,
  actions: ['settings:changed'],
  ticket: null,
  from: null,
  to: null,
  departments: null,
};

/** By the names of the environment, as the engineer knows them. */
const settingsOf = (config: Config): Readonly<Record<string, string>> => ({
  NODE_ENV: config.production ? 'production' : '',
  PUBLIC_URL: config.publicUrl ?? '',
  WIDGET_SITES: config.embedders.join(','),
  TRUST_PROXY: config.trustProxy.join(','),
  MAX_CONNECTIONS: String(config.maxConnections),
  LOG_LEVEL: config.logLevel,
  METRICS_TOKEN: config.metricsToken === null ? '' : '***',
  BACKUP_DIR: config.backupDir === null ? '' : '***',
  telegram: config.messengers.telegram === null ? 'off' : config.messengers.policyOf('telegram'),
  vk: config.messengers.vk === null ? 'off' : config.messengers.policyOf('vk'),
});

/** `settings`: what became another; `all`: what the next start is compared with. */
export const auditSettings = async (audit: Audit, config: Config, now: number): Promise<void> => {
  const after = settingsOf(config);
  const [last] = (await audit.page(lastOne, null, 1)).entries;
  const before = JSON.parse(last?.details['all'] ?? '{}') as Readonly<Record<string, string>>;
  const changed = Object.keys(after).filter((name) => (before[name] ?? '') !== after[name]);
  if (changed.length === 0) return;
  const details = { settings: changed.join(', '), all: JSON.stringify(after) };
  await audit.write([{ at: now, actor: 'system', action: 'settings:changed', ticket: null, details }]);
};
