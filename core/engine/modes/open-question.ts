/** A question that stands open until it is answered: its buttons, its words, and what comes from before it. */
import { unreachable } from '../../domain/unreachable.ts';
import { act } from '../act.ts';
import { sayPhrase, type Draft } from '../draft.ts';
import { home } from '../navigation.ts';
import type { Words } from '../types.ts';

interface Question {
  /** What was written instead of a press. */
  readonly text: (draft: Draft, typed: string) => Draft;
  readonly again: (draft: Draft) => Draft;
  /** What is put aside when something is chosen. */
  readonly leave?: (draft: Draft) => Draft;
}

export const openQuestion =
  ({ text, again, leave = (draft) => draft }: Question) =>
  (draft: Draft, heard: Words): Draft => {
    switch (heard.kind) {
      case 'start':
        return home(sayPhrase(leave(draft), 'greeting-again'));
      case 'text':
        return text(draft, heard.text);
      case 'press': {
        const offered = draft.state.offered[heard.index];
        return offered ? act(leave(draft), offered) : again(sayPhrase(draft, 'menu-stale'));
      }
      case 'stale':
        return again(sayPhrase(draft, 'menu-stale'));
      default:
        return unreachable(heard);
    }
  };
