/** A line of the desk itself, in the words of `scenarios/phrases.yml`. */
import { phrase } from '../engine/phrase.ts';
import type { Script } from '../engine/types.ts';
import type { Audience } from '../domain/message.ts';
import type { Draft } from './draft.ts';

export const systemLine = (
  draft: Draft,
  script: Script,
  key: string,
  values: Readonly<Record<string, string>> = {},
  audience: Audience = 'all',
): number => draft.say({ author: { kind: 'system' }, text: phrase(script.phrases, key, values), audience });
