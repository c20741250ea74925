/** Where answers and notes are written. The note looks different, so that nobody sends one to a citizen. */
import type { Card } from '../../contract.ts';
import { draftAsks, type Draft } from '../state/drafts.ts';
import { canned as cannedTexts } from '../texts/canned.ts';
import { composer as texts } from '../texts/composer.ts';
import { useComposing, type Composing } from '../use-composing.ts';
import { AttachButton, ChosenFiles, takesFiles } from './Attach.tsx';
import { Icon } from './Icon.tsx';
import { FieldTrouble } from './ReasonField.tsx';
import { Tabs } from './Tabs.tsx';
import { TemplatePicker } from './TemplatePicker.tsx';

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

interface Part {
  readonly composing: Composing;
}

const Field = ({ composing }: Part) => {
  const { mode, field, text, hole, templates } = composing;
  const noteMode = mode === 'note';
  return (
    <>
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
        onInput={(event) => composing.write(event.currentTarget.value)}
        onClick={templates.look}
        onBlur={templates.close}
        onKeyDown={composing.onKeyDown}
      />
      {hole && (
        <FieldTrouble
          id="composer-hole"
          text={(hole.variable === null ? cannedTexts.unknown : cannedTexts.unfilled)(hole.name)}
        />
      )}
    </>
  );
};

const Bar = ({ composing }: Part) => {
  const { mode, draft, text, limit, uploads, templates } = composing;
  const noteMode = mode === 'note';
  return (
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
        <Asks draft={draft} change={composing.ask} />
      )}
      <span class="grow" />
      <Hint text={text} limit={limit} />
      <button class="btn primary sm" type="submit" aria-disabled={composing.empty || text.trim().length > limit}>
        {noteMode ? texts.saveNote : texts.send}
      </button>
    </div>
  );
};

export const Composer = ({ card }: { readonly card: Card }) => {
  const composing = useComposing(card);
  const { mode, modes, uploads } = composing;
  return (
    <form
      class={mode === 'note' ? 'comp for-note' : 'comp'}
      {...takesFiles(uploads)}
      onSubmit={(event) => {
        event.preventDefault();
        composing.submit(false);
      }}
    >
      <TemplatePicker templates={composing.templates} />
      <Tabs
        class="tabs"
        label={texts.tabsLabel}
        controls="composer"
        options={modes.map((id) => ({ id, content: texts[id] }))}
        chosen={mode}
        choose={composing.choose}
      />
      <div id="composer" role="tabpanel" aria-labelledby={`composer-${mode}`}>
        <Field composing={composing} />
        <ChosenFiles uploads={uploads} />
        <Bar composing={composing} />
      </div>
    </form>
  );
};
