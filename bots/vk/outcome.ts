/** What an error of messages.send means for the line that it carried (https://dev.vk.com/ru/reference/errors). Pure. */
import type { SendOutcome } from '../../core/ports/channel.ts';

const later = (afterMs: number | null, scope: 'address' | 'channel' = 'address'): SendOutcome => ({
  kind: 'later',
  afterMs,
  scope,
  doubtful: false,
});

/** Nobody is there who wants our messages: deleted, blacklisted, forbidden, unanswered request. */
const gone = new Set([18, 900, 901, 902, 917, 936, 945, 946, 983, 984, 985, 987, 988]);
/** The keyboard is what the platform does not like: the text goes without it. */
export const withoutKeyboard = new Set([911, 912]);

export const outcomeOf = (code: number | null): SendOutcome => {
  // No answer, or one that is not theirs: the same random id makes another try harmless.
  if (code === null) return { kind: 'unknown' };
  if (gone.has(code)) return { kind: 'failed', reason: 'blocked' };
  switch (code) {
    case 5: // the token
    case 7: // rights
    case 15:
    case 27:
    case 28:
      return { kind: 'stopped' };
    case 6: // too many a second
      return later(1_000, 'channel');
    case 9: // flood: this dialogue alone
      return later(60_000);
    case 14: // a captcha is never solved by a machine
      return later(300_000, 'channel');
    case 29: // the rate limit of the method
      return later(60_000, 'channel');
    case 1:
    case 10:
    case 43:
    case 950:
      return later(null);
    default:
      return { kind: 'failed', reason: 'refused' };
  }
};
