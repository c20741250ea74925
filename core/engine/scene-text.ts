/** Texts of scenes with today's facts and the citizen's own values in them. */
import { uncheckedContacts } from '../domain/organisation.ts';
import type { Draft } from './draft.ts';
import { words } from './draft.ts';
import { timeMark } from './hours-words.ts';
import { fill } from './phrase.ts';
import type { PhraseKey } from './phrase-keys.ts';
import { slotValue } from './places.ts';
import type { Scenario, Scene } from './scenario.ts';
import type { OwnTicket } from './types.ts';

const maxOwnLines = 5;

export const statusWords = (draft: Draft, ticket: OwnTicket): string =>
  words(draft, `status-${ticket.status}` satisfies PhraseKey);

export const statusLine = (draft: Draft, ticket: OwnTicket): string =>
  words(draft, 'status-line', {
    number: ticket.number,
    title: ticket.title,
    status: statusWords(draft, ticket),
  });

export const ownLines = (draft: Draft): string =>
  draft.moment.own
    .slice(0, maxOwnLines)
    .map((ticket) => statusLine(draft, ticket))
    .join('\n');

const statusOfSlot = (draft: Draft, slot: string): string | null => {
  const number = slotValue(draft.state, slot);
  const ticket = draft.moment.own.find((own) => own.number === number);
  return ticket ? statusWords(draft, ticket) : null;
};

/** `Поле: значение`, or nothing when the question was passed over. */
const fieldLine = (draft: Draft, slot: string): string => {
  const value = slotValue(draft.state, slot);
  return value === null ? '' : `${slotLabel(draft, slot) ?? slot}: ${value}`;
};

/** Terms of the citizen's rights that texts may name, in clock hours. */
export const namedSettings = {
  'repeat-hours': 'repeatHours',
  'escalation-hours': 'escalationHours',
  'supervisor-hours': 'supervisorHours',
} as const;

const settingOf = (draft: Draft, id: string): string | null => {
  const known = Object.entries(namedSettings).find(([name]) => name === id)?.[1];
  return known ? String(draft.script.organisation.settings[known]) : null;
};

const valueOf = (draft: Draft, name: string): string | null => {
  const { organisation } = draft.script;
  const dot = name.indexOf('.');
  const [family, id] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot + 1)];
  switch (family) {
    case 'organisation':
      return organisation.name;
    case 'contact':
      return organisation.contacts.find((contact) => contact.id === id)?.value ?? null;
    case 'slot':
      return slotValue(draft.state, id) ?? words(draft, 'slot-empty');
    case 'field':
      return fieldLine(draft, id);
    case 'setting':
      return settingOf(draft, id);
    case 'status':
      return statusOfSlot(draft, id) ?? words(draft, 'slot-empty');
    case 'demo':
      return uncheckedContacts(organisation).length > 0 ? words(draft, 'demo-data') : '';
    case 'own-tickets':
      return ownLines(draft);
    default:
      return timeMark(draft.script, draft.moment.now, name);
  }
};

/** A line that has nothing but marks without a value is left out. */
export const fillText = (draft: Draft, text: string): string =>
  text
    .split('\n')
    .flatMap((line) => {
      const filled = fill(line, (name) => valueOf(draft, name));
      return filled.trim() === '' && line.trim() !== '' ? [] : [filled];
    })
    .join('\n')
    .trim();

/** `Поле: значение`, one a line, in the order of the form. */
const summaryLines = (draft: Draft, slots: readonly string[]): string =>
  slots
    .flatMap((name) => {
      const label = slotLabel(draft, name);
      return label === null ? [] : [`${label}: ${slotValue(draft.state, name) ?? words(draft, 'slot-empty')}`];
    })
    .join('\n');

const labelIn = (scenario: Scenario | undefined, name: string): string | null => {
  for (const scene of scenario?.scenes.values() ?? []) {
    if (scene.kind === 'ask' && scene.slot === name) return scene.label;
  }
  return null;
};

/** The label of a slot as its question names it, whether or not it was answered; the present form is looked at first. */
export const slotLabel = (draft: Draft, name: string): string | null => {
  const { byId } = draft.script.scenarios;
  const here = labelIn(byId.get(draft.state.at.scenario), name);
  if (here !== null) return here;
  for (const scenario of byId.values()) {
    const label = labelIn(scenario, name);
    if (label !== null) return label;
  }
  return null;
};

const ownText = (draft: Draft, { text, hasMarks }: { readonly text: string; readonly hasMarks: boolean }): string =>
  hasMarks ? fillText(draft, text) : text;

/** What a scene that waits for the citizen says. */
export const sceneText = (draft: Draft, scene: Scene): readonly string[] => {
  switch (scene.kind) {
    case 'say':
    case 'ask':
    case 'end':
      return [ownText(draft, scene)];
    case 'summary':
      return [ownText(draft, scene), summaryLines(draft, scene.slots)];
    default:
      return [];
  }
};
