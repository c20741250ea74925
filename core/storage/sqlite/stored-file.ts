/** How an attachment stands in a row, whichever table holds it. */
import type { SQLInputValue } from 'node:sqlite';
import type { Attachment, FileKind, FileState, FileTrouble } from '../../domain/attachment.ts';
import { unreachable } from '../../domain/unreachable.ts';

export interface FileDbRow {
  readonly id: string;
  readonly name: string;
  readonly kind: FileKind;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly state: FileState['kind'];
  readonly reason: FileTrouble | null;
}

export const fileColumns = 'f.id, f.name, f.kind, f.size, f.width, f.height, f.state, f.reason';

const toState = ({ state, reason }: FileDbRow): FileState => {
  switch (state) {
    case 'ready':
    case 'pending':
      return { kind: state };
    case 'failed':
      return { kind: state, reason: reason ?? 'damaged' };
    default:
      return unreachable(state);
  }
};

export const toFile = (row: FileDbRow): Attachment => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  size: row.size,
  picture: row.width === null || row.height === null ? null : { width: row.width, height: row.height },
  state: toState(row),
});

/** In the order id, name, kind, size, width, height, state, reason. */
export const fileValues = (file: Attachment): SQLInputValue[] => [
  file.id,
  file.name,
  file.kind,
  file.size,
  file.picture?.width ?? null,
  file.picture?.height ?? null,
  file.state.kind,
  file.state.kind === 'failed' ? file.state.reason : null,
];
