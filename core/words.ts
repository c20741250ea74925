/** What the engineer reads at a start: where everything is, or why it cannot begin. */
import { join } from 'node:path';
import type { Config } from './config.ts';
import { ScenariosBroken } from './desk/scripts.ts';
import type { Running } from './main.ts';

/** Why the product cannot start, in words for the engineer. */
export class CannotStart extends Error {}

export const explain = (error: unknown): string => {
  if (error instanceof ScenariosBroken) {
    const lines = error.problems.map(({ file, line, what, cure }) => `  ${file}:${line}: ${what}\n    ${cure}`);
    return `Сценарии не опубликованы:\n${lines.join('\n')}`;
  }
  if (error instanceof Error && ['CannotStart', 'StoreLocked', 'StoreBroken'].includes(error.constructor.name)) {
    return error.message;
  }
  return `Не удалось запустить: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
};

export const banner = ({ url, firstSignIns }: Running, config: Config): string => {
  const people = firstSignIns.map(({ name, login, password }) => `    ${name}: ${login} / ${password}`);
  const kept = config.production ? [] : [`  Входы для пробы записаны в ${join(config.dataDir, 'first-sign-in.txt')}`];
  return [
    '',
    ...config.messengers.notices.map((notice) => `  ${notice}`),
    `  Портал с чатом    ${url}/`,
    `  Пульт оператора   ${url}/operator`,
    ...(config.sandbox.length > 0 ? [`  Песочница         ${url}/sandbox`] : []),
    `  Состояние         ${url}/healthz`,
    '',
    ...(people.length > 0 ? ['  Первый вход (логин / пароль):', ...people, ''] : []),
    ...kept,
    '',
    '',
  ].join('\n');
};
