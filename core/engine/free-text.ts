/** Words outside of questions: a command, small talk, or a question of one's own. */
import type { Offered, Place } from '../domain/conversation.ts';
import { change, emit, say, sayPhrase, type Draft } from './draft.ts';
import { callOperator, dangerToLife } from './handoff.ts';
import { back, cancel, go, home, leave } from './navigation.ts';
import { isMenu, sceneAt } from './places.ts';
import type { Topic } from './scenario.ts';
import { sceneText } from './scene-text.ts';
import { ownStatus } from './status.ts';
import { isFirst, takeUp } from './ticketing.ts';
import { normalise } from './understanding/normalise.ts';
import { isQuestion } from './understanding/reserved.ts';
import type { Guess, Intent } from './understanding/understanding.ts';
import { addTo } from './waiting.ts';
import { waitingOf } from './waiting-of.ts';
import { again } from './walk.ts';

const maxOffered = 3;
/** Share of the likeliest topic below which another one would only puzzle. */
const worthOffering = 0.1;
const maxQuestion = 2000;
const maxTypedLabel = 120;

/** Commands that mean the same in every scripted scene; null for small talk. */
export const command = (draft: Draft, intent: Intent | null): Draft | null => {
  switch (intent) {
    case 'danger':
      return dangerToLife(draft);
    case 'operator':
      return callOperator(draft);
    case 'back':
      return back(draft);
    case 'home':
      return home(draft);
    case 'cancel':
      return cancel(draft);
    case 'status':
      return again(ownStatus(draft));
    default:
      return null;
  }
};

/** A greeting is answered by a greeting, «да» out of place by asking what it is about. None of it opens a ticket. */
export const smallTalk = (draft: Draft, intent: Intent): Draft => {
  const { scenarios } = draft.script;
  // At the menu the scenario of the greeting or the thanks answers; in the middle of a talk one must not lose one's place.
  const own = isMenu(scenarios, draft.state.at) && !isFirst(draft) ? scenarios.topics.get(intent) : undefined;
  if (own && !isQuestion(own.id)) return go(draft, own.start);
  if (intent === 'greeting') return again(isFirst(draft) ? sayPhrase(draft, 'greeting') : sayPhrase(draft, 'hello'));
  return sayPhrase(draft, intent === 'thanks' ? 'thanks' : 'out-of-place');
};

const clip = (text: string): string => text.trim().slice(0, maxQuestion).toWellFormed();

/** The words of the question, unless the ticket has its question already. */
const remember = (draft: Draft, text: string): Draft =>
  draft.state.question === null ? change(draft, { question: clip(text) }) : draft;

const toButton = (topic: Topic): Offered => ({
  kind: 'choice',
  label: topic.title,
  does: { act: 'go', to: topic.start },
});

const offerTopics = (draft: Draft, ranked: readonly Guess[]): Draft => {
  const { topics } = draft.script.scenarios;
  const questions = ranked.filter(({ topic }) => isQuestion(topic)).slice(0, maxOffered);
  const close = questions.filter(({ p }) => p >= (questions[0]?.p ?? 0) * worthOffering);
  const likely = close.flatMap(({ topic }) => topics.get(topic) ?? []);
  return { ...sayPhrase(draft, draft.state.misses > 1 ? 'miss-again' : 'clarify'), instead: likely.map(toButton) };
};

/** Not understood: the topics of the menu and, the second time in a row, a person in so many words. */
const missed = (draft: Draft): Draft => {
  const { menu } = draft.script.scenarios;
  const scene = sceneAt(draft.script.scenarios, menu);
  const atMenu = change(draft.state.at.scenario === menu.scenario ? draft : leave(draft), { at: menu, calls: [] });
  const told = sayPhrase(atMenu, draft.state.misses > 1 ? 'miss-again' : 'miss');
  return draft.state.misses > 1 || !scene ? told : say(told, ...sceneText(told, scene));
};

const wordsOf = (text: string): string => normalise(text).split(' ').sort().join(' ');

/** Where a button of the topic's first scene leads whose words are the question: what was said is not asked again. */
const saidAlready = (draft: Draft, topic: Topic, text: string): Place | undefined => {
  const first = sceneAt(draft.script.scenarios, topic.start);
  if (first?.kind !== 'say' || text.length > maxTypedLabel) return undefined;
  const asked = wordsOf(text);
  return first.buttons.find(({ label }) => wordsOf(label) === asked)?.to;
};

/** Words of the question that name a scene of a likely topic: the way there is not asked again. */
const shortcut = (draft: Draft, topics: readonly string[], text: string): Place | undefined => {
  const words = normalise(text).split(' ');
  const named = (prefixes: readonly string[]): boolean =>
    prefixes.every((prefix) => words.some((word) => word.startsWith(prefix)));
  const { byId } = draft.script.scenarios;
  return topics.flatMap((id) => byId.get(id)?.shortcuts ?? []).find(({ words: known }) => known.some(named))?.to;
};

/** A question of one's own, in whatever words. Opens the ticket, understood or not. */
export const ask = (draft: Draft, text: string): Draft => {
  const { script } = draft;
  const { outcome, ranked } = script.understand(text);
  const likely = ranked.slice(0, outcome === 'answer' ? 1 : maxOffered).map(({ topic }) => topic);
  const named = shortcut(draft, likely, text);
  const topic = outcome === 'answer' ? script.scenarios.topics.get(ranked[0]?.topic ?? '') : undefined;
  const waiting = waitingOf(draft);
  if (waiting && !draft.ticket && (!topic || topic.title === waiting.title)) return addTo(draft, waiting);
  if (named) return go(draft, named, clip(text));
  if (topic) return go(draft, saidAlready(draft, topic, text) ?? topic.start, clip(text));
  const asked = remember(draft, text);
  const { draft: taken, settled } = takeUp(asked, null, clip(text));
  if (settled) return taken;
  const guesses = ranked.filter(({ topic: id }) => isQuestion(id)).slice(0, maxOffered);
  const noted = emit(taken, { kind: 'unclear', guesses });
  const counted = change(noted, { misses: noted.state.misses + 1, mode: { kind: 'scripted' } });
  return outcome === 'offer' ? offerTopics(counted, ranked) : missed(counted);
};

export const nothingToRead = (draft: Draft): Draft => sayPhrase(draft, 'write-text');
