/** P9: no word of anybody and no secret stands in what the product tells the engineer. */
import type { Evidence, Violation } from '../checker.ts';

export const checkSecrets = ({ ops, log, secrets }: Evidence): readonly Violation[] => {
  const leak = (what: string, token: string | null, peer: string | null): readonly Violation[] => [
    { promise: 'P9', what, token, peer },
  ];
  return [
    // Looking for each of thousands takes long, and nearly always there is nothing.
    ...(log.includes('tok-') ? ops : []).flatMap(({ token, text, peer }) =>
      text !== null && log.includes(text) ? leak(`what was written stands in the log: ${text}`, token, peer) : [],
    ),
    ...secrets.flatMap((secret) =>
      log.includes(secret) ? leak(`a secret stands in the log: ${secret.slice(0, 6)}…`, null, null) : [],
    ),
  ];
};
