/**
 * A citizen changed a line after it was said. The operator reads the new text and can open the former ones; the scenario
 * does not go back: what was answered, agreed to or sent stays as it was.
 */
import type { Inbound, Said } from '../domain/inbound.ts';
import type { Edited, FormerText, Message } from '../domain/message.ts';
import { screenCorrection } from '../domain/screening/answer.ts';
import type { ConversationId } from '../domain/ticket.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Receipt } from '../ports/desk.ts';
import { cleanText } from './clean-text.ts';
import type { VerbDeps } from './perform.ts';
import { keepTyped, strictRules } from './screened.ts';
import { systemLine } from './system-line.ts';

export type Edit = Extract<Said, { readonly kind: 'edit' }>;

/** Who changes a line more often than this loses the texts in the middle, never the first ones. */
const keptTexts = 50;

const formerly = ({ at, text, masked, edited }: Message): Edited['former'] => {
  const known = edited?.former ?? [];
  const present: FormerText = { at: edited?.at ?? at, text, masked };
  return [...known.slice(0, keptTexts - 1), present];
};

/** The first number under which no value of the line lies, former texts included. */
const firstFree = ({ masked, edited }: Message): number => {
  const all = [...masked, ...(edited?.former ?? []).flatMap((former) => former.masked)];
  return Math.max(-1, ...all.map(({ ref }) => Number(ref.split('.')[1]))) + 1;
};

/** Told late: something newer stands there already. */
const isOutdated = ({ edited }: Message, { at }: Edit): boolean => edited !== undefined && at < edited.at;

export const createAmend =
  (deps: VerbDeps) =>
  (id: ConversationId, { dedupe, address }: Pick<Inbound, 'dedupe' | 'address'>, edit: Edit): Promise<Receipt> => {
    const policy = deps.policyOf?.(address.channel) ?? 'full';
    let line: Message | null = null;
    const load = async () => {
      const loaded = await deps.turns.load(id);
      if (!loaded) throw new Refusal('not-found');
      // After the conversation: should the line change now, the commit is stale and all is read again.
      line = await deps.lines.said(id, edit.of);
      return loaded;
    };
    return deps.serial.run(`conversation:${id}`, () =>
      deps.performer.perform(dedupe, load, ({ draft, script }) => {
        const { lastSeq } = draft.conversation();
        if (line === null || isOutdated(line, edit)) return { settled: lastSeq };
        const read = screenCorrection(cleanText(edit.text), line.masked, strictRules(script));
        // A preview or a mark of the platform's own changed, not the words.
        if (read.text === line.text) return { settled: line.seq };
        const kept = keepTyped(draft, deps.personal, policy, read, { seq: line.seq, first: firstFree(line) });
        const { withheld, ...now } = kept;
        draft.amend(line, { ...now, edited: { at: edit.at, former: formerly(line) } });
        if (read.dropped) systemLine(draft, script, 'secret-dropped');
        if (withheld) systemLine(draft, script, 'personal-withheld');
        return { receiptSeq: line.seq };
      }),
    );
  };
