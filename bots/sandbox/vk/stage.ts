/** VK in the sandbox: what its phones show and may do, what its knobs break. */
import { unreachable } from '../../../core/domain/unreachable.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import { neighbour } from '../citizens.ts';
import type { PhoneDeed, ShownButton, ShownChat, ShownLine, ShownPart } from '../contract.ts';
import { Impossible } from '../platform.ts';
import type { KeptFile } from '../shelf.ts';
import { chosenFiles, createKnobs, fileAddress, type Stage } from '../stage.ts';
import { doc, forwarded, geo, photo, sticker, voice } from './content.ts';
import type { VkEmulator } from './emulator.ts';
import type { PersonDialogue } from './phone.ts';
import { failure, type VkButton } from './types.ts';

/** The fields of a message that a phone shows. */
interface Content {
  readonly attachments?: readonly {
    readonly type: string;
    readonly photo?: { readonly sizes?: readonly { readonly url: string }[] };
    readonly doc?: { readonly title: string; readonly size: number; readonly url: string };
    readonly audio_message?: { readonly duration: number; readonly link_ogg: string };
  }[];
  readonly reply_message?: { readonly text?: string };
  readonly fwd_messages?: readonly { readonly from_id: number; readonly text: string }[];
  readonly geo?: { readonly coordinates: { readonly latitude: number; readonly longitude: number } };
}

/** The page may fetch from its own server alone. */
const localAddress = (url: string): string => fileAddress('vk', url.split('/').at(-1) ?? '');

const partsOf = ({ attachments = [], geo: place }: Content): readonly ShownPart[] => {
  const parts = attachments.flatMap(({ type, photo: picture, doc: file, audio_message: spoken }): ShownPart[] => {
    const url = picture?.sizes?.at(-1)?.url;
    if (url !== undefined) return [{ kind: 'photo', file: localAddress(url), name: 'Фото' }];
    if (file) return [{ kind: 'file', file: localAddress(file.url), name: file.title, size: file.size }];
    if (spoken) return [{ kind: 'voice', file: localAddress(spoken.link_ogg), seconds: spoken.duration }];
    return type === 'sticker' ? [{ kind: 'sticker', emoji: '🐶' }] : [];
  });
  return place ? [...parts, { kind: 'location', ...place.coordinates }] : parts;
};

const aroundOf = ({
  reply_message: answered,
  fwd_messages: [passed] = [],
}: Content): Pick<ShownLine, 'answers' | 'passed'> => ({
  answers: answered ? (answered.text ?? '') : null,
  passed: passed
    ? { from: passed.from_id === neighbour.id ? neighbour.firstName : `id${passed.from_id}`, text: passed.text }
    : null,
});

const rowsOf = (rows: readonly (readonly VkButton[])[]): readonly (readonly ShownButton[])[] =>
  rows.map((row) => row.map(({ label, link }) => ({ label, link })));

const shownOf = (dialogue: PersonDialogue): ShownChat => ({
  platform: 'vk',
  citizen: dialogue.person.id,
  typing: dialogue.isTyping,
  blocked: dialogue.isBlocked,
  keyboard: rowsOf(dialogue.keyboard?.rows ?? []),
  lines: dialogue.messages.map(({ number, from, text, at, edited, content, keyboard }) => ({
    id: number,
    mine: from === 'person',
    text,
    at,
    edited,
    ...aroundOf(content),
    parts: partsOf(content),
    buttons: rowsOf(keyboard),
  })),
});

const createAct = ({ shelf, urlOf }: VkEmulator, clock: Clock) => {
  const attachment = (as: 'photo' | 'document' | 'voice', file: KeptFile, owner: number): object => {
    if (as === 'voice') return voice(file, owner, 3, urlOf);
    return as === 'photo' ? photo(file, owner, urlOf) : doc(file, owner, urlOf);
  };
  return (dialogue: PersonDialogue, deed: PhoneDeed): void => {
    switch (deed.do) {
      case 'say':
        dialogue.send(deed.text);
        return;
      case 'press':
        dialogue.pressAt(deed.line, deed.row, deed.column);
        return;
      case 'press-below':
        dialogue.press(deed.label);
        return;
      case 'edit':
        dialogue.edit(deed.line, deed.text);
        return;
      case 'reply':
        dialogue.reply(deed.line, deed.text);
        return;
      case 'forward':
        dialogue.sendContent(forwarded(deed.text, neighbour, Math.floor(clock.now() / 1000)));
        return;
      case 'block':
        dialogue.block(deed.blocked);
        return;
      case 'sticker':
        dialogue.sendContent({ attachments: [sticker(9012)] });
        return;
      case 'location':
        dialogue.sendContent(geo(58.0105, 56.2502));
        return;
      case 'contact':
        throw new Impossible('VK has no contact cards');
      case 'send': {
        const attachments = chosenFiles(shelf, deed).map((file) => attachment(deed.as, file, dialogue.person.id));
        dialogue.sendContent({ text: deed.caption, attachments });
        return;
      }
      default:
        unreachable(deed);
    }
  };
};

export const createVkStage = (emulator: VkEmulator, how: Stage['how'], clock: Clock): Stage => {
  const act = createAct(emulator, clock);
  return {
    platform: 'vk',
    how,
    show: (person) => shownOf(emulator.dialogue(person)),
    act: (person, deed) => act(emulator.dialogue(person), deed),
    shelf: emulator.shelf,
    knobs: createKnobs(emulator, {
      isSend: ({ method }) => method === 'messages.send' || method === 'messages.edit',
      tooMany: failure(6),
      blocked: failure(901),
    }),
    down: (down) => {
      emulator.down(down);
      // After a restart old keys of long polling are good no more.
      if (!down) emulator.expireLongPoll();
    },
    close: emulator.close,
  };
};
