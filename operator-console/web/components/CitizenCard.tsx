/** Who the citizen is, where they write from, and the way to invite them into the protected chat. */
import type { Card as CardData } from '../../contract.ts';
import { calledOf } from '../citizen.ts';
import { useConsole } from '../context.ts';
import { tameLine } from '../names.ts';
import { channels } from '../texts.ts';
import { card as texts } from '../texts/card.ts';
import { personal } from '../texts/personal.ts';
import { moment } from '../time.ts';
import { Avatar } from './Avatar.tsx';
import { Icon } from './Icon.tsx';
import { Pair } from './Pair.tsx';

const Addresses = ({ card }: { readonly card: CardData }) => {
  if (card.addresses.length < 2) return <>{channels[card.row.channel]}</>;
  return (
    <ul class="addresses">
      {card.addresses.map(({ channel, current }, index) => (
        <li key={`${index} ${channel}`}>
          {channels[channel]}
          {current && <span class="muted">, {texts.repliesHere}</span>}
        </li>
      ))}
    </ul>
  );
};

const Invite = ({ number }: { readonly number: string }) => {
  const { deeds } = useConsole();
  return (
    <button class="btn sm" type="button" aria-disabled={deeds.busy.value} onClick={() => void deeds.invite(number)}>
      <Icon name="lock" small />
      {texts.invite}
    </button>
  );
};

export const CitizenCard = ({ card }: { readonly card: CardData }) => {
  const { clock } = useConsole();
  const called = calledOf(card.row);
  const { origin } = card;
  return (
    <section class="card" aria-label={texts.citizen}>
      <div class="row">
        <Avatar name={called.name} guest={called.guest} size="large" mine />
        <b class="grow clip2">
          <bdi>{called.name}</bdi>
        </b>
      </div>
      <dl class="kv">
        <Pair name={card.addresses.length > 1 ? texts.addresses : texts.channel}>
          <Addresses card={card} />
        </Pair>
        <Pair name={texts.page}>
          <span class="clip2">{tameLine(origin?.title ?? origin?.page ?? '') || texts.unknown}</span>
        </Pair>
        <Pair name={texts.device}>
          <span class="clip2">{tameLine(origin?.device ?? '') || texts.unknown}</span>
        </Pair>
        {card.consent && (
          <Pair name={personal.consent}>
            {personal.decisions[card.consent.decision]} {moment(card.consent.at, clock.minute.value)}
          </Pair>
        )}
      </dl>
      {card.may.invite && <Invite number={card.row.number} />}
    </section>
  );
};
