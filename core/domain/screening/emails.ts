/** Addresses of e-mail in free text: around each @ as far as an address may reach. */
import { isEmail, maskEmail, normalEmail } from '../identifiers/email.ts';
import type { Spotted } from '../personal.ts';

const maxLocal = 64;
const maxDomain = 190;
const local = /[\p{L}\p{N}._%+-]/u;
const domain = /[\p{L}\p{N}.-]/u;

const reachOf = (text: string, at: number, step: 1 | -1, sign: RegExp, limit: number): number => {
  let reached = at;
  while (Math.abs(reached - at) < limit && sign.test(text[reached + step] ?? '')) reached += step;
  return reached;
};

const isEdge = (sign: string | undefined): boolean => sign === '.' || sign === '-';

export const spotEmails = (text: string): readonly Spotted[] => {
  const spotted: Spotted[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = reachOf(text, at, -1, local, maxLocal);
    let end = reachOf(text, at, 1, domain, maxDomain) + 1;
    // A stop ends the sentence, not the address.
    while (start < at && isEdge(text[start])) start += 1;
    while (end > at && isEdge(text[end - 1])) end -= 1;
    const address = text.slice(start, end);
    if (!isEmail(address)) continue;
    const value = normalEmail(address);
    spotted.push({ kind: 'email', value, mask: maskEmail(value), start, end });
  }
  return spotted;
};
