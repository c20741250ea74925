/** Which files make a version of the scenarios, and its name: a hash of their texts. */
import { createHash } from 'node:crypto';

interface File {
  readonly path: string;
  readonly text: string;
}

/** Dialogues that are tests stand in the same folder and are no part of a version. */
const transcripts = 'transcripts/';

/** The files of a version, in the order in which they are read. */
export const filesOfVersion = <T extends File>(files: readonly T[]): readonly T[] =>
  files
    .filter(({ path }) => !path.startsWith(transcripts))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

/** Line ends make no difference, and neither does the order of the files. */
export const versionOf = (files: readonly File[]): string => {
  const hash = createHash('sha256');
  for (const { path, text } of filesOfVersion(files)) hash.update(`${path}\0${text.replaceAll('\r\n', '\n')}\0`);
  return hash.digest('hex');
};
