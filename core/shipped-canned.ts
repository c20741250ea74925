/** Gives the store the prepared answers that the product is shipped with; those that were ever there stay as they are. */
import { ScenariosBroken } from './desk/scripts.ts';
import type { DepartmentId } from './domain/ticket.ts';
import { readCanned } from './engine/load/canned.ts';
import type { CannedAnswers } from './ports/canned.ts';
import { readCannedFiles } from './scenario-files.ts';

/** @throws ScenariosBroken with every problem found. */
export const seedCanned = async (
  canned: CannedAnswers,
  scenariosDir: string,
  departments: readonly DepartmentId[],
): Promise<void> => {
  const { answers, problems } = readCanned(readCannedFiles(scenariosDir), departments);
  if (problems.length > 0) throw new ScenariosBroken(problems);
  await canned.seed(answers);
};
