/**
 * Files that the citizen sends. The bot cannot read them: it says so, keeps them for a person and goes on where it was.
 * They open a ticket, and they are never a wrong answer; words that come with them mean what they always mean.
 */
import { change, move, sayPhrase, words, type Draft } from './draft.ts';
import { leave } from './navigation.ts';
import { takeUp } from './ticketing.ts';
import { isReadable } from './understanding/normalise.ts';
import { again } from './walk.ts';
import { isBack, welcomeBack } from './modes/returning.ts';

/** What the bot can do with them, which is to keep them. */
const thanked = (draft: Draft): Draft => {
  switch (draft.heard?.brought) {
    case 'photo':
      return sayPhrase(draft, 'photos-kept');
    case 'voice':
      return sayPhrase(draft, 'voice-kept');
    default:
      return sayPhrase(draft, 'files-kept');
  }
};

/** The bot's answer stands with «Помогло?» open, and instead of yes or no files come: it goes on, from the menu. */
const insteadOfYesOrNo = (taken: Draft): Draft => {
  const { menu } = taken.script.scenarios;
  return thanked(change(leave(taken), { at: menu, calls: [] }));
};

const alone = (draft: Draft, lastAt: number): Draft => {
  const { mode } = draft.state;
  const { draft: taken, settled } = takeUp(
    draft,
    null,
    words(draft, draft.heard?.brought === 'voice' ? 'title-voice' : 'title-files'),
  );
  if (settled) return taken;
  if (mode.kind === 'confirming') return insteadOfYesOrNo(taken);
  const told = thanked(taken);
  if (mode.kind === 'returning') return sayPhrase(told, 'returning-again');
  return isBack(told, lastAt) ? welcomeBack(told) : again(told);
};

/** `hear` is what the mode does with the words. */
export const withFiles = (draft: Draft, text: string, lastAt: number, hear: (draft: Draft) => Draft): Draft => {
  const { mode } = draft.state;
  if (mode.kind === 'live') return hear(draft);
  if (mode.kind === 'queued' && draft.ticket) return isReadable(text) ? hear(draft) : move(draft, 'citizen-wrote');
  // Whether personal data may be kept is asked once more.
  if (mode.kind === 'consenting' || mode.kind === 'elsewhere') return hear(thanked(draft));
  if (!isReadable(text)) return alone(draft, lastAt);
  return hear(thanked(draft.ticket ? draft : takeUp(draft, null, text).draft));
};
