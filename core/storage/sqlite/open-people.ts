/** Opens only the people of a data folder, beside a running server. */
import type { Audit } from '../../ports/audit.ts';
import type { People, SignIns } from '../../ports/people.ts';
import { createAudit } from './audit.ts';
import { openBeside } from './open-beside.ts';
import { createPeople } from './people.ts';
import { createSignIns } from './sign-ins.ts';

export interface PeopleStore {
  readonly people: People;
  readonly signIns: SignIns;
  readonly audit: Audit;
  close(): Promise<void>;
}

/** @throws StoreBroken when there is no store yet, or one of another version. */
export const openPeople = (dataDir: string): PeopleStore => {
  const { db, writer, close } = openBeside(dataDir);
  const parts = { db, writer };
  return { people: createPeople(parts), signIns: createSignIns(parts), audit: createAudit(parts), close };
};
