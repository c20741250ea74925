/** What the citizen is told of files that were not taken: once a line, when nothing of it is on its way any more. */
import { fileLimits, limitOf, type Attachment, type FileTrouble } from '../domain/attachment.ts';
import { sizeOf } from '../domain/size.ts';
import type { PhraseKey } from '../engine/phrase-keys.ts';
import { spoken } from '../engine/spoken.ts';
import type { Script } from '../engine/types.ts';
import type { Draft } from './draft.ts';

const keys: Readonly<Record<Exclude<FileTrouble, 'policy'>, PhraseKey>> = {
  empty: 'file-empty',
  'too-large': 'file-too-large',
  kind: 'file-kind',
  damaged: 'file-damaged',
  pixels: 'file-pixels',
  quota: 'file-quota',
  'no-room': 'file-no-room',
  unreachable: 'file-unreachable',
  gone: 'file-unreachable',
};

const wordsFor = (script: Script, at: number, file: Attachment, reason: keyof typeof keys): string => {
  const limit = limitOf(file.kind);
  // How large it is was not told: only that it is too large.
  const key = reason === 'too-large' && file.size <= limit ? 'file-too-large-unsized' : keys[reason];
  return spoken(script, at, key, {
    name: file.name,
    size: sizeOf(file.size),
    limit: sizeOf(limit),
    picture: sizeOf(fileLimits.picture),
    document: sizeOf(fileLimits.document),
  });
};

/** What may not be kept here was told of with its line. Nothing while a file of the line is still to come: then whoever settles the last one tells. */
export const tellRefused = (draft: Draft, script: Script, files: readonly Attachment[]): void => {
  if (files.some(({ state }) => state.kind === 'pending')) return;
  const told = files.flatMap((file) =>
    file.state.kind === 'failed' && file.state.reason !== 'policy'
      ? [wordsFor(script, draft.at, file, file.state.reason)]
      : [],
  );
  // A file of the same trouble and name is not told of twice.
  const text = [...new Set(told)].join('\n\n');
  if (text !== '') draft.say({ author: { kind: 'system' }, text });
};
