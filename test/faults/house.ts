/**
 * What befalls the house itself, in the middle of a round: its disk is full, its database is held by another program.
 * It passes by itself after a moment, and at the latest when the product dies: whoever starts anew has room.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { moveIn } from '../support/hired.ts';
import { newFolder, removeFolder } from './field.ts';
import type { Random } from './random.ts';
import { mountSmallDisk } from './small-disk.ts';
import type { Weather } from './weather.ts';

export interface House {
  readonly dataDir: string;
  /** Null: nobody may mount a disk here, so none can be filled. */
  readonly fill: ((leave: number) => () => void) | null;
  remove(): void;
}

/** Room for a campaign. */
const megabytes = 64;

export const buildHouse = (): House => {
  const disk = mountSmallDisk(megabytes);
  if (!disk.isMounted) {
    disk.remove();
    const dataDir = newFolder();
    return { dataDir, fill: null, remove: () => removeFolder(dataDir) };
  }
  const dataDir = join(disk.folder, 'data');
  moveIn(dataDir, '');
  return { dataDir, fill: disk.fill, remove: disk.remove };
};

/** Ends once: by the time, by the death of the product, or with the round. */
const passing = (name: string, ms: number, over: () => void): Weather => {
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    over();
  };
  const timer = setTimeout(end, ms);
  return { name, atDeath: end, clear: end };
};

export const locked = ({ dataDir }: House, random: Random): Weather => {
  const other = new DatabaseSync(join(dataDir, 'desk.db'), { timeout: 5_000 });
  other.exec('BEGIN EXCLUSIVE');
  return passing('a locked database', 50 + random.below(400), () => {
    other.exec('ROLLBACK');
    other.close();
  });
};

export const full = ({ fill }: House, random: Random): Weather | null => {
  const [leave, ms] = [random.below(64 * 1024), 50 + random.below(400)];
  return fill && passing('a full disk', ms, fill(leave));
};
