/** The column on the right: who the citizen is, what the ticket is, the way walked. A drawer on narrow screens. */
import { useSignal } from '@preact/signals';
import type { Card as CardData } from '../../contract.ts';
import { useConsole } from '../context.ts';
import { tameLine } from '../names.ts';
import { ticketHref } from '../state/route.ts';
import { priorityWords, shell, statuses } from '../texts.ts';
import { card as texts } from '../texts/card.ts';
import { clockTime, moment, sameDay } from '../time.ts';
import { Avatar } from './Avatar.tsx';
import { CitizenCard } from './CitizenCard.tsx';
import { CardFiles } from './Files.tsx';
import { CategorySelect } from './CategorySelect.tsx';
import { Icon } from './Icon.tsx';
import { LadderCard } from './Ladder.tsx';
import { MaskedText } from './MaskedValue.tsx';
import { Pair } from './Pair.tsx';

const Steps = ({ status }: { readonly status: CardData['row']['status'] }) => {
  const over = status === 'closed' || status === 'answered' || status === 'rejected';
  const at = over ? 2 : status === 'bot' || status === 'queued' ? 0 : 1;
  const names = [texts.steps.fresh, texts.steps.work, status === 'rejected' ? texts.steps.rejected : texts.steps.done];
  return (
    <ol class={over && status !== 'rejected' ? 'steps over' : 'steps'} aria-label={texts.steps.label}>
      {names.map((name, index) => (
        <li
          key={name}
          class={index < at ? 'done' : index === at ? 'now' : ''}
          aria-current={index === at ? 'step' : undefined}
        >
          {name}
        </li>
      ))}
    </ol>
  );
};

const Owner = ({ owner }: { readonly owner: CardData['row']['owner'] }) => {
  const { session } = useConsole();
  if (!owner) return <>{texts.nobody}</>;
  const mine = owner.id === session.me()?.id;
  return (
    <>
      <Avatar name={tameLine(owner.name)} size="small" mine={mine} />
      <span class="ell">{mine ? texts.you : tameLine(owner.name)}</span>
    </>
  );
};

const Ticket = ({ card }: { readonly card: CardData }) => {
  const { clock, directory } = useConsole();
  const { row } = card;
  const known = directory.current.value;
  const now = clock.minute.value;
  const category = known?.categories.find((one) => one.id === row.category)?.title;
  const department = known?.departments.find((one) => one.id === row.department)?.title;
  const citizenSees = known?.statuses[row.status];
  return (
    <section class="card">
      <header>
        <h2>{texts.ticket(row.number)}</h2>
        {row.priority !== 'normal' && <span class={`mark ${row.priority}`}>{priorityWords[row.priority]}</span>}
      </header>
      <Steps status={row.status} />
      <dl class="kv">
        <Pair name={texts.status}>{statuses[row.status]}</Pair>
        {citizenSees && citizenSees !== statuses[row.status] && <Pair name={texts.citizenSees}>«{citizenSees}»</Pair>}
        <Pair name={texts.category}>
          {card.may.categorise ? <CategorySelect row={row} /> : (category ?? texts.unknown)}
        </Pair>
        <Pair name={texts.department}>{department ?? texts.unknown}</Pair>
        <Pair name={texts.owner}>
          <Owner owner={row.owner} />
        </Pair>
        <Pair name={texts.opened}>{moment(row.openedAt, now)}</Pair>
        {card.dueAt !== null && <Pair name={texts.due}>{moment(card.dueAt, now)}</Pair>}
        {card.reason !== null && <Pair name={texts.reason}>{tameLine(card.reason)}</Pair>}
      </dl>
    </section>
  );
};

const Path = ({ card }: { readonly card: CardData }) => {
  const { clock } = useConsole();
  const path = card.dossier?.path ?? [];
  const now = clock.minute.value;
  if (path.length === 0) return null;
  return (
    <section class="card">
      <h2>{texts.path}</h2>
      <ol class="path">
        {path.map((step, index) => (
          <li key={`${index} ${step.at}`} class={index === path.length - 1 ? 'stop' : ''}>
            <span>{tameLine(step.title)}</span>
            <time class="xs muted">{sameDay(step.at, now) ? clockTime(step.at) : moment(step.at, now)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
};

const Fields = ({ card }: { readonly card: CardData }) =>
  !card.dossier || card.dossier.slots.length === 0 ? null : (
    <section class="card">
      <h2>{texts.fields}</h2>
      <dl class="kv">
        {card.dossier.slots.map((slot) => (
          <Pair key={slot.label} name={tameLine(slot.label)}>
            <span class="wrap">
              <MaskedText text={tameLine(slot.value)} masked={slot.masked ?? []} />
            </span>
          </Pair>
        ))}
      </dl>
    </section>
  );

const fewOthers = 4;

const Others = ({ card }: { readonly card: CardData }) => {
  const { clock, route } = useConsole();
  const whole = useSignal(false);
  if (card.others.length === 0) return null;
  const earlier = card.others.every(({ openedAt }) => openedAt <= card.row.openedAt);
  const shown = whole.value ? card.others : card.others.slice(0, fewOthers);
  return (
    <section class="card">
      <header>
        <h2>{earlier ? texts.before : texts.others}</h2>
        {shown.length < card.others.length && (
          <button
            class="link"
            type="button"
            onClick={() => {
              whole.value = true;
            }}
          >
            {texts.allOthers(card.others.length)}
          </button>
        )}
      </header>
      <ul class="hist">
        {shown.map((other) => (
          <li key={other.number}>
            <a
              class="ell"
              href={ticketHref(other.number)}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                route.go(other.number);
              }}
            >
              {tameLine(other.title)}
            </a>
            <time class="muted xs">{moment(other.openedAt, clock.minute.value)}</time>
            <span class="xs muted">
              № {other.number} · {statuses[other.status]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Holds the place, so that the dialogue does not jump when the card comes. */
const Skeleton = () => (
  <div class="side wide-only" aria-hidden="true">
    {[64, 150, 110].map((height) => (
      <div key={height} class="card when-late">
        <span class="sk" style={{ height: `${height}px` }} />
      </div>
    ))}
  </div>
);

export const Card = () => {
  const { conversation, view } = useConsole();
  const card = conversation.card.value;
  if (conversation.phase.value === 'loading') return <Skeleton />;
  if (!card || conversation.phase.value !== 'ready') return null;
  const close = (): void => {
    view.cardOpen.value = false;
    document.querySelector<HTMLElement>('.card-button')?.focus();
  };
  return (
    <section id="card" class={view.cardOpen.value ? 'side open' : 'side'} aria-label={texts.label} tabIndex={0}>
      <button class="btn ghost icon sm side-close" type="button" aria-label={shell.close} onClick={close}>
        <Icon name="x" small />
      </button>
      <CitizenCard card={card} />
      <Ticket card={card} />
      <LadderCard ladder={card.row.ladder} />
      <Path card={card} />
      <Fields card={card} />
      <CardFiles card={card} />
      <Others key={card.row.number} card={card} />
    </section>
  );
};
