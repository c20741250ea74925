/** P4: a ticket gets its number once, well-formed, nobody else's, the same wherever it is shown. */
import { parseTicketNumber } from '../../../core/domain/ticket-number.ts';
import type { Evidence, Violation } from '../checker.ts';

const isWellFormed = (number: string): boolean => {
  const parsed = parseTicketNumber(number);
  return parsed.kind === 'number' && parsed.number === number;
};

const numberIn = /№\s?(\d{2}-\d{6}-\d)/gu;

export const numbersIn = (text: string): readonly string[] =>
  [...text.matchAll(numberIn)].flatMap(([, number]) => number ?? []);

/** Numbers that the bot and the desk wrote; a citizen may write any. */
const told = ({
  stored,
}: Evidence): readonly { readonly peer: string; readonly where: string; readonly number: string }[] =>
  stored.conversations.flatMap(({ peer, messages }) =>
    messages
      .filter(({ author }) => author.kind === 'bot' || author.kind === 'system')
      .flatMap(({ text, seq }) => numbersIn(text).map((number) => ({ peer, where: `line ${seq}`, number }))),
  );

export const checkNumbers = (evidence: Evidence): readonly Violation[] => {
  const { stored, sightings } = evidence;
  const wrong = (what: string, peer: string | null): Violation => ({ promise: 'P4', what, token: null, peer });
  const violations: Violation[] = [];
  const peerOf = new Map(stored.conversations.map(({ id, peer }) => [id, peer]));
  const owner = new Map<string, string | undefined>();
  for (const { number, conversation } of stored.tickets) {
    const peer = peerOf.get(conversation);
    if (!isWellFormed(number)) violations.push(wrong(`${number} is no ticket number`, peer ?? null));
    if (owner.has(number)) violations.push(wrong(`${number} was given twice`, peer ?? null));
    owner.set(number, peer);
  }
  for (const { peer, where, number } of [...sightings, ...told(evidence)]) {
    if (!owner.has(number)) violations.push(wrong(`${number} was shown in a ${where} and is not stored`, peer));
    else if (owner.get(number) !== peer)
      violations.push(wrong(`${number} was shown in a ${where} and is not theirs`, peer));
  }
  return violations;
};
