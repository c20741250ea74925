/**
 * Every sentence the bot and the desk say, and which values each may hold. `scenarios/phrases.yml` must give them all
 * and no other; besides these values any phrase may use `{organisation}` and `{contact.<id>}`.
 */
export const phraseKeys = {
  // Buttons.
  'button-operator': [],
  'button-back': [],
  'button-home': [],
  'button-cancel': [],
  'button-skip': [],
  'button-send': [],
  'button-fix': [],
  'button-more-fields': [],
  'button-helped': [],
  'button-not-helped': [],
  'button-withdraw': [],
  'button-continue': [],
  'button-again': [],

  // Manners.
  greeting: [],
  'greeting-again': [],
  hello: [],
  thanks: [],
  'thanks-confirming': [],
  'out-of-place': [],
  'write-text': [],
  'menu-stale': [],
  'scene-gone': [],
  cancelled: [],

  // The ticket.
  'ticket-opened': ['number'],
  'ticket-linked': ['previous'],
  'not-an-appeal': [],
  'title-operator': [],
  'demo-data': [],

  // Free text.
  clarify: [],
  miss: [],
  'miss-again': [],

  // Questions and forms.
  'wrong-text-empty': [],
  'wrong-text-long': ['max'],
  'wrong-choice': ['choices'],
  'wrong-datetime': ['example'],
  'wrong-datetime-time': ['example'],
  'wrong-datetime-impossible': ['example'],
  'wrong-datetime-future': ['example'],
  'wrong-datetime-old': ['example'],
  'wrong-number': ['example'],
  'wrong-again': [],
  'wrong-other-topic': ['topic'],
  'slot-empty': [],
  'fix-which': [],
  'summary-press': [],
  returning: [],
  'returning-again': [],

  // Status.
  'status-line': ['number', 'title', 'status'],
  'status-none': [],
  'status-foreign': [],
  'status-slip': [],
  'status-later': [],
  'status-bot': [],
  'status-queued': [],
  'status-active': [],
  'status-waiting': [],
  'status-expert': [],
  'status-answered': [],
  'status-closed': [],
  'status-rejected': [],

  // What a citizen who waits may ask for.
  'button-remind': [],
  'button-escalate': [],
  'button-complain': [],
  'waits-since': ['moment'],
  'your-turn': [],
  'remind-now': [],
  'remind-later': ['moment'],
  'remind-again': ['moment', 'next'],
  'remind-done': ['number'],
  'escalate-now': [],
  'escalate-later': ['moment'],
  'escalate-done': ['number'],
  'supervisor-now': [],
  'supervisor-later': ['moment'],
  'supervisor-done': ['number'],
  'escalate-top': [],
  'complaint-offer': [],
  'complaint-done': ['number'],
  'complaint-again': ['number'],
  'staff-remind': [],
  'staff-escalate': ['level'],
  'staff-complain': [],

  // To a person and back.
  handoff: ['number'],
  'handoff-opened': [],
  'already-queued': ['number'],
  danger: [],
  withdrawn: ['number'],
  'handed-back': [],
  'reason-asked': [],
  'reason-danger': [],
  'reason-scenario': ['title'],
  'reason-misunderstood': [],
  'reason-wrong': [],

  // «Помогло?»
  'solved-question': [],
  'confirm-again': [],
  'closed-helped': ['number'],
  'glad-helped': [],
  'not-helped': [],
  'dispute-returned': ['number'],
  'closed-silence': [],
  rejected: ['reason'],

  // Hours.
  weekdays: [],
  'hours-from-to': ['from', 'to'],
  'hours-and': [],
  'hours-always': [],
  'hours-daily': ['hours'],
  'hours-weekdays': ['hours'],
  'hours-on-days': ['days', 'hours'],
  'hours-in-zone': ['hours'],
  'hours-changed': ['hours', 'today'],
  'hours-closed-today': [],
  'now-open': [],
  'now-open-until': ['time'],
  'now-closed': [],
  'now-closed-until': ['opening'],
  'opening-today': ['date', 'time'],
  'opening-tomorrow': ['date', 'time'],
  'opening-later': ['date', 'time'],

  // Said by the desk.
  joined: ['name'],
  reopened: ['name'],
  'back-with-operator': [],
  'transferred-operator': ['name'],
  'transferred-department': ['department'],
  'to-expert': ['department'],
  'staff-transferred': ['to', 'reason'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type PhraseKey = keyof typeof phraseKeys;

export const requiredPhrases = Object.keys(phraseKeys) as readonly PhraseKey[];
