/** «Шаблоны»: prepared answers by whose they are; those that are one's own to change can be changed here. */
import { useSignal } from '@preact/signals';
import type { CannedView } from '../../../contract.ts';
import { Page, PageSkeleton, PageTrouble } from '../../components/Page.tsx';
import { useConsole } from '../../context.ts';
import { findCanned } from '../../find-canned.ts';
import { tameLine } from '../../names.ts';
import { failureText } from '../../texts.ts';
import { canned } from '../../texts/canned.ts';
import { sectionTitles } from '../../texts/sections.ts';
import { Files } from '../../components/Files.tsx';
import { useAnswer } from '../../use-answer.ts';
import { CannedForm } from './CannedForm.tsx';

const texts = canned.page;

interface RowProps {
  readonly answer: CannedView;
  readonly edit: (answer: CannedView) => void;
  readonly remove: (answer: CannedView) => void;
}

const Row = ({ answer, edit, remove }: RowProps) => (
  <li class="panel template">
    <h3>
      {tameLine(answer.title)} <span class="tag">/{answer.shortcut}</span>
    </h3>
    <p class="template-text">{answer.text}</p>
    {answer.files.length > 0 && (
      <div class="template-attached">
        <Files files={answer.files} />
      </div>
    )}
    {answer.mayChange && (
      <p class="template-actions">
        <button class="btn sm" type="button" aria-label={`${texts.edit}: ${answer.title}`} onClick={() => edit(answer)}>
          {texts.edit}
        </button>
        <button
          class="btn ghost sm"
          type="button"
          aria-label={`${texts.remove}: ${answer.title}`}
          onClick={() => remove(answer)}
        >
          {texts.remove}
        </button>
      </p>
    )}
  </li>
);

/** Titles of the groups, in the order shown: one's own, everybody's, then by department. */
const useGroups = (answers: readonly CannedView[]) => {
  const { directory } = useConsole();
  const departments = directory.current.value?.departments ?? [];
  const mine = answers.filter(({ scope }) => scope.kind === 'mine');
  const all = answers.filter(({ scope }) => scope.kind === 'all');
  return [
    { title: texts.mine, list: mine },
    { title: texts.all, list: all },
    ...departments.map(({ id, title }) => ({
      title,
      list: answers.filter(({ scope }) => scope.kind === 'department' && scope.department === id),
    })),
  ].filter(({ list }) => list.length > 0);
};

const byTitle = (answers: readonly CannedView[]): readonly CannedView[] =>
  [...answers].sort((a, b) => a.title.localeCompare(b.title, 'ru'));

export const CannedPage = () => {
  const { canned: known, connection, toasts } = useConsole();
  const { answer, failed, ask } = useAnswer('canned:list', {});
  const query = useSignal('');
  /** Null: closed; `new`: a new one. */
  const editing = useSignal<CannedView | 'new' | null>(null);
  const shown = findCanned(byTitle(answer?.answers ?? []), query.value);
  const groups = useGroups(shown);
  if (failed) return <PageTrouble retry={ask} />;
  if (!answer) return <PageSkeleton />;

  const renew = (): void => {
    ask();
    void known.load();
  };
  const trouble = (error: Parameters<typeof failureText>[0]): void => {
    toasts.show(failureText(error, null), { tone: 'trouble' });
  };
  const restore = async (id: string): Promise<void> => {
    const outcome = await connection.request('canned:restore', { id });
    if (!outcome.ok) return trouble(outcome.error);
    toasts.show(texts.restored);
    return renew();
  };
  const remove = async ({ id, title }: CannedView): Promise<void> => {
    const outcome = await connection.request('canned:remove', { id });
    if (!outcome.ok) return trouble(outcome.error);
    const toast = toasts.show(texts.removed(title), {
      lasts: 15_000,
      action: {
        label: texts.undo,
        run: () => {
          toasts.hide(toast);
          void restore(id);
        },
      },
    });
    return renew();
  };

  return (
    <Page
      title={sectionTitles.canned}
      actions={
        <button
          class="btn primary"
          type="button"
          onClick={() => {
            editing.value = 'new';
          }}
        >
          {texts.add}
        </button>
      }
    >
      <p class="t2">{texts.lead}</p>
      <input
        class="find"
        type="search"
        aria-label={texts.search}
        placeholder={texts.search}
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value;
        }}
      />
      {groups.length === 0 && (
        <p class="muted" role="status">
          {answer.answers.length === 0 ? texts.empty : texts.nothing}
        </p>
      )}
      {groups.map(({ title, list }) => (
        <section key={title} class="template-group" aria-label={title}>
          <h2>{title}</h2>
          <ul class="panels">
            {list.map((one) => (
              <Row
                key={one.id}
                answer={one}
                edit={(chosen) => {
                  editing.value = chosen;
                }}
                remove={(chosen) => void remove(chosen)}
              />
            ))}
          </ul>
        </section>
      ))}
      {editing.value && (
        <CannedForm
          answer={editing.value === 'new' ? null : editing.value}
          close={() => {
            editing.value = null;
          }}
          saved={() => {
            editing.value = null;
            toasts.show(texts.saved);
            renew();
          }}
        />
      )}
    </Page>
  );
};
