/** What follows an answer: the value is kept and the form goes on, or it is explained and asked again. */
import type { Masked } from '../domain/personal.ts';
import { change, sayPhrase, type Draft } from './draft.ts';
import { leave } from './navigation.ts';
import { without } from './places.ts';
import type { Scene } from './scenario.ts';
import { isQuestion } from './understanding/reserved.ts';
import { enter } from './walk.ts';

export type Ask = Extract<Scene, { kind: 'ask' }>;

/** From this wrong answer in a row on, a person is offered in so many words. */
const wrongLimit = 3;

/** On to the next question; from a correction straight back to the summary. */
const onward = (draft: Draft, ask: Ask): Draft => {
  const summary = draft.state.editing === null ? undefined : draft.state.trail.at(-1);
  if (!summary) return enter(leave(draft), ask.next);
  const trail = draft.state.trail.slice(0, -1);
  return enter(change(draft, { editing: null, trail, calls: summary.calls }), summary.place);
};

export const put = (draft: Draft, ask: Ask, value: string, masked: readonly Masked[]): Draft => {
  const filled = masked.length > 0 ? { label: ask.label, value, masked } : { label: ask.label, value };
  const slots = { ...draft.state.slots, [ask.slot]: filled };
  return onward(change(draft, { slots, wrong: 0, misses: 0 }), ask);
};

export const keep = (draft: Draft, ask: Ask, value: string): Draft => {
  const masked = draft.heard?.masked ?? [];
  return put(
    draft,
    ask,
    value,
    masked.filter(({ mask }) => value.includes(mask)),
  );
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
