/** Who, through which channel, under which number, for how long; and what may be done. */
import type { Card } from '../../contract.ts';
import { calledOf, channelIcons } from '../citizen.ts';
import { useConsole } from '../context.ts';
import { copyText } from '../copy-text.ts';
import { tameLine } from '../names.ts';
import { requestSolve } from '../state/request-solve.ts';
import { channels, queue as queueTexts, statuses, talk } from '../texts.ts';
import { Icon } from './Icon.tsx';
import { Menu } from './Menu.tsx';
import { DueTimer, RowTimer } from './Timer.tsx';

const MoreActions = ({ card }: { readonly card: Card }) => {
  const { view } = useConsole();
  const { may } = card;
  if (!may.handBack && !may.reject && !may.transfer) return null;
  // Where there is room, «Передать» stands in the header itself.
  const narrowOnly = !may.handBack && !may.reject;
  return (
    <Menu
      class={`btn sm icon${narrowOnly ? ' narrow-only' : ''}`}
      label={talk.more}
      button={<Icon name="dots" small />}
    >
      {may.transfer && (
        <button
          class="menu-item narrow-only"
          type="button"
          data-closes
          onClick={() => {
            view.dialog.value = 'transfer';
          }}
        >
          <Icon name="move" />
          {talk.transfer}
        </button>
      )}
      {may.handBack && (
        <button
          class="menu-item"
          type="button"
          data-closes
          onClick={() => {
            view.dialog.value = 'hand-back';
          }}
        >
          <Icon name="bot" />
          {talk.handBack}
        </button>
      )}
      {may.reject && (
        <button
          class="menu-item"
          type="button"
          data-closes
          onClick={() => {
            view.dialog.value = 'reject';
          }}
        >
          <Icon name="x" />
          {talk.reject}
        </button>
      )}
    </Menu>
  );
};

const CardButton = () => {
  const { view } = useConsole();
  return (
    <button
      class="btn sm card-button narrow-only"
      type="button"
      aria-expanded={view.cardOpen.value}
      aria-controls="card"
      onClick={() => {
        view.cardOpen.value = !view.cardOpen.value;
        if (view.cardOpen.value) requestAnimationFrame(() => document.querySelector<HTMLElement>('#card')?.focus());
      }}
    >
      <Icon name="user" small />
      <span class="button-text">{talk.card}</span>
    </button>
  );
};

const Actions = ({ card }: { readonly card: Card }) => {
  const parts = useConsole();
  const { may, row } = card;
  const solving = parts.outbox.entries.value.some((entry) => entry.number === row.number && entry.kind === 'solve');
  return (
    <div class="row acts">
      {may.claim && (
        <button
          class="btn sm soft"
          type="button"
          aria-disabled={parts.deeds.busy.value}
          onClick={() => void parts.deeds.claim(row.number)}
        >
          {talk.claim}
        </button>
      )}
      {may.transfer && !solving && (
        <button
          class="btn sm wide-only"
          type="button"
          onClick={() => {
            parts.view.dialog.value = 'transfer';
          }}
        >
          <Icon name="move" small />
          {talk.transfer}
        </button>
      )}
      {!solving && <MoreActions card={card} />}
      <CardButton />
      {may.solve && !solving && (
        <button class="btn sm" type="button" onClick={() => requestSolve(parts)}>
          <Icon name="check" small />
          {talk.solve}
        </button>
      )}
    </div>
  );
};

const CopyNumber = ({ number }: { readonly number: string }) => {
  const { toasts } = useConsole();
  const copy = async (): Promise<void> => {
    if (await copyText(number)) toasts.show(talk.copied, { lasts: 2500 });
    else toasts.show(talk.copyFailed, { tone: 'trouble' });
  };
  return (
    <button class="copy-number" type="button" title={talk.copy(number)} onClick={() => void copy()}>
      {queueTexts.number(number)}
    </button>
  );
};

export const TalkHeader = ({ card }: { readonly card: Card }) => {
  const { route } = useConsole();
  const { row, origin, dueAt } = card;
  const called = calledOf(row);
  const page = origin?.title ? tameLine(origin.title) : '';
  return (
    <header class="thead">
      <div class="row">
        <button class="btn ghost sm icon back" type="button" aria-label={talk.back} onClick={() => route.go(null)}>
          <Icon name="back" />
        </button>
        <h2 class="ell grow">
          <bdi>{called.name}</bdi>
        </h2>
        <Actions card={card} />
      </div>
      <div class="row sub sm t2">
        <span class="row where">
          <Icon name={channelIcons[row.channel]} small />
          <span class="ell">
            {channels[row.channel]}
            {page !== '' && <span class="wide-only">, {talk.page(page)}</span>}
          </span>
          <span aria-hidden="true">·</span>
          <CopyNumber number={row.number} />
        </span>
        <span class="row chips">
          <span class={`tag status ${row.status}`}>{statuses[row.status]}</span>
          <RowTimer row={row} long />
          {dueAt !== null && <DueTimer from={row.openedAt} due={dueAt} />}
        </span>
      </div>
    </header>
  );
};
