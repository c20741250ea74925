/** Carries out keyboard commands while the console is on the page. */
import { batch } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Console } from './create-console.ts';
import { commandOf, type Command } from './keys.ts';
import type { ComposerMode } from './state/drafts.ts';
import { dialogues } from './state/route.ts';
import { requestSolve } from './state/request-solve.ts';
import { searchFieldId } from './components/SearchField.tsx';
import { unreachable } from '../../core/domain/unreachable.ts';

const go = ({ queue, route }: Console, step: 1 | -1): void => {
  const next = queue.neighbour(route.number.peek(), step);
  if (next !== null) route.go(next);
};

const write = ({ conversation, drafts, view }: Console, mode: ComposerMode): void => {
  const card = conversation.card.peek();
  if (!card || (mode === 'reply' ? !card.may.reply : !card.may.note)) return;
  batch(() => {
    if (!card.may.reply) view.noteOpen.value = true;
    drafts.change(card.row.number, { mode });
    view.write.value = { mode };
  });
};

/** On wide screens the card is always there and only takes the focus. */
const toggleCard = ({ conversation, view }: Console): void => {
  if (!conversation.card.peek()) return;
  view.cardOpen.value = !view.cardOpen.peek();
  if (view.cardOpen.peek()) requestAnimationFrame(() => document.querySelector<HTMLElement>('.side')?.focus());
};

const escape = ({ view }: Console): void => {
  if (view.cardOpen.peek()) {
    view.cardOpen.value = false;
    document.querySelector<HTMLElement>('.card-button')?.focus();
  } else if (document.activeElement instanceof HTMLElement && document.activeElement.matches('textarea, input')) {
    document.activeElement.blur();
  }
};

const run = (parts: Console, command: Command): void => {
  const { conversation, deeds, view } = parts;
  const card = conversation.card.peek();
  switch (command) {
    case 'search': {
      const field = document.getElementById(searchFieldId);
      if (field instanceof HTMLInputElement) {
        field.focus();
        field.select();
      }
      return undefined;
    }
    case 'next':
      return go(parts, 1);
    case 'previous':
      return go(parts, -1);
    case 'take':
      return void deeds.take();
    case 'reply':
    case 'note':
      return write(parts, command);
    case 'transfer':
      if (card?.may.transfer) view.dialog.value = 'transfer';
      return undefined;
    case 'solve':
      if (card?.may.solve) requestSolve(parts);
      return undefined;
    case 'card':
      return toggleCard(parts);
    case 'keys':
      view.dialog.value = 'keys';
      return undefined;
    case 'escape':
      return escape(parts);
    default:
      return unreachable(command);
  }
};

export const useKeyboard = (parts: Console): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      // An open dialog or menu is the upper layer: the browser's own keys rule there.
      if (document.querySelector('dialog[open], :popover-open')) return;
      const command = commandOf(event, parts.settings.singleKeys.peek());
      if (command === null) return;
      // Letters act on dialogues; elsewhere they would act on what nobody sees.
      const everywhere = command === 'search' || command === 'keys' || command === 'escape';
      if (!everywhere && parts.route.section.peek() !== dialogues) return;
      if (command !== 'escape') event.preventDefault();
      run(parts, command);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
};
