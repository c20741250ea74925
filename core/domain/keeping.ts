/** Which files may be kept from a channel, and which may go there. Asked before a byte of one moves. Pure. */
import { isRecording, type Attachment, type OfferedFile } from './attachment.ts';
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

/** Papers that anybody may have: nobody's data stands in a guide or in an empty form. */
const ofNobody =
  /инструкци|памятк|образ(?:ец|ц)|бланк|шаблон|пример|(?<!\p{L})форм[аыуе]?(?!\p{L})|порядок|перечень|список документов|правила|(?<!\p{L})как(?!\p{L})|приказ|закон/iu;

/**
 * What of an operator's files would bring somebody's data to a messenger that is to have none; null: nothing.
 * A file is known by its name alone, unless that says nothing of it: then the words that go with it tell.
 */
export const personalAmong = (files: readonly Attachment[], text: string, policy: Policy): Attachment | null => {
  if (policy === 'full') return null;
  const isPersonal = ({ name, kind }: Attachment): boolean =>
    !isRecording(kind) && !ofNobody.test(name) && (paper.test(name) || paper.test(text));
  return files.find(isPersonal) ?? null;
};
