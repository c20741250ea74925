/** Lines and their hours as citizens read them; those who lead change them at once. */
import { useSignal } from '@preact/signals';
import type { LineView } from '../../../contract.ts';
import { useConsole } from '../../context.ts';
import { failureText } from '../../texts.ts';
import { lines as texts } from '../../texts/lines.ts';
import { useAnswer } from '../../use-answer.ts';
import { LineDialog } from './LineDialog.tsx';

const dayName = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long' });

const LineRow = ({
  line,
  change,
  restore,
}: {
  readonly line: LineView;
  readonly change: () => void;
  readonly restore: () => void;
}) => (
  <li class="panel">
    <h3>
      {line.title} <span class={line.open ? 'tag' : 'tag warn'}>{line.open ? texts.open : texts.closed}</span>
    </h3>
    <p>{line.hours}</p>
    {line.changedUntil !== null && <p class="muted">{texts.until(dayName.format(line.changedUntil - 1))}</p>}
    <p class="row">
      <button class="btn sm" type="button" onClick={change}>
        {texts.change}
      </button>
      {line.changedUntil !== null && (
        <button class="btn sm" type="button" onClick={restore}>
          {texts.restore}
        </button>
      )}
    </p>
  </li>
);

export const Lines = () => {
  const { connection, toasts } = useConsole();
  const { answer, ask } = useAnswer('lines:get', {});
  const changing = useSignal<LineView | null>(null);
  if (!answer) return null;
  const restore = async (line: string): Promise<void> => {
    const done = await connection.request('line:restore', { line });
    toasts.show(done.ok ? texts.restored : failureText(done.error, done.by), done.ok ? {} : { tone: 'trouble' });
    ask();
  };
  return (
    <>
      <h2>{texts.title}</h2>
      <ul class="panels">
        {answer.lines.map((line) => (
          <LineRow
            key={line.id}
            line={line}
            change={() => {
              changing.value = line;
            }}
            restore={() => void restore(line.id)}
          />
        ))}
      </ul>
      {changing.value && (
        <LineDialog
          line={changing.value}
          done={ask}
          close={() => {
            changing.value = null;
          }}
        />
      )}
    </>
  );
};
