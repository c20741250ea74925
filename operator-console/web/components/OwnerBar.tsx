/** Stands in the place of the composer when this operator may not answer: says who may, and what can be done. */
import type { Card } from '../../contract.ts';
import { useConsole } from '../context.ts';
import { tameLine } from '../names.ts';
import { talk } from '../texts.ts';
import { composer } from '../texts/composer.ts';
import { dialogs } from '../texts/dialogs.ts';
import { Icon, type IconName } from './Icon.tsx';

interface Say {
  readonly icon: IconName;
  readonly title: string;
  readonly hint: string;
}

const sayOf = ({ row }: Card): Say => {
  const { status, owner } = row;
  if (status === 'closed' || status === 'rejected' || status === 'answered') {
    return { icon: 'lock', title: composer.over[status], hint: composer.overHint[status] };
  }
  if (status === 'bot') return { icon: 'bot', title: composer.withBot, hint: composer.withBotHint };
  if (owner) return { icon: 'user', title: composer.ownedBy(tameLine(owner.name)), hint: composer.ownedHint };
  return {
    icon: 'clock',
    title: status === 'expert' ? composer.expert : composer.unowned,
    hint: composer.unownedHint,
  };
};

export const OwnerBar = ({ card }: { readonly card: Card }) => {
  const { deeds, view } = useConsole();
  const { may, row } = card;
  const say = sayOf(card);
  return (
    <div class="foot-bar">
      <Icon name={say.icon} />
      <span class="grow">
        <b>{say.title}</b> <span class="t2">{say.hint}</span>
      </span>
      {may.note && (
        <button
          class="btn ghost sm"
          type="button"
          aria-expanded={view.noteOpen.value}
          onClick={() => {
            view.noteOpen.value = !view.noteOpen.value;
            if (view.noteOpen.value) view.write.value = { mode: 'note' };
          }}
        >
          <Icon name="note" small />
          {view.noteOpen.value ? composer.hideNote : composer.addNote}
        </button>
      )}
      {may.claim && (
        <button
          class="btn sm soft"
          type="button"
          aria-disabled={deeds.busy.value}
          onClick={() => void deeds.claim(row.number)}
        >
          {composer.claim}
        </button>
      )}
      {may.reopen && (
        <button
          class="btn sm"
          type="button"
          aria-disabled={deeds.busy.value}
          onClick={() => void deeds.reopen(row.number)}
        >
          {talk.reopen}
        </button>
      )}
    </div>
  );
};

/** The five seconds in which «Решено» may be taken back, by the button of its toast. */
export const SolvingBar = () => (
  <div class="foot-bar">
    <Icon name="check" />
    <span class="grow">
      <b>{dialogs.resolving}</b>
    </span>
  </div>
);
