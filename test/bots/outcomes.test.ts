/** What each answer of a platform means for the line that was sent, by the platforms' own lists of errors. */
import { outcomeOf as ofTelegram } from '../../bots/telegram/outcome.ts';
import { outcomeOf as ofVk } from '../../bots/vk/outcome.ts';

const later = (afterMs: number | null, scope: 'address' | 'channel' = 'address', doubtful = false) => ({
  kind: 'later',
  afterMs,
  scope,
  doubtful,
});
const failed = (reason: string) => ({ kind: 'failed', reason });

test.each([
  ['nobody answered: the same random id makes a repeat harmless', null, { kind: 'unknown' }],
  ['F37 6, too many calls a second: the channel waits a second', 6, later(1_000, 'channel')],
  ['F37 9, flood: this dialogue alone waits a minute', 9, later(60_000)],
  ['F37 10, an error of its own: tried again', 10, later(null)],
  ['29, the limit of the method: the channel waits a minute', 29, later(60_000, 'channel')],
  ['14, a captcha: the channel waits, nobody solves it', 14, later(300_000, 'channel')],
  ['5, the token: sending stops', 5, { kind: 'stopped' }],
  ['7, rights: sending stops', 7, { kind: 'stopped' }],
  ['F41 901, forbidden by the person: over', 901, failed('blocked')],
  ['18, a person who is gone: over', 18, failed('blocked')],
  ['100, a mistake of ours: over, and seen', 100, failed('refused')],
])('VK: %s', (_what, code, outcome) => {
  expect(ofVk(code)).toEqual(outcome);
});

const said = (error_code: number, description = '', parameters = {}) => ({
  response: { ok: false, error_code, description, parameters },
});

test.each([
  ['429: this chat waits as long as it is told', said(429, 'Too Many Requests', { retry_after: 30 }), later(30_000)],
  ['429 without a time: a second', said(429), later(1_000)],
  ['500: tried again, and it may stand there twice', said(500), later(null, 'address', true)],
  ['401: sending stops', said(401, 'Unauthorized'), { kind: 'stopped' }],
  ['F41 403: over', said(403, 'Forbidden: bot was blocked by the user'), failed('blocked')],
  ['400, no such chat: over', said(400, 'Bad Request: chat not found'), failed('blocked')],
  ['400, anything else: over, and seen', said(400, 'Bad Request: message is empty'), failed('refused')],
  ['413: the file is too large', said(413), failed('file')],
  ['F40 a name that is not there: nothing can have arrived', { code: 'ENOTFOUND' }, later(null)],
  ['F40 a certificate that is over: nothing can have arrived', { code: 'CERT_HAS_EXPIRED' }, later(null)],
  ['a connection that broke: unknown', { code: 'ECONNRESET' }, { kind: 'unknown' }],
  ['F39 an answer that is no JSON: unknown', new SyntaxError('Unexpected token <'), { kind: 'unknown' }],
])('Telegram: %s', (_what, error, outcome) => {
  expect(ofTelegram(error)).toEqual(outcome);
});
