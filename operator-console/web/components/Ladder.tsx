/** What the citizen asked for while waiting: the steps of the ladder with their moments, level by level. */
import type { QueueRow } from '../../contract.ts';
import { useConsole } from '../context.ts';
import { card as texts } from '../texts/card.ts';
import { moment } from '../time.ts';

type Ladder = NonNullable<QueueRow['ladder']>;

const stepsOf = ({ remindedAt, level, escalatedAt, complainedAt }: Ladder): readonly { name: string; at: number }[] =>
  [
    { name: texts.reminded, at: remindedAt },
    { name: texts.level(level), at: level > 1 ? escalatedAt : null },
    { name: texts.complained, at: complainedAt },
  ].flatMap(({ name, at }) => (at === null ? [] : [{ name, at }]));

export const LadderCard = ({ ladder }: { readonly ladder: Ladder | null }) => {
  const { clock } = useConsole();
  if (!ladder) return null;
  const steps = [...stepsOf(ladder)].sort((a, b) => a.at - b.at);
  return (
    <section class="card">
      <h2>{texts.ladder}</h2>
      <ol class="path">
        {steps.map(({ name, at }, index) => (
          <li key={name} class={index === steps.length - 1 ? 'stop' : ''}>
            <span>{name}</span>
            <time class="xs muted">{moment(at, clock.minute.value)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
};
