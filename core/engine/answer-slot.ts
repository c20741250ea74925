/** The answer to a question of a form: read, kept, or explained again. */
import { isPersonal, type PersonalQuestion } from '../domain/screening/answer.ts';
import { parseTicketNumber } from '../domain/ticket-number.ts';
import { formatTicketNumber } from '../domain/ticket-number.ts';
import { unreachable } from '../domain/unreachable.ts';
import { words, type Draft } from './draft.ts';
import { answerPersonal } from './answer-personal.ts';
import { fillText } from './scene-text.ts';
import { keep, refused, type Ask } from './answered.ts';
import type { SlotKind } from './scenario.ts';
import { readChoice } from './slots/choice.ts';
import { readDatetime } from './slots/datetime.ts';
import type { Read } from './slots/read.ts';
import { readText } from './slots/text.ts';
import { wallTime } from '../domain/zone-time.ts';
import { foreignNumber } from './status.ts';

type PlainKind = Exclude<SlotKind, PersonalQuestion>;

const read = (draft: Draft, ask: Ask, kind: PlainKind, typed: string): Read | 'foreign' => {
  const { moment, script } = draft;
  const { zone } = script.organisation;
  switch (kind) {
    case 'text':
      return readText(typed);
    case 'choice':
      return readChoice(typed, ask.choices);
    case 'datetime':
      return readDatetime(typed, moment.now, zone);
    case 'ticket-number': {
      const parsed = parseTicketNumber(typed);
      const example = formatTicketNumber(wallTime(moment.now, zone).year, 4817);
      if (parsed.kind === 'none') return { ok: false, why: 'wrong-number', values: { example } };
      if (parsed.kind === 'slip') return { ok: false, why: 'status-slip' };
      const own = moment.own.some((ticket) => ticket.number === parsed.number);
      return own ? { ok: true, value: parsed.number } : 'foreign';
    }
    default:
      return unreachable(kind);
  }
};

/** What was asked for, with the example its author gave. */
const exampleLine = (draft: Draft, ask: Ask): string => (ask.example === '' ? '' : fillText(draft, ask.example));

export const answerSlot = (draft: Draft, ask: Ask, typed: string): Draft => {
  const kind = ask.slotKind;
  if (isPersonal(kind)) return answerPersonal(draft, ask, kind, typed);
  const result = read(draft, ask, kind, typed);
  if (result === 'foreign') return refused(draft, typed, foreignNumber(draft));
  if (result.ok) return keep(draft, ask, result.value);
  const line = words(draft, result.why, { ...result.values });
  const example = ask.slotKind === 'text' ? exampleLine(draft, ask) : '';
  return refused(draft, typed, { ...draft, lines: [...draft.lines, example === '' ? line : `${line} ${example}`] });
};
