/** Entering a scene and going on until one waits for the citizen. Bounded: no scenario can keep the engine busy. */
import type { Place } from '../domain/conversation.ts';
import type { ConsentDecision } from '../domain/consent.ts';
import { uncheckedContacts } from '../domain/organisation.ts';
import { isOver } from '../domain/ticket.ts';
import { isPersonal } from '../domain/screening/answer.ts';
import { unreachable } from '../domain/unreachable.ts';
import { change, emit, move, say, sayPhrase, words, type Draft } from './draft.ts';
import { decisionNow } from './consent.ts';
import { isBarred, withLink } from './elsewhere.ts';
import { handOff } from './handoff.ts';
import { sceneAt, slotValue, without } from './places.ts';
import type { Condition, Scene } from './scenario.ts';
import { fillText, sceneText } from './scene-text.ts';

const maxSteps = 50;
const maxCalls = 10;
const maxTried = 30;
const hour = 3_600_000;

export const factIds = ['has-ticket', 'has-tickets', 'has-closed', 'contacts-unchecked'] as const;
export type FactId = (typeof factIds)[number];

const facts: Readonly<Record<FactId, (draft: Draft) => boolean>> = {
  'has-ticket': (draft) => draft.ticket !== null,
  'has-tickets': (draft) => draft.moment.own.length > 0,
  'has-closed': (draft) => draft.moment.own.some(({ status }) => isOver(status)),
  'contacts-unchecked': (draft) => uncheckedContacts(draft.script.organisation).length > 0,
};

const factOf = (draft: Draft, id: string): boolean => {
  const known = factIds.find((fact) => fact === id);
  return known !== undefined && facts[known](draft);
};

const holds = (draft: Draft, when: Condition): boolean => {
  if ('fact' in when) return factOf(draft, when.fact) === when.is;
  const value = slotValue(draft.state, when.slot);
  return 'filled' in when ? (value !== null) === when.filled : value === when.is;
};

const noteTried = (draft: Draft, scene: Scene): Draft => {
  const { tried } = draft.state;
  if (scene.tried === null || tried.includes(scene.tried)) return draft;
  return change(draft, { tried: [...tried, scene.tried].slice(-maxTried) });
};

/** The scenario lost its way, or the scene is no longer there: the menu, with an apology. */
export const toMenuWithApology = (draft: Draft): Draft => {
  const { menu } = draft.script.scenarios;
  const scene = sceneAt(draft.script.scenarios, menu);
  const landed = change(draft, { mode: { kind: 'scripted' }, at: menu, calls: [], wrong: 0, editing: null });
  return say(sayPhrase(landed, 'scene-gone'), ...(scene ? sceneText(landed, scene) : []));
};

/** «Помогло?» under an answer. The ticket is answered until the citizen says otherwise. */
const answered = (draft: Draft): Draft => {
  const solved = move(draft, 'solve');
  const { confirmHours } = draft.script.organisation.settings;
  const scheduled =
    solved === draft ? draft : emit(solved, { kind: 'schedule', job: 'silence', after: confirmHours * hour });
  return sayPhrase(change(scheduled, { mode: { kind: 'confirming', by: 'bot' } }), 'solved-question');
};

/** The consent scene instead of the question; the question follows the answer. */
const askConsent = (draft: Draft, at: Place): Draft =>
  sayPhrase(change(draft, { mode: { kind: 'consenting' }, at, wrong: 0, misses: 0, parts: [] }), 'consent');

/** Where it may not be asked, no consent is asked either; who goes on without it is asked no further. */
const decisionHere = (draft: Draft): ConsentDecision | 'elsewhere' | null => {
  if (!isBarred(draft)) return decisionNow(draft);
  return draft.state.withoutPersonal === true ? 'refused' : 'elsewhere';
};

const sendElsewhere = (draft: Draft, at: Place): Draft => {
  const here = change(draft, { mode: { kind: 'elsewhere' }, at, wrong: 0, misses: 0, parts: [] });
  return withLink(sayPhrase(here, 'elsewhere'), false);
};

const arrive = (draft: Draft, at: Place, scene: Scene): Draft => {
  const here = change(draft, { mode: { kind: 'scripted' }, at, wrong: 0, misses: 0, parts: [] });
  const spoken = say(here, ...sceneText(here, scene));
  return scene.kind === 'end' ? answered(spoken) : spoken;
};

export const enter = (draft: Draft, place: Place): Draft => {
  let walked = draft;
  let here = place;
  for (let steps = 0; steps < maxSteps; steps += 1) {
    const scene = sceneAt(draft.script.scenarios, here);
    if (!scene) return toMenuWithApology(walked);
    walked = noteTried(walked, scene);
    const { calls } = walked.state;
    switch (scene.kind) {
      case 'ask': {
        const decision = isPersonal(scene.slotKind) ? decisionHere(walked) : 'given';
        if (decision === 'elsewhere') return sendElsewhere(walked, here);
        if (decision === 'given') return arrive(walked, here, scene);
        if (decision === null) return askConsent(walked, here);
        walked = change(walked, { slots: without(walked.state.slots, [scene.slot]) });
        here = scene.next;
        break;
      }
      case 'say':
      case 'summary':
      case 'end':
        return arrive(walked, here, scene);
      case 'handoff': {
        const text = scene.text === null ? null : fillText(walked, scene.text);
        const reason = words(walked, 'reason-scenario', { title: scene.title });
        const { department, priority, title } = scene;
        return handOff(walked, { text, department, priority, reason, title });
      }
      case 'branch': {
        const now = walked;
        here = scene.cases.find(({ when }) => holds(now, when))?.to ?? scene.otherwise;
        break;
      }
      case 'call':
        if (calls.length >= maxCalls) return toMenuWithApology(walked);
        walked = change(walked, { calls: [...calls, scene.next] });
        here = scene.to;
        break;
      case 'return': {
        const back = calls.at(-1);
        if (!back) return toMenuWithApology(walked);
        walked = change(walked, { calls: calls.slice(0, -1) });
        here = back;
        break;
      }
      default:
        return unreachable(scene);
    }
  }
  return toMenuWithApology(walked);
};

/** The present scene once more, as it stands. */
export const again = (draft: Draft): Draft => {
  if (draft.state.mode.kind === 'consenting') return sayPhrase(draft, 'consent');
  if (draft.state.mode.kind === 'elsewhere') return withLink(sayPhrase(draft, 'elsewhere'), false);
  const scene = sceneAt(draft.script.scenarios, draft.state.at);
  return scene ? say(draft, ...sceneText(draft, scene)) : toMenuWithApology(draft);
};
