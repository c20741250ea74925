/** «Не поняли»: texts the bot was unsure of; one press makes a text an example of a topic. */
import { useSignal } from '@preact/signals';
import type { UnclearView } from '../../../contract.ts';
import { Page, PageSkeleton, PageTrouble } from '../../components/Page.tsx';
import { useConsole } from '../../context.ts';
import { tame } from '../../names.ts';
import { sectionTitles } from '../../texts/sections.ts';
import { unclear as texts } from '../../texts/unclear.ts';
import { moment } from '../../time.ts';
import { useAnswer } from '../../use-answer.ts';

type Text = UnclearView['texts'][number];
type Topic = UnclearView['topics'][number];

interface RowProps {
  readonly text: Text;
  readonly topics: readonly Topic[];
  readonly settled: (words: string) => void;
}

const TopicChoice = ({
  topics,
  value,
  choose,
}: {
  topics: readonly Topic[];
  value: string;
  choose: (id: string) => void;
}) => (
  <select aria-label={texts.other} value={value} onChange={(event) => choose(event.currentTarget.value)}>
    <option value="">{texts.choose}</option>
    {[true, false].map((asked) => (
      <optgroup key={String(asked)} label={asked ? texts.questions : texts.talk}>
        {topics
          .filter((topic) => topic.asked === asked)
          .map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
      </optgroup>
    ))}
  </select>
);

const UnclearRow = ({ text, topics, settled }: RowProps) => {
  const { connection, toasts } = useConsole();
  const chosen = useSignal('');
  const busy = useSignal(false);
  const titleOf = (id: string): string => topics.find((topic) => topic.id === id)?.title ?? id;

  const settle = async (topic: string | null): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    const outcome =
      topic === null
        ? await connection.request('unclear:dismiss', { id: text.id })
        : await connection.request('unclear:teach', { id: text.id, topic });
    busy.value = false;
    if (outcome.ok) settled(topic === null ? texts.dismissed : texts.taught(titleOf(topic)));
    else toasts.show(texts.failed, { tone: 'trouble' });
  };

  return (
    <li class="panel unclear">
      <p class="said">{tame(text.text)}</p>
      <p class="muted">{moment(text.at, Date.now())}</p>
      <div class="unclear-acts">
        {text.guesses.length > 0 && <span class="muted">{texts.guesses}</span>}
        {text.guesses.map(({ topic }) => (
          <button key={topic} class="btn soft" type="button" disabled={busy.value} onClick={() => void settle(topic)}>
            {titleOf(topic)}
          </button>
        ))}
      </div>
      <div class="unclear-acts">
        <TopicChoice topics={topics} value={chosen.value} choose={(id) => (chosen.value = id)} />
        <button
          class="btn primary"
          type="button"
          disabled={busy.value || chosen.value === ''}
          onClick={() => void settle(chosen.value)}
        >
          {busy.value ? texts.learning : texts.add}
        </button>
        <button class="btn ghost" type="button" disabled={busy.value} onClick={() => void settle(null)}>
          {texts.dismiss}
        </button>
      </div>
    </li>
  );
};

export const UnclearPage = () => {
  const { answer, failed, ask } = useAnswer('unclear:list', {});
  const { toasts } = useConsole();
  if (failed) return <PageTrouble retry={ask} />;
  if (!answer) return <PageSkeleton />;
  const { view } = answer;
  const settled = (words: string): void => {
    toasts.show(words);
    ask();
  };
  return (
    <Page title={sectionTitles.unclear}>
      <p class="t2">{texts.lead}</p>
      {view.texts.length === 0 ? (
        <p class="note-box">{texts.empty}</p>
      ) : (
        <ul class="panels" aria-label={texts.list}>
          {view.texts.map((text) => (
            <UnclearRow key={text.id} text={text} topics={view.topics} settled={settled} />
          ))}
        </ul>
      )}
    </Page>
  );
};
