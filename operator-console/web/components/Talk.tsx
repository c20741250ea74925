/** The middle of the console: the open dialogue, or what stands in its place. */
import { useComputed } from '@preact/signals';
import type { Card } from '../../contract.ts';
import { useConsole } from '../context.ts';
import { queue as queueTexts, talk } from '../texts.ts';
import { unreachable } from '../../../core/domain/unreachable.ts';
import { BotSummary } from './BotSummary.tsx';
import { CompanyBar } from './CompanyBar.tsx';
import { Composer } from './Composer.tsx';
import { Icon } from './Icon.tsx';
import { Log } from './Log.tsx';
import { OwnerBar, SolvingBar } from './OwnerBar.tsx';
import { TalkHeader } from './TalkHeader.tsx';

const Empty = () => {
  const { deeds } = useConsole();
  return (
    <div class="center">
      <Icon name="chat" />
      <h2>{talk.emptyTitle}</h2>
      <p>
        {talk.emptyBefore} <kbd>J</kbd>
        {talk.emptyAfter}
      </p>
      <button class="btn primary" type="button" onClick={() => void deeds.take()}>
        {queueTexts.take}
      </button>
    </div>
  );
};

const Trouble = ({ missing }: { readonly missing: boolean }) => {
  const { conversation } = useConsole();
  return (
    <div class="center" role="alert">
      <Icon name="warn" />
      <h2>{missing ? talk.missingTitle : talk.failedTitle}</h2>
      <p>{missing ? talk.missing : talk.failed}</p>
      <button class="btn primary" type="button" onClick={() => void conversation.sync()}>
        <Icon name="retry" small />
        {talk.failedRetry}
      </button>
    </div>
  );
};

const bubbles = ['out wide', 'in', 'in short', 'out wide', 'in short'];

const Skeleton = () => (
  <>
    <p class="vh" role="status">
      {talk.loading}
    </p>
    <div class="when-late talk-skeleton" aria-hidden="true">
      <div class="thead">
        <span class="sk sk-title" />
        <span class="sk sk-sub" />
      </div>
      <div class="log">
        {bubbles.map((shape, index) => (
          <span key={index} class={`sk sk-bubble ${shape}`} />
        ))}
      </div>
    </div>
  </>
);

/** Where the answer is written, or why it cannot be. */
const Foot = ({ card }: { readonly card: Card }) => {
  const { outbox, view } = useConsole();
  const number = card.row.number;
  const solving = useComputed(() =>
    outbox.entries.value.find((entry) => entry.number === number && entry.kind === 'solve' && entry.state !== 'failed'),
  );
  if (solving.value) return <SolvingBar />;
  if (card.may.reply) return <Composer key={number} card={card} />;
  return (
    <>
      <OwnerBar card={card} />
      {card.may.note && view.noteOpen.value && <Composer key={number} card={card} />}
    </>
  );
};

const Dialogue = () => {
  const { conversation } = useConsole();
  const card = conversation.card.value;
  if (!card) return null;
  return (
    <>
      <TalkHeader card={card} />
      <CompanyBar />
      {card.dossier && (
        <BotSummary key={card.row.number} dossier={card.dossier} handedAt={card.row.queuedAt} files={card.files} />
      )}
      <Log key={`log ${card.row.number}`} />
      <Foot card={card} />
    </>
  );
};

const Content = () => {
  const phase = useConsole().conversation.phase.value;
  switch (phase) {
    case 'none':
      return <Empty />;
    case 'loading':
      return <Skeleton />;
    case 'failed':
    case 'missing':
      return <Trouble missing={phase === 'missing'} />;
    case 'ready':
      return <Dialogue />;
    default:
      return unreachable(phase);
  }
};

export const Talk = () => (
  <section class="talk" aria-label={talk.label}>
    <Content />
  </section>
);
