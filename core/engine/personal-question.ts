/**
 * Which personal question a text would answer, if it is an answer at all: whoever stores the text must know before the
 * step, because what is asked for is looked for in it more readily.
 */
import type { EngineState } from '../domain/conversation.ts';
import type { PersonalKind } from '../domain/personal.ts';
import { isPersonal, type PersonalQuestion } from '../domain/screening/answer.ts';
import { offeredByWords } from './label.ts';
import { sceneAt } from './places.ts';
import type { Script } from './types.ts';

/** Commands that are heard in the middle of a question. */
const heardAnywhere: ReadonlySet<string> = new Set(['danger', 'operator', 'back', 'home', 'cancel', 'status']);

export interface OpenQuestion {
  readonly kind: PersonalQuestion;
  /** Parts of the answer that are there already. */
  readonly known: readonly PersonalKind[];
}

export const openQuestion = (
  { scenarios, understand }: Script,
  state: EngineState,
  text: string,
): OpenQuestion | null => {
  if (state.mode.kind !== 'scripted' && state.mode.kind !== 'elsewhere') return null;
  const scene = sceneAt(scenarios, state.at);
  const kind = scene?.kind === 'ask' && isPersonal(scene.slotKind) ? scene.slotKind : null;
  if (!kind || offeredByWords(state.offered, text, false)) return null;
  const { intent, guessed } = understand(text);
  if (!guessed && heardAnywhere.has(intent ?? '')) return null;
  return { kind, known: (state.parts ?? []).map((part) => part.kind) };
};
