/** What the bot found out before it passed the ticket on, pinned above the log. */
import type { Dossier } from '../../../core/domain/ticket.ts';
import type { Card } from '../../contract.ts';
import { useConsole } from '../context.ts';
import { tameLine } from '../names.ts';
import { talk } from '../texts.ts';
import { files as fileTexts } from '../texts/files.ts';
import { clockTime, moment, sameDay } from '../time.ts';
import { Icon } from './Icon.tsx';

interface Props {
  readonly dossier: Dossier;
  readonly handedAt: number | null;
  readonly files: Card['files'];
}

export const BotSummary = ({ dossier, handedAt, files }: Props) => {
  const { clock } = useConsole();
  const at = handedAt ?? dossier.path.at(-1)?.at ?? null;
  const now = clock.minute.value;
  const when = at === null ? null : sameDay(at, now) ? clockTime(at) : moment(at, now);
  return (
    <details class="hand">
      <summary>
        <Icon name="bot" />
        <span class="grow ell">
          <b>{when === null ? talk.handedUndated : talk.handed(when)}</b> <bdi>{tameLine(dossier.wants)}</bdi>
        </span>
        <span class="link">{talk.details}</span>
        <span class="turn">
          <Icon name="down" small />
        </span>
      </summary>
      <dl>
        <dt>{talk.question}</dt>
        <dd>{tameLine(dossier.wants)}</dd>
        <dt>{talk.tried}</dt>
        <dd>{dossier.tried.length === 0 ? talk.nothingTried : dossier.tried.map(tameLine).join(', ')}</dd>
        {dossier.slots.length > 0 && (
          <>
            <dt>{talk.fields}</dt>
            <dd>{dossier.slots.map((slot) => `${tameLine(slot.label)}: ${tameLine(slot.value)}`).join('; ')}</dd>
          </>
        )}
        {files.length > 0 && (
          <>
            <dt>{fileTexts.title}</dt>
            <dd>{files.map(({ file }) => tameLine(file.name)).join(', ')}</dd>
          </>
        )}
        <dt>{talk.reason}</dt>
        <dd>{tameLine(dossier.reason)}</dd>
      </dl>
    </details>
  );
};
