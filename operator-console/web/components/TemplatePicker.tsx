/**
 * Prepared answers above the field: typed after «/» or opened by the button, chosen by ↑ ↓ Enter or the mouse.
 * The focus stays in the field all the time; the chosen option is told by `aria-activedescendant`.
 */
import { useSignal, type Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { fillVariables, holesOf } from '../../../core/domain/variables.ts';
import type { CannedView, Card } from '../../contract.ts';
import { bringFiles } from '../bring-files.ts';
import { valuesFor } from '../canned-values.ts';
import { useConsole } from '../context.ts';
import { findCanned, shortcutAt } from '../find-canned.ts';
import type { TicketFiles } from '../state/attachments.ts';
import { canned as texts } from '../texts/canned.ts';
import { files as fileTexts } from '../texts/files.ts';
import { Icon } from './Icon.tsx';

interface Open {
  readonly from: number;
  readonly query: string;
}

export interface Templates {
  readonly open: Signal<Open | null>;
  readonly found: readonly CannedView[];
  readonly listId: string;
  readonly activeId: string | null;
  readonly active: Signal<number>;
  /** After every change of the text or the cursor. */
  look(): void;
  /** True when the key was the picker's. */
  onKeyDown(event: KeyboardEvent): boolean;
  openByButton(): void;
  close(): void;
  choose(answer: CannedView): void;
}

type Field = RefObject<HTMLTextAreaElement | null>;

/** Written as if typed: Ctrl+Z takes it back. */
const replace = (field: HTMLTextAreaElement, from: number, to: number, text: string): void => {
  field.focus();
  field.setSelectionRange(from, to);
  // oxlint-disable-next-line typescript/no-deprecated -- the only way that keeps the browser's undo
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
};

/** The first variable that could not be filled in is selected, to be typed over. */
export const selectHole = (field: HTMLTextAreaElement | null, after = 0): void => {
  const hole = holesOf(field?.value ?? '').find(({ from }) => from >= after);
  if (!hole) return;
  field?.focus();
  field?.setSelectionRange(hole.from, hole.to);
};

export const useTemplates = (field: Field, card: Card, uploads: TicketFiles): Templates => {
  const parts = useConsole();
  const { canned, directory, session } = parts;
  const open = useSignal<Open | null>(null);
  const active = useSignal(0);
  /** Where Esc closed it: it opens no more for this «/». */
  const dismissed = useRef<number | null>(null);
  const byButton = useRef(false);
  const listId = useId();
  const found = open.value ? findCanned(canned.answers.value ?? [], open.value.query) : [];

  const close = (): void => {
    open.value = null;
    byButton.current = false;
  };
  const look = (): void => {
    const element = field.current;
    const at =
      element && element.selectionStart === element.selectionEnd
        ? shortcutAt(element.value, element.selectionStart)
        : null;
    if (!at) {
      dismissed.current = null;
      return close();
    }
    if (at.from === dismissed.current) return;
    // Several words are a search only while something is found by them.
    const known = canned.answers.peek();
    if (at.query.includes(' ') && known && findCanned(known, at.query).length === 0) return close();
    if (open.peek()?.query !== at.query) active.value = 0;
    if (!open.peek()) void canned.load();
    open.value = at;
  };
  const choose = (answer: CannedView): void => {
    const element = field.current;
    const place = open.peek();
    if (!element || !place) return;
    close();
    const values = valuesFor(card, session.me(), directory.current.peek(), canned.facts.peek());
    replace(element, place.from, element.selectionStart, fillVariables(answer.text, values));
    selectHole(element, place.from);
    canned.used(answer.id);
    if (answer.files.length > 0) void bringFiles(parts, uploads, answer.id, card.row.number);
  };
  const dismiss = (): void => {
    const element = field.current;
    const place = open.peek();
    if (element && place && byButton.current) replace(element, place.from, element.selectionStart, '');
    else dismissed.current = place?.from ?? null;
    close();
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!open.peek() || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
    const step = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : 0;
    const answer = found[active.peek()];
    if (step !== 0 && found.length > 0) active.value = (active.peek() + step + found.length) % found.length;
    else if ((event.code.endsWith('Enter') || event.code === 'Tab') && answer && !event.shiftKey) choose(answer);
    else if (event.code === 'Escape') dismiss();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const openByButton = (): void => {
    const element = field.current;
    if (!element) return;
    if (open.peek()) return dismiss();
    const { selectionStart: at, value } = element;
    const alone = at === 0 || /\s/u.test(value[at - 1] ?? '');
    replace(element, at, element.selectionEnd, alone ? '/' : ' /');
    look();
    byButton.current = true;
    return undefined;
  };
  const activeId = open.value && found.length > 0 ? `${listId}-${active.value}` : null;
  return { open, found, listId, activeId, active, look, onKeyDown, openByButton, close, choose };
};

const firstLine = (text: string): string => text.replace(/\s+/gu, ' ').slice(0, 160);

export const TemplatePicker = ({ templates }: { readonly templates: Templates }) => {
  const { canned } = useConsole();
  const list = useRef<HTMLDivElement>(null);
  const { open, found, listId, active, choose } = templates;
  const chosen = active.value;
  useEffect(() => list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }), [chosen]);
  if (!open.value) return null;
  const loaded = canned.answers.value !== null;
  const said = canned.failed.value
    ? texts.failed
    : !loaded
      ? ''
      : canned.answers.value?.length === 0
        ? texts.empty
        : found.length === 0
          ? texts.nothing(open.value.query)
          : texts.found(found.length);
  return (
    <div class="templates">
      <div ref={list} id={listId} class="templates-list" role="listbox" aria-label={texts.list}>
        {found.map((answer, at) => (
          <div
            key={answer.id}
            id={`${listId}-${at}`}
            role="option"
            aria-selected={at === chosen}
            // The focus stays in the field.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(answer)}
          >
            <span class="template-title">
              <span class="ell">{answer.title}</span>
              {answer.files.length > 0 && (
                <span class="template-files muted xs">
                  <Icon name="clip" small />
                  {fileTexts.only(answer.files.length)}
                </span>
              )}
              <span class="muted xs">/{answer.shortcut}</span>
            </span>
            <span class="sm t2 ell">{firstLine(answer.text)}</span>
          </div>
        ))}
      </div>
      <p class="templates-foot muted xs">
        <span role="status">{said}</span>
        {found.length > 0 && <span>{texts.hint}</span>}
      </p>
    </div>
  );
};
