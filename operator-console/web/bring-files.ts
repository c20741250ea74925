/** The files of a prepared answer that was chosen, put into the line being written. */
import type { Console } from './create-console.ts';
import type { TicketFiles } from './state/attachments.ts';
import { canned as texts } from './texts/canned.ts';
import { files as fileTexts, troubleText } from './texts/files.ts';

export const bringFiles = async (
  { connection, directory, toasts }: Pick<Console, 'connection' | 'directory' | 'toasts'>,
  uploads: TicketFiles,
  id: string,
  number: string,
): Promise<void> => {
  const tell = (text: string): void => void toasts.show(text, { tone: 'trouble' });
  const left = await uploads.bring(async () => {
    const answer = await connection.request('canned:attach', { id, number });
    if (!answer.ok) {
      tell(texts.filesLost);
      return null;
    }
    for (const { name, trouble } of answer.refused) {
      tell(texts.fileRefused(name, troubleText({ why: trouble, limit: null }, 0)));
    }
    return answer.files;
  });
  if (left > 0) tell(fileTexts.dropped(left, directory.current.peek()?.files.files ?? 0));
};
