/** Free text → what to do with it: closed lists first, then the model learnt from the examples of the topics. */
import type { Scenarios } from '../scenario.ts';
import { confidenceOf, outcomeOf } from './confidence.ts';
import { intentOf } from './intents.ts';
import type { Lexicon } from './lexicon.ts';
import { learn, type Lesson, type Model } from './learn.ts';
import { severalQuestions } from './questions.ts';
import { createRank } from './rank.ts';
import { callsOperator } from './reserved.ts';
import type { Understand } from './understanding.ts';

/** What there is to learn: the examples of every topic, its title being one of them. */
export const lessonOf = (scenarios: Scenarios, lexicon: Lexicon): Lesson => ({
  lexicon,
  examples: [...scenarios.topics.values()].flatMap(({ id, title, examples }) =>
    [title, ...examples].map((text) => ({ topic: id, text })),
  ),
});

/** Short texts are written again and again, and read several times a step: «оператор», «спасибо», a button's words. */
const longestKept = 80;
const mostKept = 500;

/** Remembers what was read last. The answer is the same with it and without. */
const remembering = (read: Understand): Understand => {
  const known = new Map<string, ReturnType<Understand>>();
  return (text) => {
    if (text.length > longestKept) return read(text);
    const understood = known.get(text) ?? read(text);
    known.delete(text);
    known.set(text, understood);
    const oldest = known.size > mostKept ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    return understood;
  };
};

export const understandBy = (model: Model): Understand => {
  const rank = createRank(model);
  return remembering((text) => {
    const { ranked, evidence } = rank(text);
    const confidence = confidenceOf(evidence);
    const listed = intentOf(text);
    const guessed = listed === null && callsOperator(ranked);
    const intent = guessed ? 'operator' : listed;
    const several = intent === null ? severalQuestions(text, ranked, rank) : null;
    return several
      ? { intent, guessed, ranked: several, confidence, outcome: 'offer' }
      : { intent, guessed, ranked, confidence, outcome: outcomeOf(ranked, confidence) };
  });
};

/** Learns on the spot; a running product learns aside and uses `understandBy`. */
export const createUnderstand = (scenarios: Scenarios, lexicon: Lexicon): Understand =>
  understandBy(learn(lessonOf(scenarios, lexicon)));
