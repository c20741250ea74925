/**
 * What a citizen says, heard inside a turn: their line is kept, the engine takes its step, files that are still with a
 * messenger get their jobs. Leaves finding the conversation and repeated events to `receive.ts`.
 */
import type { EngineEvent } from '../engine/types.ts';
import { openQuestion } from '../engine/personal-question.ts';
import { phrase } from '../engine/phrase.ts';
import type { PhraseKey } from '../engine/phrase-keys.ts';
import type { Attachment, OfferedFile } from '../domain/attachment.ts';
import { isBlank } from '../domain/blank.ts';
import type { ChannelId, Conversation } from '../domain/conversation.ts';
import type { OtherKind, Uttered } from '../domain/inbound.ts';
import type { Cause, Quote } from '../domain/message.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { Gathered } from './albums.ts';
import { cleanText } from './clean-text.ts';
import { tellRefused } from './file-words.ts';
import { queueUnowned } from './let-go.ts';
import { fetchJobs, heardFiles, takeOffered, type TakenFile } from './offered.ts';
import { wantedPhone } from './own-card.ts';
import { policyHere, type Ctx, type VerbDeps } from './perform.ts';
import { returnToOwner } from './return-to-owner.ts';
import { runEngine } from './run-engine.ts';
import { keepTyped, screenTyped, typedEvent, type KeptText } from './screened.ts';
import { systemLine } from './system-line.ts';

export interface Heard {
  readonly event: EngineEvent;
  readonly line: KeptText | null;
  readonly cause: Cause | null;
  /** A password or a code was in it. */
  readonly dropped: boolean;
  /** Why something of it is not kept here. */
  readonly withheld: readonly PhraseKey[];
  readonly files: readonly Attachment[];
  /** Those of the files that are with a messenger. */
  readonly taken: readonly TakenFile[];
}

const unsaid = { line: null, cause: null, dropped: false, withheld: [], files: [], taken: [] } as const;

/** What a press means: the payload is `<seq of the offering message>.<index>`. */
const pressed = (conversation: Conversation, payload: string): Heard => {
  const [, seq, index] = /^(\d{1,9})\.(\d{1,3})$/u.exec(payload) ?? [];
  const option =
    seq !== undefined && Number(seq) === conversation.offerSeq ? conversation.engine.offered[Number(index)] : undefined;
  if (!option) return { ...unsaid, event: { kind: 'stale' } };
  const line = { text: option.label, masked: [] };
  return { ...unsaid, event: { kind: 'press', index: Number(index) }, line, cause: { kind: 'press', payload } };
};

interface Typed {
  readonly text: string;
  readonly staged: readonly Attachment[];
  readonly offered: readonly OfferedFile[];
}

const whyWithheld = (isPersonal: boolean, taken: readonly TakenFile[]): readonly PhraseKey[] => {
  const isScan = taken.some(({ file }) => file.state.kind === 'failed' && file.state.reason === 'policy');
  return [...(isPersonal ? (['personal-withheld'] as const) : []), ...(isScan ? (['scan-withheld'] as const) : [])];
};

/** Of files alone none was kept. */
const nothingHeard = (withheld: readonly PhraseKey[]): EngineEvent => ({
  kind: 'other',
  what: withheld.includes('scan-withheld') ? 'scan' : 'file',
});

/** Nothing personal gets past here: the engine and the store know the text with masks in it. */
const typed = (deps: VerbDeps, ctx: Ctx, { text: raw, staged, offered }: Typed): Heard => {
  const { draft, script } = ctx;
  const policy = policyHere(ctx);
  const { engine } = draft.conversation();
  const text = cleanText(raw);
  const read = screenTyped(script, engine, text, draft.at, policy);
  const { withheld: isPersonal, ...line } = keepTyped(draft, deps.personal, policy, read);
  const asked = openQuestion(script, engine, text) !== null;
  const taken = takeOffered({ script, policy, text, asked }, offered);
  const files = [...staged, ...taken.map(({ file }) => file)];
  const kept = heardFiles(files);
  const withheld = whyWithheld(isPersonal, taken);
  const event: EngineEvent =
    files.length > 0 && kept.files === undefined && isBlank(text)
      ? nothingHeard(withheld)
      : { ...typedEvent(read, line.masked), ...kept, ...(withheld.length > 0 ? { withheld: true } : {}) };
  return { event, line, cause: null, dropped: read.dropped, withheld, files, taken };
};

/** Why these may not be kept where personal data may not. */
const thingsWithheld: Partial<Record<OtherKind, PhraseKey>> = { contact: 'contact-withheld' };

export const hear = (deps: VerbDeps, ctx: Ctx, said: Uttered, staged: readonly Attachment[]): Heard => {
  switch (said.kind) {
    case 'start':
      return { ...unsaid, event: { kind: 'start', topic: said.payload } };
    case 'text':
      return typed(deps, ctx, { text: said.text, staged, offered: said.offered ?? [] });
    case 'press':
      return pressed(ctx.draft.conversation(), said.payload);
    case 'other': {
      const phone = wantedPhone(ctx, said.phone);
      if (phone !== null) return typed(deps, ctx, { text: phone, staged, offered: [] });
      const text = phrase(ctx.script.phrases, `line-${said.what}`);
      const withheld = policyHere(ctx) === 'full' ? undefined : thingsWithheld[said.what];
      return {
        ...unsaid,
        event: { kind: 'other', what: said.what },
        line: { text, masked: [] },
        withheld: withheld ? [withheld] : [],
      };
    }
    default:
      return unreachable(said);
  }
};

/** What a citizen's line is kept with. */
export interface Beside {
  /** Id given by the citizen's screen. */
  readonly clientId: string | null;
  readonly channel: ChannelId;
  readonly quote: Quote | null;
  readonly forwarded: true | undefined;
}

/** Says the citizen's line; returns its seq, or null when it left none. */
const keepLine = ({ draft, script }: Ctx, heard: Heard, { channel, ...beside }: Beside): number | null => {
  const { line, cause, files, taken, dropped, withheld } = heard;
  const seq = line === null ? null : draft.say({ author: { kind: 'citizen' }, ...line, files, cause, ...beside });
  if (dropped) systemLine(draft, script, 'secret-dropped');
  for (const why of withheld) systemLine(draft, script, why);
  const conversation = draft.conversation().id;
  for (const job of fetchJobs(taken, { conversation, seq: seq ?? 0, channel, at: draft.at })) draft.job(job);
  return seq;
};

/** Everything that follows from what was heard. `answers`: the engine hears of it, too. */
export const settleHeard = (ctx: Ctx, heard: Heard, beside: Beside, answers: boolean = true): number | null => {
  const { draft, run, script } = ctx;
  const seq = keepLine(ctx, heard, beside);
  if (answers) runEngine(draft, heard.event, run);
  tellRefused(draft, script, heard.files);
  returnToOwner(ctx);
  queueUnowned(ctx);
  return seq;
};

/** A whole album. `isLate`: a part that came after the others were said; its files alone are no new question. */
export const sayGathered = (deps: VerbDeps, ctx: Ctx, gathered: Gathered, isLate = false): number | null => {
  const { text, offered, ...beside } = gathered;
  const heard = typed(deps, ctx, { text, staged: [], offered });
  const { mode } = ctx.draft.conversation().engine;
  const withPeople = mode.kind === 'live' || mode.kind === 'queued';
  return settleHeard(ctx, heard, beside, !isLate || withPeople || !isBlank(text));
};
