/** A line of the desk itself, in the words of `scenarios/phrases.yml`. */
import type { PhraseKey } from '../engine/phrase-keys.ts';
import { spoken } from '../engine/spoken.ts';
import type { Script } from '../engine/types.ts';
import type { Audience } from '../domain/message.ts';
import type { Draft } from './draft.ts';

export const systemLine = (
  draft: Draft,
  script: Script,
  key: PhraseKey,
  values: Readonly<Record<string, string>> = {},
  audience: Audience = 'all',
): number => draft.say({ author: { kind: 'system' }, text: spoken(script, draft.at, key, values), audience });
