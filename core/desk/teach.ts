/**
 * «Не поняли» is settled: a text becomes an example of a topic (published as a version of the scenarios and learnt,
 * without a restart), or is put aside.
 */
import { addExample } from '../engine/load/add-example.ts';
import { isQuestion } from '../engine/understanding/reserved.ts';
import type { Operator } from '../domain/operator.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { ScenarioFile } from '../ports/scenario-store.ts';
import type { Teaching } from '../ports/desk.ts';
import type { UnclearTexts } from '../ports/unclear.ts';
import { ScenariosBroken, type Scripts } from './scripts.ts';

export interface TeachDeps {
  readonly unclear: UnclearTexts;
  readonly scripts: Scripts;
  readonly clock: Clock;
}

const isOf = (topic: string, { text }: ScenarioFile): boolean =>
  new RegExp(`^scenario:[ \\t]*["']?${topic}["']?[ \\t]*(?:#.*)?$`, 'mu').test(text);

/** @throws Refusal `not-found` when no file has the topic's examples. */
const withExample = (files: readonly ScenarioFile[], topic: string, said: string): readonly ScenarioFile[] => {
  const file = files.find((one) => isOf(topic, one));
  if (!file) throw new Refusal('not-found');
  const text = addExample(file.text, said);
  return text === null ? files : files.map((one) => (one === file ? { ...one, text } : one));
};

export const createTeaching = ({ unclear, scripts, clock }: TeachDeps): Teaching => {
  const line = (operator: Operator, action: 'unclear:taught' | 'unclear:dismissed', topic: string | null) => ({
    at: clock.now(),
    actor: operator.id,
    action,
    ticket: null,
    details: topic === null ? {} : { topic },
  });
  const settle = async (id: number, ...said: Parameters<typeof line>): Promise<void> => {
    if (!(await unclear.settle(id, line(...said)))) throw new Refusal('not-found');
  };
  const publish = async (topic: string, said: string, by: string): Promise<void> => {
    try {
      await scripts.publish((active) => withExample(active, topic, said), by);
    } catch (error) {
      // The published scenarios have problems of their own; their authors are told by other ways.
      throw error instanceof ScenariosBroken ? new Refusal('invalid') : error;
    }
  };
  return {
    topics: () =>
      [...scripts.current().scenarios.topics.values()].map(({ id, title }) => ({ id, title, asked: isQuestion(id) })),
    teach: async (operator, id, topic) => {
      const found = await unclear.find(id);
      if (!found || !scripts.current().scenarios.topics.has(topic)) throw new Refusal('not-found');
      await publish(topic, found.text, operator.name);
      await settle(id, operator, 'unclear:taught', topic);
    },
    dismiss: (operator, id) => settle(id, operator, 'unclear:dismissed', null),
  };
};
