/** Opens only the published scenarios of a data folder, beside a running server, which takes up what is published. */
import type { ScenarioStore } from '../../ports/scenario-store.ts';
import { openBeside } from './open-beside.ts';
import { createScenarioStore } from './scenario-store.ts';

export interface ScenariosBeside {
  readonly store: ScenarioStore;
  close(): Promise<void>;
}

/** @throws StoreBroken when there is no store yet, or one of another version. */
export const openScenarios = (dataDir: string): ScenariosBeside => {
  const { db, writer, close } = openBeside(dataDir);
  return { store: createScenarioStore({ db, writer }), close };
};
