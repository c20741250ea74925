/**
 * Loads scenarios, and remembers what the same files came to when the same engine loaded them last: reading and judging
 * the YAML again would be a quarter of a start. The memory is a file in the data folder; without it everything works.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepCache } from './cache-file.ts';
import type { Load } from './desk/scripts.ts';
import type { Organisation } from './domain/organisation.ts';
import { pack, readPacked, unpack, type PackedScenarios } from './engine/packed.ts';
import type { Phrases } from './engine/types.ts';
import type { Lexicon } from './engine/understanding/lexicon.ts';
import type { ScenarioFile } from './ports/scenario-store.ts';

interface Remembered {
  readonly key: string;
  readonly scenarios: PackedScenarios;
  readonly organisation: Organisation;
  readonly phrases: Phrases;
  readonly lexicon: Lexicon;
}

const engineDir = join(import.meta.dirname, 'engine');

/** Changes with any letter of the engine or of the files. */
const keyOf = (files: readonly ScenarioFile[]): string => {
  const hash = createHash('sha256');
  for (const name of readdirSync(engineDir, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(engineDir, name)));
  }
  return hash.update(JSON.stringify(files)).digest('base64url');
};

const recall = (file: string, key: string): Remembered | null => {
  try {
    const remembered = readPacked(readFileSync(file, 'utf8')) as Remembered;
    return remembered.key === key ? remembered : null;
  } catch {
    return null;
  }
};

const remember = (file: string, remembered: Remembered): void => keepCache(file, JSON.stringify(remembered));

export const createLoad = (dataDir: string): Load => {
  const file = join(dataDir, 'scenarios.cache.json');
  // The first ones asked for are those of today; older versions that tickets are pinned to are not worth the place.
  let ofToday = true;
  return async (files) => {
    const key = keyOf(files);
    const known = recall(file, key);
    if (known) {
      ofToday = false;
      const { scenarios, organisation, phrases, lexicon } = known;
      return { ok: true, scenarios: unpack(scenarios), organisation, phrases, lexicon };
    }
    const { loadScenarios } = await import('./engine/load.ts');
    const loaded = loadScenarios(files);
    if (loaded.ok && ofToday) {
      const { organisation, phrases, lexicon } = loaded;
      remember(file, { key, scenarios: pack(loaded.scenarios), organisation, phrases, lexicon });
    }
    ofToday = false;
    return loaded;
  };
};
