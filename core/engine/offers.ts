/** Which buttons stand under the reply. «Перейти к оператору» is the last of the main ones in every scene. */
import type { Offered } from '../domain/conversation.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { Draft } from './draft.ts';
import { dueButtons } from './due-buttons.ts';
import { phrase } from './phrase.ts';
import type { PhraseKey } from './phrase-keys.ts';
import { inForm, isMenu, sceneAt } from './places.ts';
import type { Scene } from './scenario.ts';

/** Main buttons of one message, the operator's included. */
export const maxMain = 5;

type Plain = Exclude<Offered['does']['act'], 'go' | 'value' | 'edit' | 'consent'>;

const plain = (draft: Draft, kind: Offered['kind'], key: PhraseKey, act: Plain): Offered => ({
  kind,
  label: phrase(draft.script.phrases, key),
  does: { act },
});

const consent = (draft: Draft, key: PhraseKey, given: boolean): Offered => ({
  kind: 'choice',
  label: phrase(draft.script.phrases, key),
  does: { act: 'consent', given },
});

const ofScene = (draft: Draft, scene: Scene | null): readonly Offered[] => {
  switch (scene?.kind) {
    case 'say':
      return scene.buttons.map(({ label, to }) => ({ kind: 'choice', label, does: { act: 'go', to } }));
    case 'ask': {
      const skip = scene.optional ? [plain(draft, 'choice', 'button-skip', 'skip')] : [];
      const choices = scene.choices.map((label): Offered => ({
        kind: 'choice',
        label,
        does: { act: 'value', value: label },
      }));
      return [...choices, ...skip];
    }
    case 'summary':
      return [plain(draft, 'choice', 'button-send', 'send'), plain(draft, 'choice', 'button-fix', 'fix')];
    default:
      return [];
  }
};

const main = (draft: Draft): readonly Offered[] => {
  switch (draft.state.mode.kind) {
    case 'scripted':
      return ofScene(draft, sceneAt(draft.script.scenarios, draft.state.at));
    case 'confirming':
      return [
        plain(draft, 'choice', 'button-helped', 'helped'),
        plain(draft, 'choice', 'button-not-helped', 'not-helped'),
      ];
    case 'consenting':
      return [
        consent(draft, 'button-agree', true),
        consent(draft, 'button-decline', false),
        plain(draft, 'choice', 'button-policy', 'policy'),
      ];
    case 'elsewhere':
      return [
        ...(draft.moment.site === undefined ? [] : [plain(draft, 'choice', 'button-link', 'link')]),
        plain(draft, 'choice', 'button-without', 'without'),
      ];
    case 'returning':
      return [plain(draft, 'choice', 'button-continue', 'continue'), plain(draft, 'choice', 'button-again', 'again')];
    case 'queued':
    case 'live':
      return [];
    default:
      return unreachable(draft.state.mode);
  }
};

export const canGoBack = (draft: Draft): boolean => {
  const { mode, trail } = draft.state;
  return (
    trail.length > 0 &&
    (mode.kind === 'scripted' ||
      mode.kind === 'consenting' ||
      mode.kind === 'elsewhere' ||
      (mode.kind === 'confirming' && mode.by === 'bot'))
  );
};

const navigation = (draft: Draft): readonly Offered[] => {
  const { script, state } = draft;
  const { kind } = state.mode;
  const form =
    inForm(script.scenarios, state) &&
    (kind === 'scripted' || kind === 'returning' || kind === 'consenting' || kind === 'elsewhere');
  return [
    ...(canGoBack(draft) ? [plain(draft, 'back', 'button-back', 'back')] : []),
    ...(isMenu(script.scenarios, state.at) ? [] : [plain(draft, 'home', 'button-home', 'home')]),
    ...(form ? [plain(draft, 'cancel', 'button-cancel', 'cancel')] : []),
  ];
};

export const offers = (draft: Draft): readonly Offered[] => {
  const { mode } = draft.state;
  if (mode.kind === 'live') return [];
  const extra = draft.extra.filter(({ kind }) => kind !== 'link');
  const links = draft.extra.filter(({ kind }) => kind === 'link');
  if (mode.kind === 'queued') {
    return [...(draft.instead ?? dueButtons(draft)), ...links, plain(draft, 'cancel', 'button-withdraw', 'withdraw')];
  }
  const own = draft.instead ?? main(draft);
  const room = Math.max(maxMain - 1 - own.length, 0);
  return [
    ...extra.slice(0, room),
    ...own.slice(0, maxMain - 1),
    plain(draft, 'operator', 'button-operator', 'operator'),
    ...links,
    ...navigation(draft),
  ];
};
