/** The answer to a question of a form: read, kept, or explained again. */
import { parseTicketNumber } from '../domain/ticket-number.ts';
import { formatTicketNumber } from '../domain/ticket-number.ts';
import { unreachable } from '../domain/unreachable.ts';
import { change, sayPhrase, words, type Draft } from './draft.ts';
import { fillText } from './scene-text.ts';
import { leave } from './navigation.ts';
import { without } from './places.ts';
import type { Scene } from './scenario.ts';
import { readChoice } from './slots/choice.ts';
import { readDatetime } from './slots/datetime.ts';
import type { Read } from './slots/read.ts';
import { readText } from './slots/text.ts';
import { wallTime } from '../domain/zone-time.ts';
import { foreignNumber } from './status.ts';
import { isQuestion } from './understanding/reserved.ts';
import { enter } from './walk.ts';

export type Ask = Extract<Scene, { kind: 'ask' }>;

/** From this wrong answer in a row on, a person is offered in so many words. */
const wrongLimit = 3;

const read = (draft: Draft, ask: Ask, typed: string): Read | 'foreign' => {
  const { moment, script } = draft;
  const { zone } = script.organisation;
  switch (ask.slotKind) {
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
      return unreachable(ask.slotKind);
  }
};

/** On to the next question; from a correction straight back to the summary. */
const onward = (draft: Draft, ask: Ask): Draft => {
  const summary = draft.state.editing === null ? undefined : draft.state.trail.at(-1);
  if (!summary) return enter(leave(draft), ask.next);
  const trail = draft.state.trail.slice(0, -1);
  return enter(change(draft, { editing: null, trail, calls: summary.calls }), summary.place);
};

export const keep = (draft: Draft, ask: Ask, value: string): Draft => {
  const slots = { ...draft.state.slots, [ask.slot]: { label: ask.label, value } };
  return onward(change(draft, { slots, wrong: 0, misses: 0 }), ask);
};

export const skip = (draft: Draft, ask: Ask): Draft =>
  onward(change(draft, { slots: without(draft.state.slots, [ask.slot]), wrong: 0, misses: 0 }), ask);

/** Another topic that the text clearly speaks of, as one more button. */
const withOtherTopic = (draft: Draft, typed: string): Draft => {
  const { scenarios } = draft.script;
  const { outcome, ranked } = draft.script.understand(typed);
  const topic = outcome === 'answer' ? scenarios.topics.get(ranked[0]?.topic ?? '') : undefined;
  if (!topic || !isQuestion(topic.id) || topic.start.scenario === draft.state.at.scenario) return draft;
  const told = sayPhrase(draft, 'wrong-other-topic', { topic: topic.title });
  return { ...told, extra: [{ kind: 'choice', label: topic.title, does: { act: 'go', to: topic.start } }] };
};

export const refused = (draft: Draft, typed: string, explained: Draft): Draft => {
  const wrong = draft.state.wrong + 1;
  const counted = change(explained, { wrong });
  const offered = wrong >= wrongLimit ? sayPhrase(counted, 'wrong-again') : counted;
  return withOtherTopic(offered, typed);
};

/** What was asked for, with the example its author gave. */
const exampleLine = (draft: Draft, ask: Ask): string => (ask.example === '' ? '' : fillText(draft, ask.example));

export const answerSlot = (draft: Draft, ask: Ask, typed: string): Draft => {
  const result = read(draft, ask, typed);
  if (result === 'foreign') return refused(draft, typed, foreignNumber(draft));
  if (result.ok) return keep(draft, ask, result.value);
  const line = words(draft, result.why, { ...result.values });
  const example = ask.slotKind === 'text' ? exampleLine(draft, ask) : '';
  return refused(draft, typed, { ...draft, lines: [...draft.lines, example === '' ? line : `${line} ${example}`] });
};
