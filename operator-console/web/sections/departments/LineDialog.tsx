/** A line closed, or open at other hours, from now until the end of a day. */
import { useSignal, type Signal } from '@preact/signals';
import type { LineView } from '../../../contract.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useConsole } from '../../context.ts';
import { failureText } from '../../texts.ts';
import { lines as texts } from '../../texts/lines.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** The day on this screen's wall, `YYYY-MM-DD`. */
const dayOf = (now: number): string => {
  const date = new Date(now);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

interface MomentProps {
  readonly label: string;
  readonly type: 'time' | 'date';
  readonly value: Signal<string>;
}

const Moment = ({ label, type, value }: MomentProps) => (
  <label>
    {label}
    <input type={type} required value={value.value} onInput={(event) => (value.value = event.currentTarget.value)} />
  </label>
);

interface Props {
  readonly line: LineView;
  readonly done: () => void;
  readonly close: () => void;
}

export const LineDialog = ({ line, done, close }: Props) => {
  const { clock, connection, toasts } = useConsole();
  const closed = useSignal(true);
  const [from, to] = [useSignal('09:00'), useSignal('18:00')];
  const until = useSignal(dayOf(clock.now()));
  const trouble = useSignal<string | null>(null);
  const submit = async (): Promise<void> => {
    if (!closed.value && from.value >= to.value) {
      trouble.value = texts.badHours;
      return;
    }
    const open = closed.value ? [] : [`${from.value}-${to.value}`];
    const answer = await connection.request('line:change', { line: line.id, open, until: until.value });
    if (answer.ok) {
      toasts.show(texts.done);
      done();
      close();
    } else trouble.value = answer.error === 'invalid' ? texts.badDay : failureText(answer.error, answer.by);
  };
  return (
    <FormDialog title={texts.formTitle(line.title)} go={texts.go} onClose={close} onSubmit={submit}>
      <p class="t2">{texts.lead}</p>
      <fieldset class="targets" aria-describedby={trouble.value === null ? undefined : 'line-trouble'}>
        <legend>{texts.mode}</legend>
        <label class="target">
          <input type="radio" name="mode" autofocus checked={closed.value} onChange={() => (closed.value = true)} />
          {texts.close}
        </label>
        <label class="target">
          <input type="radio" name="mode" checked={!closed.value} onChange={() => (closed.value = false)} />
          {texts.other}
        </label>
      </fieldset>
      <div class="line-fields">
        {!closed.value && (
          <>
            <Moment label={texts.from} type="time" value={from} />
            <Moment label={texts.to} type="time" value={to} />
          </>
        )}
        <Moment label={texts.untilDay} type="date" value={until} />
      </div>
      {trouble.value !== null && (
        <p id="line-trouble" class="field-trouble" role="alert">
          {trouble.value}
        </p>
      )}
    </FormDialog>
  );
};
