/** Where answers and notes are written. The note looks different, so that nobody sends one to a citizen. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { holesOf } from '../../../core/domain/variables.ts';
import type { Card } from '../../contract.ts';
import { useConsole } from '../context.ts';
import type { Console } from '../create-console.ts';
import { isBlank } from '../names.ts';
import { draftAsks, type ComposerMode, type Draft } from '../state/drafts.ts';
import { composer as texts } from '../texts.ts';
import { AttachButton, ChosenFiles, takesFiles } from './Attach.tsx';
import { canned as cannedTexts } from '../texts/canned.ts';
import { Icon } from './Icon.tsx';
import { FieldTrouble } from './ReasonField.tsx';
import { Tabs } from './Tabs.tsx';
import { TemplatePicker, selectHole, useTemplates } from './TemplatePicker.tsx';

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

const Asks = ({ draft, change }: { readonly draft: Draft; readonly change: (asks: boolean) => void }) => (
  <label class="asks">
    <input type="checkbox" checked={draftAsks(draft)} onChange={(event) => change(event.currentTarget.checked)} />
    {texts.asks}
  </label>
);

const Hint = ({ text, limit }: { readonly text: string; readonly limit: number }) => {
  const over = text.trim().length - limit;
  if (over > 0) return <span class="xs too-long">{texts.left(over)}</span>;
  return (
    <span class="muted xs send-hint">
      {text !== '' && <span class="wide-only">{texts.draftSaved} · </span>}
      <kbd>Ctrl</kbd> <kbd>Enter</kbd>
    </span>
  );
};

const useField = (mode: ComposerMode, text: string) => {
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

export const Composer = ({ card }: { readonly card: Card }) => {
  const parts = useConsole();
  const { attachments, company, deeds, directory, drafts } = parts;
  const { number } = card.row;
  const draft = drafts.of(number).value;
  const modes = modesOf(card);
  const mode = modes.includes(draft.mode) ? draft.mode : (modes[0] ?? 'note');
  const text = draft[mode];
  const field = useField(mode, text);
  const limit = directory.current.value?.maxText ?? textLimitByDefault;
  const choose = (next: ComposerMode): void => drafts.change(number, { mode: next });

  const uploads = attachments.of(number, mode);
  const nothing = isBlank(text) && !uploads.hasReady() && !uploads.isBusy();

  const templates = useTemplates(field, card);
  const left = useSignal(false);
  const hole = left.value ? holesOf(text)[0] : undefined;

  const submit = (next: boolean): void => {
    if (!isBlank(text) && holesOf(text).length > 0) {
      left.value = true;
      return selectHole(field.current);
    }
    if (uploads.isBusy()) return uploads.wish(() => submit(next));
    if (send(parts, number, mode, limit) && next) deeds.openNext();
    else field.current?.focus();
    return undefined;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (templates.onKeyDown(event)) return;
    if (!event.code.endsWith('Enter') || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    submit(event.shiftKey);
  };
  const noteMode = mode === 'note';

  return (
    <form
      class={noteMode ? 'comp for-note' : 'comp'}
      {...takesFiles(uploads)}
      onSubmit={(event) => {
        event.preventDefault();
        submit(false);
      }}
    >
      <TemplatePicker templates={templates} />
      <Tabs
        class="tabs"
        label={texts.tabsLabel}
        controls="composer"
        options={modes.map((id) => ({ id, content: texts[id] }))}
        chosen={mode}
        choose={choose}
      />
      <div id="composer" role="tabpanel" aria-labelledby={`composer-${mode}`}>
        <textarea
          key={mode}
          ref={field}
          rows={2}
          aria-label={noteMode ? texts.noteField : texts.replyField}
          placeholder={noteMode ? texts.noteHint : texts.replyHint}
          value={text}
          aria-autocomplete="list"
          aria-controls={templates.open.value ? templates.listId : undefined}
          aria-activedescendant={templates.activeId ?? undefined}
          aria-invalid={hole !== undefined}
          aria-describedby={hole === undefined ? undefined : 'composer-hole'}
          onInput={(event) => {
            drafts.change(number, { [mode]: event.currentTarget.value });
            if (isBlank(event.currentTarget.value)) company.stop();
            else company.write(number, mode);
            templates.look();
          }}
          onClick={templates.look}
          onBlur={templates.close}
          onKeyDown={onKeyDown}
        />
        {hole && (
          <FieldTrouble
            id="composer-hole"
            text={(hole.variable === null ? cannedTexts.unknown : cannedTexts.unfilled)(hole.name)}
          />
        )}
        <ChosenFiles uploads={uploads} />
        <div class="bar">
          <AttachButton uploads={uploads} />
          <button
            class="btn ghost icon sm"
            type="button"
            title={cannedTexts.open}
            aria-label={cannedTexts.open}
            onMouseDown={(event) => event.preventDefault()}
            onClick={templates.openByButton}
          >
            <Icon name="slash" />
          </button>
          {noteMode ? (
            <span class="note-warning">
              <Icon name="lock" small />
              <span>{texts.noteHint}</span>
            </span>
          ) : (
            <Asks draft={draft} change={(asks) => drafts.change(number, { asks })} />
          )}
          <span class="grow" />
          <Hint text={text} limit={limit} />
          <button class="btn primary sm" type="submit" aria-disabled={nothing || text.trim().length > limit}>
            {noteMode ? texts.saveNote : texts.send}
          </button>
        </div>
      </div>
    </form>
  );
};
