/** What a button does, pressed or said in words. */
import type { Offered } from '../domain/conversation.ts';
import { isPersonal } from '../domain/screening/answer.ts';
import { unreachable } from '../domain/unreachable.ts';
import { keep, skip } from './answered.ts';
import { decisionNow, decline, give, takeBack, tellPolicy } from './consent.ts';
import { helped, notHelped } from './confirm.ts';
import { change, sayPhrase, words, type Draft } from './draft.ts';
import { withLink } from './elsewhere.ts';
import { callOperator } from './handoff.ts';
import { back, cancel, go, home, leave, restart, stay } from './navigation.ts';
import { maxMain } from './offers.ts';
import { complain, escalate, remind } from './own-ticket.ts';
import { sceneAt } from './places.ts';
import type { Scene } from './scenario.ts';
import { slotLabel } from './scene-text.ts';
import { ownStatus } from './status.ts';
import { again, enter } from './walk.ts';
import { withdraw } from './withdraw.ts';

export const stale = (draft: Draft): Draft => stay(draft, words(draft, 'menu-stale'));

const here = <K extends Scene['kind']>(draft: Draft, kind: K): Extract<Scene, { kind: K }> | null => {
  const scene = sceneAt(draft.script.scenarios, draft.state.at);
  return scene?.kind === kind ? (scene as Extract<Scene, { kind: K }>) : null;
};

/** Which of the answers is wrong? */
const fix = (draft: Draft, from = 0): Draft => {
  const summary = here(draft, 'summary');
  if (!summary) return stale(draft);
  const left = summary.slots.slice(from);
  const room = maxMain - 1;
  const shown = left.length > room ? left.slice(0, room - 1) : left;
  const fields = shown.flatMap((slot): Offered[] => {
    const label = slotLabel(draft, slot);
    return label === null ? [] : [{ kind: 'choice', label, does: { act: 'edit', slot } }];
  });
  const more: readonly Offered[] =
    shown.length === left.length
      ? []
      : [
          {
            kind: 'choice',
            label: words(draft, 'button-more-fields'),
            does: { act: 'fix', from: from + shown.length },
          },
        ];
  return { ...sayPhrase(draft, 'fix-which'), instead: [...fields, ...more] };
};

/** Back to the question of one slot; its answer leads to the summary again. */
const edit = (draft: Draft, slot: string): Draft => {
  const { scenarios } = draft.script;
  const asks = (scene: Scene | null | undefined): boolean => scene?.kind === 'ask' && scene.slot === slot;
  const step = [...draft.state.trail].reverse().find(({ place }) => asks(sceneAt(scenarios, place)));
  const scenario = draft.state.at.scenario;
  const scene = [...(scenarios.byId.get(scenario)?.scenes.values() ?? [])].find(asks);
  const place = step?.place ?? (scene && { scenario, scene: scene.id });
  if (!place) return stale(draft);
  const question = sceneAt(scenarios, place);
  // Who wants to correct a personal answer after all is asked for consent again.
  const isRefused = question?.kind === 'ask' && isPersonal(question.slotKind) && decisionNow(draft) !== 'given';
  const open = isRefused ? change(draft, { consent: null }) : draft;
  return enter(change(leave(open), { editing: slot, calls: step?.calls ?? draft.state.calls }), place);
};

const send = (draft: Draft): Draft => {
  const summary = here(draft, 'summary');
  return summary ? enter(leave(draft), summary.next) : stale(draft);
};

const answer = (draft: Draft, value: string | null): Draft => {
  const ask = here(draft, 'ask');
  if (!ask) return stale(draft);
  return value === null ? skip(draft, ask) : keep(draft, ask, value);
};

/** Back after a long break: the same question once more. */
export const goOn = (draft: Draft): Draft => again(change(draft, { mode: { kind: 'scripted' } }));

export const startAgain = (draft: Draft): Draft => restart(change(draft, { mode: { kind: 'scripted' } }));

/** The question that waited for the decision; without consent, what comes after it. */
const decided = (draft: Draft): Draft => enter(draft, draft.state.at);

/** Where the citizen is once more, now that nothing personal is left in it. */
const takenBack = (draft: Draft, action: string): Draft => {
  const { mode } = draft.state;
  const gone = takeBack(draft, action);
  return mode.kind === 'scripted' || mode.kind === 'consenting' || mode.kind === 'elsewhere' ? decided(gone) : gone;
};

export const act = (draft: Draft, { does, label }: Offered): Draft => {
  switch (does.act) {
    case 'go':
      return go(draft, does.to);
    case 'value':
      return answer(draft, does.value);
    case 'skip':
      return answer(draft, null);
    case 'back':
      return back(draft);
    case 'home':
      return home(draft);
    case 'cancel':
      return cancel(draft);
    case 'operator':
      return callOperator(draft);
    case 'helped':
      return helped(draft);
    case 'not-helped':
      return notHelped(draft);
    case 'withdraw':
      return withdraw(draft);
    case 'continue':
      return goOn(draft);
    case 'again':
      return startAgain(draft);
    case 'send':
      return send(draft);
    case 'fix':
      return fix(draft, does.from);
    case 'edit':
      return edit(draft, does.slot);
    case 'remind':
      return remind(draft);
    case 'escalate':
      return escalate(draft);
    case 'complain':
      return complain(draft);
    case 'consent':
      return decided(does.given ? give(draft, label) : decline(draft, label));
    case 'policy':
      return tellPolicy(draft);
    case 'take-back':
      return takenBack(draft, label);
    case 'link':
      return withLink(draft, true);
    case 'without':
      return decided(change(draft, { mode: { kind: 'scripted' }, withoutPersonal: true }));
    case 'status':
      return stay(ownStatus(draft), '');
    default:
      return unreachable(does);
  }
};
