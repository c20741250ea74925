/**
 * Files that a messenger tells of, taken into the citizen's line before their bytes are here: each gets its place and a
 * job that fetches it, or the reason why it is not taken. Owns what is decided without bytes; the rest is `jobs/fetch-file.ts`.
 */
import { randomBytes } from 'node:crypto';
import {
  isRecording,
  likelyKind,
  limitOf,
  shownName,
  toldName,
  type Attachment,
  type FileState,
  type OfferedFile,
} from '../domain/attachment.ts';
import type { ChannelId } from '../domain/conversation.ts';
import { mayKeep } from '../domain/keeping.ts';
import type { Policy } from '../domain/policy.ts';
import { hideAll } from '../domain/screening/screen.ts';
import { phrase } from '../engine/phrase.ts';
import type { HeardText, Script } from '../engine/types.ts';
import type { JobChange } from '../ports/turns.ts';
import type { ConversationId } from '../domain/ticket.ts';

export const fetchFile = 'fetch-file';

/** A file of a line and, while it is to be fetched, what the messenger tells of it. */
export interface TakenFile {
  readonly file: Attachment;
  readonly offered: OfferedFile;
}

export interface Offer {
  readonly script: Script;
  /** The words that came with the files. */
  readonly text: string;
  readonly policy: Policy;
  /** A question about personal data stands open. */
  readonly asked: boolean;
}

const stateOf = ({ policy, text, asked }: Offer, offered: OfferedFile): FileState => {
  if (offered.what === 'video') return { kind: 'failed', reason: 'kind' };
  if (!mayKeep({ policy, offered, text, asked })) return { kind: 'failed', reason: 'policy' };
  if (offered.sources.length === 0) return { kind: 'failed', reason: 'gone' };
  return (offered.size ?? 0) > limitOf(likelyKind(offered))
    ? { kind: 'failed', reason: 'too-large' }
    : { kind: 'pending' };
};

/** What nobody has named is called by what it is. */
const nameOf = ({ script }: Offer, { what, name }: OfferedFile, isKept: boolean): string => {
  const plain = phrase(script.phrases, `file-${what}`);
  if (!isKept) return plain;
  return name === null ? shownName(plain, likelyKind({ what, name })) : toldName(hideAll(name));
};

export const takeOffered = (offer: Offer, offered: readonly OfferedFile[]): readonly TakenFile[] =>
  offered.map((one) => {
    const state = stateOf(offer, one);
    const isKept = one.what !== 'video' && !(state.kind === 'failed' && state.reason === 'policy');
    const file: Attachment = {
      id: randomBytes(16).toString('hex'),
      name: nameOf(offer, one, isKept),
      kind: likelyKind(one),
      size: isKept ? (one.size ?? 0) : 0,
      picture: null,
      state,
    };
    return { file, offered: one };
  });

/** Jobs that fetch what is still to come. */
export const fetchJobs = (
  taken: readonly TakenFile[],
  line: {
    readonly conversation: ConversationId;
    readonly seq: number;
    readonly channel: ChannelId;
    readonly at: number;
  },
): readonly JobChange[] =>
  taken
    .filter(({ file }) => file.state.kind === 'pending')
    .map(({ file, offered }) => ({
      kind: 'schedule',
      job: {
        key: `${fetchFile}:${file.id}`,
        kind: fetchFile,
        due: line.at,
        payload: {
          conversation: line.conversation,
          seq: String(line.seq),
          file: file.id,
          channel: line.channel,
          offered: JSON.stringify(offered),
        },
      },
    }));

/** What the engine is told of files that came, so that the bot can say what it can do with them. */
export const heardFiles = (files: readonly Attachment[]): Pick<HeardText, 'files' | 'brought'> => {
  const kept = files.filter(({ state }) => state.kind !== 'failed');
  if (kept.length === 0) return {};
  const brought = kept.every(({ kind }) => isRecording(kind))
    ? 'voice'
    : kept.every(({ kind }) => kind === 'jpeg')
      ? 'photo'
      : 'file';
  return { files: kept.length, brought };
};
