/**
 * A person has the ticket. The bot is silent, whatever comes; that the citizen wrote is all it passes on. Only a reminder,
 * an escalation or a complaint, said in these very words, is carried out, and the service confirms it.
 */
import { emit, move, type Draft } from '../draft.ts';
import { ladderLabels, withPeople } from '../due-buttons.ts';
import { offeredByWords } from '../label.ts';
import { complain, escalate, remind } from '../own-ticket.ts';
import type { Heard } from '../types.ts';

const acts = { remind, escalate, complain } as const;

const climb = (draft: Draft, typed: string): Draft => {
  const act = offeredByWords(ladderLabels(draft), typed, false)?.does.act;
  if (!withPeople(draft) || (act !== 'remind' && act !== 'escalate' && act !== 'complain')) return draft;
  const done = acts[act](draft);
  const text = done.lines.join('\n\n');
  return text === '' ? draft : emit({ ...done, lines: [] }, { kind: 'notice', text });
};

/** Rights are those before the line itself made it our turn. */
export const live = (draft: Draft, heard: Heard): Draft =>
  move(heard.kind === 'text' ? climb(draft, heard.text) : draft, 'citizen-wrote');
