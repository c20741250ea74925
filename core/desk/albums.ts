/**
 * Albums: a messenger tells of their parts one by one, in any order. Each part is kept with its own event; some seconds
 * after the last one, or when the citizen goes on, the parts become one line. Then the engine hears of them, once.
 */
import type { OfferedFile } from '../domain/attachment.ts';
import type { Album } from '../domain/conversation.ts';
import type { AlbumPart } from '../domain/inbound.ts';
import type { Personal } from '../ports/personal.ts';
import type { Draft } from './draft.ts';
import type { Beside } from './hear.ts';

export const albumJob = 'album';
/** After the last part that came. Parts come within a second as a rule, over a bad line within three. */
const quietMs = 4_000;
/** As many as an album may have with any messenger; more is somebody's game, and begins a line of its own. */
const mostParts = 10;

export interface Part extends Beside {
  readonly order: number;
  readonly text: string;
  readonly offered: readonly OfferedFile[];
}

/** A whole album as one thing said. */
export type Gathered = Omit<Part, 'order'>;

const openOf = (draft: Draft): readonly Album[] =>
  (draft.conversation().albums ?? []).filter(({ parts }) => parts !== null);

const jobKeyOf = (draft: Draft, { id }: Pick<Album, 'id'>): string => `${albumJob}:${draft.conversation().id}:${id}`;

/** True when the album has been said already: the part came late. */
export const isSaid = (draft: Draft, { id }: AlbumPart): boolean =>
  draft.conversation().albums?.some((album) => album.id === id && album.parts === null) ?? false;

export const isFull = (draft: Draft, { id }: AlbumPart): boolean =>
  openOf(draft).some((album) => album.id === id && (album.parts?.length ?? 0) >= mostParts);

/** Keeps one more part and begins the wait anew. Captions may say anything, so parts are kept under lock. */
export const gather = (draft: Draft, { wrap }: Pick<Personal, 'wrap'>, { id }: AlbumPart, part: Part): void => {
  const albums = draft.conversation().albums ?? [];
  const known = albums.find((album) => album.id === id);
  const grown = { id, parts: [...(known?.parts ?? []), wrap(JSON.stringify(part))] };
  draft.change({ albums: [...albums.filter((album) => album !== known), grown] });
  draft.job({
    kind: 'schedule',
    job: {
      key: jobKeyOf(draft, grown),
      kind: albumJob,
      due: draft.at + quietMs,
      payload: { conversation: draft.conversation().id, album: id },
    },
  });
};

const wholeOf = ({ unwrap }: Pick<Personal, 'unwrap'>, { parts }: Album): Gathered | null => {
  const inOrder = (parts ?? []).map((part) => JSON.parse(unwrap(part)) as Part).sort((a, b) => a.order - b.order);
  const [first] = inOrder;
  if (first === undefined) return null;
  const texts = inOrder.map(({ text }) => text.trim()).filter((text) => text !== '');
  const { order: _order, ...beside } = first;
  return { ...beside, text: texts.join('\n\n'), offered: inOrder.flatMap(({ offered }) => offered) };
};

/** Takes out what has gathered, oldest album first. `only`: this one. The last album stays known as said. */
export const takeGathered = (draft: Draft, personal: Pick<Personal, 'unwrap'>, only?: string): readonly Gathered[] => {
  const ready = openOf(draft).filter(({ id }) => only === undefined || id === only);
  const last = ready.at(-1);
  if (last === undefined) return [];
  const left = openOf(draft).filter((album) => !ready.includes(album));
  for (const album of ready) draft.job({ kind: 'cancel', key: jobKeyOf(draft, album) });
  draft.change({ albums: [...left, { id: last.id, parts: null }] });
  return ready.flatMap((album) => wholeOf(personal, album) ?? []);
};
