/** What is being written about one ticket: to whom, the draft, and sending it. Owns no markup. */
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { holesOf } from '../../core/domain/variables.ts';
import type { Card } from '../contract.ts';
import { selectHole, useTemplates } from './components/TemplatePicker.tsx';
import { useConsole } from './context.ts';
import type { Console } from './create-console.ts';
import { isBlank } from './names.ts';
import { draftAsks, type ComposerMode } from './state/drafts.ts';

const tallest = 260;
const textLimitByDefault = 8000;

const modesOf = ({ may }: Card): readonly ComposerMode[] => {
  if (!may.reply) return ['note'];
  return may.note ? ['reply', 'note'] : ['reply'];
};

/** True when there was something to send; a variable that was left in the text keeps it here. */
const send = (
  { attachments, company, drafts, outbox }: Console,
  number: string,
  mode: ComposerMode,
  limit: number,
): boolean => {
  const draft = drafts.of(number).peek();
  const uploads = attachments.of(number, mode);
  const text = draft[mode].trim();
  if ((isBlank(text) && !uploads.hasReady()) || text.length > limit || holesOf(text).length > 0) return false;
  company.stop();
  outbox.add({ number, kind: mode, text, files: uploads.take(), asks: mode === 'reply' && draftAsks(draft) });
  drafts.change(number, mode === 'reply' ? { reply: '', asks: null } : { note: '' });
  return true;
};

const useField = (mode: ComposerMode, text: string): RefObject<HTMLTextAreaElement | null> => {
  const { view } = useConsole();
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(tallest, element.scrollHeight)}px`;
  }, [text, mode]);
  const wish = view.write.value;
  // Before the next key can come: it must not land in the other field.
  useLayoutEffect(() => {
    if (!wish || wish.mode !== mode) return;
    view.write.value = null;
    field.current?.focus();
  }, [wish, mode]);
  return field;
};

/** Sends what is written, or shows why not: a variable without a value, or files that are still on their way. */
const useSubmit = (
  field: RefObject<HTMLTextAreaElement | null>,
  { number, mode, text, limit }: { number: string; mode: ComposerMode; text: string; limit: number },
) => {
  const parts = useConsole();
  const uploads = parts.attachments.of(number, mode);
  const pressed = useSignal(false);
  const submit = (next: boolean): void => {
    if (!isBlank(text) && holesOf(text).length > 0) {
      pressed.value = true;
      return selectHole(field.current);
    }
    if (uploads.isBusy()) return uploads.wish(() => submit(next));
    if (send(parts, number, mode, limit) && next) parts.deeds.openNext();
    else field.current?.focus();
    return undefined;
  };
  return { submit, hole: pressed.value ? holesOf(text)[0] : undefined };
};

export const useComposing = (card: Card) => {
  const { attachments, company, directory, drafts } = useConsole();
  const { number } = card.row;
  const draft = drafts.of(number).value;
  const modes = modesOf(card);
  const mode = modes.includes(draft.mode) ? draft.mode : (modes[0] ?? 'note');
  const text = draft[mode];
  const field = useField(mode, text);
  const limit = directory.current.value?.maxText ?? textLimitByDefault;
  const uploads = attachments.of(number, mode);
  const templates = useTemplates(field, card, uploads);
  const { submit, hole } = useSubmit(field, { number, mode, text, limit });
  return {
    draft,
    modes,
    mode,
    text,
    field,
    limit,
    uploads,
    templates,
    submit,
    /** The variable without a value that kept the text from being sent. */
    hole,
    empty: isBlank(text) && !uploads.hasReady() && !uploads.isBusy(),
    choose: (next: ComposerMode): void => drafts.change(number, { mode: next }),
    ask: (asks: boolean): void => drafts.change(number, { asks }),
    write: (written: string): void => {
      drafts.change(number, { [mode]: written });
      if (isBlank(written)) company.stop();
      else company.write(number, mode);
      templates.look();
    },
    onKeyDown: (event: KeyboardEvent): void => {
      if (templates.onKeyDown(event)) return;
      if (!event.code.endsWith('Enter') || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      submit(event.shiftKey);
    },
  };
};

export type Composing = ReturnType<typeof useComposing>;
