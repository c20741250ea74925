/** What the operator reads first: put together from what is known, nothing guessed. */
import type { Dossier } from '../domain/ticket.ts';
import { words, type Draft } from './draft.ts';
import { samePlace, sceneAt, subject } from './places.ts';

const maxWants = 500;

export const cut = (text: string, max: number): string => {
  const line = text.trim().replace(/\s+/gu, ' ');
  if (line.length <= max) return line;
  const head = line.slice(0, max).toWellFormed();
  const space = head.lastIndexOf(' ');
  return `${head.slice(0, space > max / 2 ? space : max).replace(/\ufffd$/u, '')}…`;
};

export const dossierOf = (draft: Draft, reason: string, lastTitle: string | null): Dossier => {
  const { state, script, moment } = draft;
  const { scenarios } = script;
  const before = state.trail.at(-1);
  const isNew = !before || !samePlace(before.place, state.at);
  const here = isNew ? sceneAt(scenarios, state.at) : null;
  const walked = [
    ...state.trail.map(({ place, title, at }) => ({ place, title, at })),
    ...(here ? [{ place: state.at, title: here.title, at: moment.now }] : []),
  ].filter(({ place }) => place.scenario !== scenarios.menu.scenario);
  const last = lastTitle === null ? [] : [{ title: lastTitle, at: moment.now }];
  return {
    wants: cut(state.question ?? subject(scenarios, state)?.title ?? words(draft, 'title-operator'), maxWants),
    path: [...walked.map(({ title, at }) => ({ title, at })), ...last],
    slots: Object.values(state.slots),
    tried: state.tried,
    reason,
  };
};
