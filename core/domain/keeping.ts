/** Which files of a channel may be kept. Asked before a byte of a messenger's file is fetched. Pure. */
import type { OfferedFile } from './attachment.ts';
import type { Policy } from './policy.ts';

/** What is known of a file before it is fetched. */
export interface KeepingCase {
  readonly policy: Policy;
  readonly offered: Pick<OfferedFile, 'what' | 'name'>;
  /** The words that came with it. */
  readonly text: string;
  /** A question about personal data stands open: what comes now is likely its answer. */
  readonly asked: boolean;
}

/** Papers with somebody's data in them, as files and captions name them. */
const paper =
  /паспорт|снилс|(?<!\p{L})инн(?!\p{L})|(?<!\p{L})скан|ксерокопи|полис(?:а|у|ом|е)?(?!\p{L})|удостоверени|свидетельств|водительск|passport|snils|(?<!\p{L})scan/iu;

/** False: it is not fetched, and nothing of it is kept but that it came. A voice names nothing before it is heard. */
export const mayKeep = ({ policy, offered: { what, name }, text, asked }: KeepingCase): boolean => {
  if (policy === 'full' || what === 'voice' || what === 'audio') return true;
  return !asked && !paper.test(text) && !paper.test(name ?? '');
};
