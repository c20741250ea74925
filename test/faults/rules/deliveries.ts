/**
 * P6: every line for a messenger ends as sent, failed or unknown, and what is told of it is true of the phone.
 * P2: nothing is shown twice, unless a line says itself that it may have been. P3: lines are shown in their order.
 * P7: on a phone stands nothing but what was written to it.
 */
import type { Evidence, Promised, Violation } from '../checker.ts';
import type { Phone } from '../history.ts';
import type { Stored, StoredConversation } from '../stored.ts';
import { align, bare, without, type Way } from './alignment.ts';

const waysTo = ({ channel, peer }: Phone, stored: Stored): readonly Way[] => {
  const lines = new Map(
    stored.conversations.flatMap(({ id, messages }) => messages.map((line) => [`${id} ${line.seq}`, line] as const)),
  );
  return stored.outbox
    .filter((send) => send.channel === channel && send.peer === peer)
    .map((send) => ({ send, text: bare(lines.get(`${send.conversation} ${send.seq}`)?.text ?? '') }));
};

function* checkPhone(phone: Phone, { stored, isSettled }: Evidence): Generator<Violation> {
  const { channel, peer, received } = phone;
  const wrong = (promise: Promised, what: string): Violation => ({
    promise,
    what: `${channel} ${peer}: ${what}`,
    token: null,
    peer,
  });
  const ways = waysTo(phone, stored);
  const { shown, extra } = align(ways, received.map(bare));
  const late = new Set<Way>();
  for (const text of extra) {
    const same = ways.filter((way) => without(way.text, text) !== null);
    const missing = same.find((way) => !shown.has(way) && !late.has(way) && way.send.state === 'sent');
    if (missing) {
      late.add(missing);
      yield wrong('P3', `line ${missing.send.seq} is not shown in its place`);
    } else if (same.length === 0) yield wrong('P7', `shown is what nobody wrote to it: ${text.slice(0, 80)}`);
    else if (!same.some(({ send }) => send.doubtful || send.state === 'unknown'))
      yield wrong('P2', `line ${same.map(({ send }) => send.seq).join(' or ')} is shown twice`);
  }
  for (const way of ways) {
    const { seq, state, doubtful } = way.send;
    const isWhole = way.text === '' || shown.get(way) === 'whole' || late.has(way);
    if (state === 'queued' && isSettled) yield wrong('P6', `line ${seq} waits for ever`);
    if (state === 'sent' && !isWhole) yield wrong('P6', `line ${seq} is told as sent, not shown`);
    if (state === 'failed' && isWhole && way.text !== '' && !doubtful)
      yield wrong('P6', `line ${seq} is told as failed, and shown`);
    if (channel === 'vk' && (state === 'unknown' || doubtful))
      yield wrong('P6', `line ${seq} is in doubt, where a repeat does no harm`);
  }
}

/** What is said to a citizen of a messenger is handed over, to an address of theirs. */
function* checkHanded({ id, peer, addresses, messages }: StoredConversation, stored: Stored): Generator<Violation> {
  if (addresses.some(({ channel }) => channel === 'web')) return;
  const sends = stored.outbox.filter(({ conversation }) => conversation === id);
  for (const { seq, author, audience } of messages) {
    if (author.kind === 'citizen' || audience === 'staff') continue;
    const own = sends.filter((send) => send.seq === seq);
    if (own.length === 0) yield { promise: 'P6', what: `line ${seq} was never handed over`, token: null, peer };
    const astray = own.find((send) => addresses.every((one) => one.channel !== send.channel || one.peer !== send.peer));
    if (astray) {
      const what = `line ${seq} went to ${astray.channel} ${astray.peer}, where nobody of it is`;
      yield { promise: 'P7', what, token: null, peer };
    }
  }
}

export const checkDeliveries = (evidence: Evidence): readonly Violation[] => [
  ...evidence.phones.flatMap((phone) => [...checkPhone(phone, evidence)]),
  ...evidence.stored.conversations.flatMap((conversation) => [...checkHanded(conversation, evidence.stored)]),
];
