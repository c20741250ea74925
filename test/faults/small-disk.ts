/** A disk of its own that a test can fill to the last byte. It is mounted, which needs root. */
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, statfsSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  /** False: nobody may mount here, and it is a folder like any other. */
  readonly isMounted: boolean;
  /** Takes all the room but so many bytes; returns how to give it back. */
  fill(leave: number): () => void;
  remove(): void;
}

export const mountSmallDisk = (megabytes = 24): SmallDisk => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-disk-'));
  const isMounted =
    process.getuid?.() === 0 &&
    spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status === 0;
  return {
    folder,
    isMounted,
    fill: (leave) => {
      const path = join(folder, 'filler');
      const { bavail, bsize } = statfsSync(folder);
      const fd = openSync(path, 'w');
      const chunk = Buffer.alloc(bsize, 1);
      try {
        for (let left = bavail * bsize - leave; left >= bsize; left -= bsize) writeSync(fd, chunk);
      } catch (error) {
        // Somebody else has written meanwhile: it is full all the same. No `instanceof`: tests have an Error of their own.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
      return () => {
        ftruncateSync(fd, 0);
        closeSync(fd);
        unlinkSync(path);
      };
    },
    remove: () => {
      if (isMounted) execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
