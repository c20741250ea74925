/** The bot leads: scenes, questions, free words. */
import type { Offered } from '../../domain/conversation.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { act, stale } from '../act.ts';
import { answerSlot } from '../answer-slot.ts';
import { refused, skip, type Ask } from '../answered.ts';
import { sayPhrase, words, type Draft } from '../draft.ts';
import { ask, command, nothingToRead, smallTalk } from '../free-text.ts';
import { offeredByWords } from '../label.ts';
import { go, home, stay } from '../navigation.ts';
import { sceneAt } from '../places.ts';
import { askedNumber, statusOfNumber } from '../status.ts';
import { introduce, isFirst } from '../ticketing.ts';
import type { Words } from '../types.ts';
import { isReadable, normalise } from '../understanding/normalise.ts';
import { isQuestion } from '../understanding/reserved.ts';
import { again, toMenuWithApology } from '../walk.ts';
import { isBack, welcomeBack } from './returning.ts';

const start = (draft: Draft, named: string | undefined): Draft => {
  const topic = named === undefined ? undefined : draft.script.scenarios.topics.get(named);
  // A link on a page leads straight to its topic, as a button of the menu does.
  if (topic && isQuestion(topic.id)) return go(introduce(draft), topic.start);
  return isFirst(draft) ? again(sayPhrase(draft, 'greeting')) : home(sayPhrase(draft, 'greeting-again'));
};

/** To a question that may be passed over these are no answers. */
const nothingToSay: ReadonlySet<string> = new Set(['нету', 'не знаю', 'не помню', 'ничего', 'никакой', 'никакого']);

const inQuestion = (draft: Draft, scene: Ask, typed: string): Draft => {
  if (!isReadable(typed)) return stay(draft, words(draft, 'wrong-text-empty'));
  const pressed = offeredByWords(draft.state.offered, typed, scene.slotKind === 'choice');
  if (pressed) return act(draft, pressed);
  const { intent, guessed } = draft.script.understand(typed);
  const nothing = intent === 'no' || nothingToSay.has(normalise(typed));
  if (scene.optional && scene.slotKind !== 'choice' && nothing) return skip(draft, scene);
  // What a name or a number sounds like to the model weighs less than the question that stands open.
  const isAnswer = guessed && scene.slotKind !== 'text';
  return (isAnswer ? null : command(draft, intent)) ?? answerSlot(draft, scene, typed);
};

/** The form is full: only «Отправить» and «Исправить» are left to say. */
const inSummary = (draft: Draft, typed: string): Draft => {
  const { intent } = draft.script.understand(typed);
  if (intent === 'yes') return act(draft, { kind: 'choice', label: '', does: { act: 'send' } });
  if (intent === 'no') return act(draft, { kind: 'choice', label: '', does: { act: 'fix' } });
  return command(draft, intent) ?? refused(draft, typed, sayPhrase(draft, 'summary-press'));
};

const freely = (draft: Draft, typed: string): Draft => {
  const first = isFirst(draft);
  const { intent } = draft.script.understand(typed);
  if (intent === 'greeting') return smallTalk(draft, intent);
  const met = first ? introduce(draft) : draft;
  const number = askedNumber(typed);
  if (number) return again(statusOfNumber(met, number));
  const commanded = command(met, intent);
  if (commanded) return commanded;
  return intent === null ? ask(met, typed) : smallTalk(met, intent);
};

const text = (draft: Draft, typed: string, lastAt: number): Draft => {
  const scene = sceneAt(draft.script.scenarios, draft.state.at);
  if (!scene) return toMenuWithApology(draft);
  if (isBack(draft, lastAt)) {
    const { intent } = draft.script.understand(typed);
    return (isReadable(typed) ? command(draft, intent) : null) ?? welcomeBack(draft);
  }
  if (scene.kind === 'ask') return inQuestion(draft, scene, typed);
  if (!isReadable(typed)) return nothingToRead(introduce(draft));
  const pressed = offeredByWords(draft.state.offered, typed, true);
  if (pressed) return act(draft, pressed);
  return scene.kind === 'summary' ? inSummary(draft, typed) : freely(draft, typed);
};

const ofForm: ReadonlySet<Offered['does']['act']> = new Set(['value', 'skip', 'send', 'fix', 'edit']);

const press = (draft: Draft, index: number, lastAt: number): Draft => {
  const offered = draft.state.offered[index];
  if (!sceneAt(draft.script.scenarios, draft.state.at)) return toMenuWithApology(draft);
  if (!offered) return stale(draft);
  return ofForm.has(offered.does.act) && isBack(draft, lastAt) ? welcomeBack(draft) : act(draft, offered);
};

export const scripted = (draft: Draft, heard: Words, lastAt: number): Draft => {
  switch (heard.kind) {
    case 'start':
      return start(draft, heard.topic);
    case 'text':
      return text(draft, heard.text, lastAt);
    case 'press':
      return press(draft, heard.index, lastAt);
    case 'stale':
      return stale(draft);
    default:
      return unreachable(heard);
  }
};
