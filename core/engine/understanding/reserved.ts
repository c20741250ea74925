/** Topics that are no questions: a call for a person, small talk, and what is none of our business. */
import type { Guess } from './understanding.ts';

/** A call for a person, in whatever words. */
export const operatorTopic = 'operator';

/** Examples of what the bot cannot answer: they teach it to say so. */
export const outOfScope = 'oos';

const noQuestions: readonly string[] = [operatorTopic, outOfScope, 'greeting', 'thanks'];

/** Worth offering as a choice. */
export const isQuestion = (topic: string): boolean => !noQuestions.includes(topic);

/** From here on the model, too, may say that a text calls for a person. */
const sure = 0.36;

export const callsOperator = ([first]: readonly Guess[]): boolean => first?.topic === operatorTopic && first.p >= sure;
