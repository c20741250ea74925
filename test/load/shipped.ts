/** The scenarios that the product ships, as files and as a script. */
import { join } from 'node:path';
import { createCalendar } from '../../core/domain/calendar.ts';
import { loadScenarios } from '../../core/engine/load.ts';
import type { Script } from '../../core/engine/types.ts';
import { createUnderstand } from '../../core/engine/understanding/create.ts';
import type { ScenarioFile } from '../../core/ports/scenario-store.ts';
import { readScenarioFiles } from '../../core/scenario-files.ts';

export const shippedFiles = (): readonly ScenarioFile[] =>
  readScenarioFiles(join(import.meta.dirname, '../../scenarios'));

export const scriptOf = (files: readonly ScenarioFile[]): Script => {
  const loaded = loadScenarios(files);
  if (!loaded.ok) {
    throw new Error(loaded.problems.map(({ file, line, what }) => `${file}:${line}: ${what}`).join('\n'));
  }
  const { scenarios, organisation, phrases, lexicon } = loaded;
  return {
    scenarios,
    organisation,
    phrases,
    understand: createUnderstand(scenarios, lexicon),
    calendar: createCalendar(organisation),
  };
};
