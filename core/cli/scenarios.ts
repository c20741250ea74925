/** `npm run scenarios -- check [folder]`: reads the scenarios as the product would and tells every problem with its cure. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadScenarios } from '../engine/load.ts';
import type { Scenarios } from '../engine/scenario.ts';
import { readScenarioFiles } from '../scenario-files.ts';

const usage = 'Как запускать: npm run scenarios -- check [папка]\n';

const plural = (count: number, one: string, few: string, many: string): string => {
  const form = new Intl.PluralRules('ru').select(count);
  return `${count} ${form === 'one' ? one : form === 'few' ? few : many}`;
};

const summary = ({ byId, topics, version }: Scenarios): string => {
  const scenes = [...byId.values()].reduce((sum, scenario) => sum + scenario.scenes.size, 0);
  const counts = [
    plural(byId.size, 'сценарий', 'сценария', 'сценариев'),
    plural(scenes, 'сцена', 'сцены', 'сцен'),
    plural(topics.size, 'тема', 'темы', 'тем'),
  ];
  return `Всё в порядке: ${counts.join(', ')}. Версия ${version.slice(0, 12)}.\n`;
};

/** What to print and with which code to leave. */
export const checkScenarios = (folder: string): { readonly text: string; readonly code: 0 | 1 } => {
  if (!existsSync(folder)) return { text: `Нет папки ${folder}.\n`, code: 1 };
  const loaded = loadScenarios(readScenarioFiles(folder));
  if (loaded.ok) return { text: summary(loaded.scenarios), code: 0 };
  const lines = loaded.problems.map(({ file, line, what, cure }) => `${file}:${line}: ${what}\n  ${cure}`);
  const count = plural(lines.length, 'замечание', 'замечания', 'замечаний');
  return { text: `${lines.join('\n')}\n\n${count}. Пока они есть, сценарии не публикуются.\n`, code: 1 };
};

const main = ([verb, folder]: readonly string[]): void => {
  if (verb !== 'check') {
    process.stderr.write(usage);
    process.exitCode = 2;
    return;
  }
  const { text, code } = checkScenarios(folder ?? join(import.meta.dirname, '../../scenarios'));
  (code === 0 ? process.stdout : process.stderr).write(text);
  process.exitCode = code;
};

if (import.meta.main) main(process.argv.slice(2));
