/** Edits made in two places: files that the folder changed are taken from it, all others stay as they are published. */
import { versionOf } from '../engine/version.ts';
import type { ScenarioFile, ScenarioStore } from '../ports/scenario-store.ts';

type Files = readonly ScenarioFile[];

/** How far back the folder's last publication is looked for. */
const longHistory = 1000;

const textsOf = (files: Files): ReadonlyMap<string, string> => new Map(files.map(({ path, text }) => [path, text]));

/** `base`: the folder as it was published last. A file changed in both places is the folder's. */
const mergeFiles = (base: Files, folder: Files, active: Files): Files => {
  const [before, now, published] = [textsOf(base), textsOf(folder), textsOf(active)];
  const paths = [...new Set([...now.keys(), ...published.keys()])].sort();
  return paths.flatMap((path): Files => {
    const text = now.get(path) === before.get(path) ? published.get(path) : now.get(path);
    return text === undefined ? [] : [{ path, text }];
  });
};

/** What is published, with the folder's changes since it published last. */
export const withFolder = async (store: ScenarioStore, folder: Files): Promise<Files> => {
  const published = await store.active();
  if (!published) return folder;
  const last = (await store.history(longHistory)).find((publication) => publication.folder !== null);
  const base = last?.folder ? await store.load(last.folder) : null;
  if (!base) return folder;
  return base.hash === versionOf(folder) ? published.files : mergeFiles(base.files, folder, published.files);
};
