/**
 * `node test/support/prepare.ts FOLDER`, once before all tests of a run: leaves there what `hired.ts` copies. A true
 * first start does the same and is tried by `test/start.test.ts`.
 */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createFirstPeople } from '../../core/first-people.ts';
import { createLearn } from '../../core/learn-aside.ts';
import { createLoad } from '../../core/scenario-cache.ts';
import { readScenarioFiles } from '../../core/scenario-files.ts';
import { openPeople } from '../../core/storage/sqlite/open-people.ts';
import { openStore } from '../../core/storage/sqlite/open.ts';
import { systemClock } from '../../core/system-clock.ts';
import { cheapHash, kindOf } from './hired.ts';
import { scenariosAtAnyHour, shippedScenarios } from './scenarios.ts';

/** Before any moment that a test sets its clock to. */
const hiredAt = Date.UTC(2026, 0, 1);

const loadInto = async (dataDir: string, scenariosDir: string) => {
  const loaded = await createLoad(dataDir)(readScenarioFiles(scenariosDir));
  if (!loaded.ok) throw new Error(`the scenarios in ${scenariosDir} are broken`);
  return loaded;
};

const hire = async (dataDir: string, departments: readonly string[]): Promise<void> => {
  await openStore({ dataDir, clock: systemClock }).close();
  const { people, close } = openPeople(dataDir);
  const options = { people, departments, dataDir, production: false, adminLogin: 'admin', adminPassword: null };
  for (const { login, password } of await createFirstPeople({ ...options, now: hiredAt })) {
    const found = await people.byLogin(login);
    await people.change(found?.operator.id ?? '', { passwordHash: cheapHash(password) });
  }
  await close();
};

const prepare = async (folder: string): Promise<void> => {
  const [dataDir, atAnyHour] = [join(folder, kindOf(shippedScenarios)), join(folder, kindOf(scenariosAtAnyHour()))];
  mkdirSync(dataDir, { mode: 0o700 });
  const { scenarios, lexicon, organisation } = await loadInto(dataDir, shippedScenarios);
  const departments = organisation.departments.map(({ id }) => id);
  const learn = createLearn({ dataDir, warn: () => {} });
  await Promise.all([learn(scenarios, lexicon), hire(dataDir, departments)]);
  cpSync(dataDir, atAnyHour, { recursive: true });
  await loadInto(atAnyHour, scenariosAtAnyHour());
};

await prepare(process.argv[2] ?? '');
// Compiled once for every server that the tests start.
await import('../../core/main.ts');
