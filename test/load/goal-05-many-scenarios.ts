/**
 * The engine with 5000 scenarios against 10, both loaded from YAML: presses and typed labels of the same 5000 walks
 * spread over all scenarios there are. Loading and the learning of examples lie outside the measured part; questions
 * in free words, whose topic must be found among all, are a figure of their own.
 */
import type { EngineState, Offered } from '../../core/domain/conversation.ts';
import { step } from '../../core/engine/step.ts';
import type { Script } from '../../core/engine/types.ts';
import { interleave, perSecond, type Bench } from './figure.ts';
import { manyScenarios, questionOf, titleOf, topicId, typedLabel } from './many-scenarios.ts';
import { scriptOf, shippedFiles } from './shipped.ts';
import { follow, openChat, type Spot, type Taken } from './walk.ts';

const walks = 5000;

interface Recorded {
  readonly begin: EngineState;
  readonly turns: readonly Taken[];
}

interface Side {
  readonly script: Script;
  readonly count: number;
  readonly recorded: readonly Recorded[];
}

/** A citizen to whom the topic's button has been offered, as after «Уточните, о чём вопрос». */
const beforeTopic = (script: Script, opened: Spot, number: number): Spot => {
  const topic = script.scenarios.topics.get(topicId(number));
  if (!topic) throw new Error(`no topic ${topicId(number)}`);
  const button: Offered = { kind: 'choice', label: titleOf(number), does: { act: 'go', to: topic.start } };
  return { ...opened, state: { ...opened.state, offered: [button] } };
};

const record = (script: Script, begin: Spot): Recorded => {
  const press = { kind: 'press', index: 0 } as const;
  let spot = begin;
  for (const event of [press, press, { kind: 'text', text: typedLabel } as const, press, press]) {
    spot = follow(script, spot, event);
  }
  if (spot.tickets.some((ticket) => ticket.status !== 'closed')) throw new Error('the walk did not end with «Да»');
  return { begin: begin.state, turns: spot.turns };
};

const prepare = (bench: Bench, count: number): Side => {
  const files = manyScenarios(count, shippedFiles());
  const began = performance.now();
  const script = scriptOf(files);
  bench.say(`  ${count} scenarios are loaded and learnt within ${Math.round(performance.now() - began)} ms`);
  const opened = openChat(script);
  const recorded = Array.from({ length: walks }, (_, at) => record(script, beforeTopic(script, opened, at % count)));
  return { script, count, recorded };
};

const walkAll = ({ script, recorded }: Side, laps: number): Promise<number> => {
  const turns = recorded.reduce((sum, walk) => sum + walk.turns.length, 0);
  return perSecond(turns * laps, () => {
    let effects = 0;
    for (let lap = 0; lap < laps; lap += 1) {
      for (const walk of recorded) {
        let state = walk.begin;
        for (const { event, moment } of walk.turns) {
          const stepped = step(script, state, event, moment);
          state = stepped.state;
          effects += stepped.effects.length;
        }
      }
    }
    if (effects < turns * laps) throw new Error('the engine was silent in some turn');
  });
};

/** Each question is put at the beginning of a talk and must lead into its own scenario. */
const askAll = ({ script, count, recorded }: Side, questions: number): Promise<number> =>
  perSecond(questions, () => {
    for (let at = 0; at < questions; at += 1) {
      const number = (at * 7919) % count;
      const first = recorded[number % recorded.length]?.turns[0];
      const begin = recorded[0]?.begin;
      if (!first || !begin) throw new Error('nothing was recorded');
      const { state } = step(script, begin, { kind: 'text', text: questionOf(number) }, first.moment);
      if (state.at.scenario !== topicId(number)) throw new Error(`«${questionOf(number)}» led to ${state.at.scenario}`);
    }
  });

export const measure = async (bench: Bench): Promise<void> => {
  const few = prepare(bench, 10);
  const many = prepare(bench, bench.quick ? 1000 : 5000);
  const rounds = bench.quick ? { rounds: 3, warmUp: 1 } : { rounds: 9, warmUp: 2 };
  const laps = bench.quick ? 4 : 10;
  const pair = await interleave(
    rounds,
    () => walkAll(many, laps),
    () => walkAll(few, laps),
  );
  const name = `engine turns with ${many.count} scenarios, with 10`;
  bench.report(name, 'turns/s', pair, { wants: 'more', must: 0.8, aim: 0.9 });
  const asked = await interleave(
    rounds,
    () => askAll(many, 100),
    () => askAll(few, 1000),
  );
  bench.report(`free questions with ${many.count} scenarios, with 10`, 'turns/s', asked, null);
};
