/** A new prepared answer, or a change of one. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { holesOf, variables } from '../../../../core/domain/variables.ts';
import type { CannedRequestScope, CannedView } from '../../../contract.ts';
import { AttachButton, ChosenFiles, takesFiles } from '../../components/Attach.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Field, TextField } from '../../components/Field.tsx';
import { FieldTrouble } from '../../components/ReasonField.tsx';
import { useConsole } from '../../context.ts';
import { isBlank, tameLine } from '../../names.ts';
import type { TicketFiles } from '../../state/attachments.ts';
import { failureText } from '../../texts.ts';
import { canned } from '../../texts/canned.ts';
import { useForm, type Troubles } from '../../use-form.ts';

const texts = canned.page;
const longest = 4000;

interface Values {
  readonly title: string;
  readonly shortcut: string;
  readonly text: string;
  /** `mine`, `all`, or a department's id after `of:`. */
  readonly scope: string;
}

type Name = 'title' | 'shortcut' | 'text' | 'files';

const blank: Values = { title: '', shortcut: '', text: '', scope: 'mine' };

const scopeValue = (scope: CannedRequestScope): string =>
  scope.kind === 'department' ? `of:${scope.department}` : scope.kind;
const toScope = (value: string): CannedRequestScope => {
  if (value === 'all') return { kind: 'all' };
  return value.startsWith('of:') ? { kind: 'department', department: value.slice(3) } : { kind: 'mine' };
};

const textTrouble = (text: string): string | null => {
  if (isBlank(text)) return texts.textMissing;
  if (text.trim().length > longest) return texts.textLong;
  const unknown = holesOf(text).find(({ variable }) => variable === null);
  return unknown ? texts.unknown(unknown.name) : null;
};

const troublesOf = ({ title, shortcut, text }: Values): Troubles<Name> => {
  const wrong = textTrouble(text);
  return {
    ...(isBlank(title) ? { title: texts.titleMissing } : {}),
    ...(/^[\p{L}\p{N}-]{1,30}$/u.test(shortcut) ? {} : { shortcut: texts.shortcutWrong }),
    ...(wrong === null ? {} : { text: wrong }),
  };
};

const useScopes = (): readonly { readonly value: string; readonly title: string }[] => {
  const { directory, session } = useConsole();
  const me = session.me();
  const departments = directory.current.value?.departments ?? [];
  const mine = { value: 'mine', title: texts.mine };
  if (!me || me.role === 'operator' || me.role === 'author') return [mine];
  const everything = me.role === 'administrator' || me.departments.length === 0;
  const led = departments.filter(({ id }) => everything || me.departments.includes(id));
  return [
    mine,
    ...(everything ? [{ value: 'all', title: texts.all }] : []),
    ...led.map(({ id, title }) => ({ value: `of:${id}`, title })),
  ];
};

interface TextProps {
  readonly text: string;
  readonly trouble: string | null;
  readonly change: (text: string) => void;
}

const AnswerText = ({ text, trouble, change }: TextProps) => {
  const field = useRef<HTMLTextAreaElement>(null);
  const insert = (name: string): void => {
    const element = field.current;
    if (!element) return;
    element.setRangeText(`{${name}}`, element.selectionStart, element.selectionEnd, 'end');
    change(element.value);
    element.focus();
  };
  return (
    <>
      <Field
        label={texts.text}
        trouble={trouble}
        control={(tied) => (
          <textarea
            {...tied}
            ref={field}
            rows={7}
            value={text}
            onInput={(event) => change(event.currentTarget.value)}
          />
        )}
      />
      <div class="variables" role="group" aria-label={texts.variables}>
        <span class="muted xs">{texts.variables}</span>
        {variables.map((name) => (
          <button
            key={name}
            class="btn sm"
            type="button"
            title={canned.variableHints[name]}
            onClick={() => insert(name)}
          >
            {name}
          </button>
        ))}
      </div>
    </>
  );
};

/** Files of the answer: uploaded while the rest is written; what is not saved is let go when the dialog closes. */
const useAnswerFiles = (answer: CannedView | null) => {
  const { attachments } = useConsole();
  const uploads = useMemo(() => attachments.ofTemplate(answer?.files ?? []), []);
  const saved = useRef(false);
  useEffect(() => () => void (saved.current || uploads.end()), []);
  const arrived = async (): Promise<readonly string[] | null> => {
    await new Promise<void>((resolve) => uploads.whenDone(resolve));
    const states = uploads.items.peek().map(({ state }) => state);
    if (states.some(({ kind }) => kind === 'failed')) return null;
    return states.flatMap((state) => (state.kind === 'ready' ? [state.file.id] : []));
  };
  return { uploads, saved, arrived };
};

interface FilesProps {
  readonly uploads: TicketFiles;
  readonly trouble: string | null;
}

const AnswerFiles = ({ uploads, trouble }: FilesProps) => (
  <div class="field template-files-field" {...takesFiles(uploads)}>
    <span class="label">
      {texts.files}
      <AttachButton uploads={uploads} />
    </span>
    <ChosenFiles uploads={uploads} />
    <span class="muted xs">{texts.filesHint}</span>
    {trouble !== null && <FieldTrouble id="template-files-trouble" text={trouble} />}
  </div>
);

interface Props {
  readonly answer: CannedView | null;
  readonly close: () => void;
  readonly saved: () => void;
}

export const CannedForm = ({ answer, close, saved }: Props) => {
  const { connection, toasts } = useConsole();
  const scopes = useScopes();
  const { uploads, saved: keeps, arrived } = useAnswerFiles(answer);
  const { form, values, busy, trouble, change, onSubmit } = useForm<Values, Name>({
    initial: answer ? { ...answer, scope: scopeValue(answer.scope) } : blank,
    troublesOf,
    send: async ({ title, shortcut, text, scope }, { refuse }) => {
      const files = await arrived();
      if (files === null) return refuse({ files: texts.filesWrong });
      const outcome = await connection.request('canned:save', {
        id: answer?.id ?? null,
        title: tameLine(title),
        shortcut,
        text: text.trim(),
        scope: toScope(scope),
        files: [...files],
      });
      if (outcome.ok) {
        keeps.current = true;
        return saved();
      }
      if (outcome.error === 'taken') return refuse({ shortcut: texts.shortcutTaken(outcome.by) });
      if (outcome.error === 'file-gone') return refuse({ files: texts.filesGone });
      return void toasts.show(failureText(outcome.error, outcome.by), { tone: 'trouble' });
    },
  });
  return (
    <FormDialog
      title={answer ? texts.editTitle : texts.addTitle}
      go={texts.save}
      tone="primary"
      busy={busy}
      form={form}
      onClose={close}
      onSubmit={onSubmit}
    >
      <TextField
        label={texts.title}
        trouble={trouble('title')}
        value={values.title}
        change={(title) => change({ title })}
        maxLength={80}
        first
      />
      <TextField
        label={texts.shortcut}
        hint={texts.shortcutHint}
        trouble={trouble('shortcut')}
        value={values.shortcut}
        change={(shortcut) => change({ shortcut: shortcut.trim().replace(/^\//u, '').toLowerCase() })}
        maxLength={31}
      />
      <AnswerText text={values.text} trouble={trouble('text')} change={(text) => change({ text })} />
      <AnswerFiles uploads={uploads} trouble={trouble('files')} />
      <Field
        label={texts.scope}
        trouble={null}
        control={(tied) => (
          <select {...tied} value={values.scope} onChange={(event) => change({ scope: event.currentTarget.value })}>
            {scopes.map(({ value, title }) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </select>
        )}
      />
    </FormDialog>
  );
};
