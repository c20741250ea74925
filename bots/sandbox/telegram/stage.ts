/** Telegram in the sandbox: what its phones show and may do, what its knobs break. */
import { unreachable } from '../../../core/domain/unreachable.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import { neighbour } from '../citizens.ts';
import type { PhoneDeed, ShownButton, ShownChat, ShownLine, ShownPart } from '../contract.ts';
import { Impossible } from '../platform.ts';
import type { KeptFile } from '../shelf.ts';
import { chosenFiles, createKnobs, fileAddress, type Stage } from '../stage.ts';
import { album, document, forwarded, location, ownContact, photo, sticker, voice } from './content.ts';
import type { TelegramEmulator } from './emulator.ts';
import type { PersonChat } from './phone.ts';
import { failure, tooMany, type ChatMessage } from './types.ts';

interface FileInfo {
  readonly file_id: string;
  readonly file_name?: string;
  readonly file_size?: number;
  readonly duration?: number;
}
/** The fields of a message that a phone shows. */
interface Content {
  readonly photo?: readonly FileInfo[];
  readonly document?: FileInfo;
  readonly voice?: FileInfo;
  readonly sticker?: { readonly emoji?: string };
  readonly location?: { readonly latitude: number; readonly longitude: number };
  readonly contact?: { readonly first_name: string; readonly phone_number: string };
  readonly reply_to_message?: { readonly text?: string; readonly caption?: string };
  readonly forward_origin?: { readonly sender_user?: { readonly first_name: string } };
}

const addressOf = ({ file_id: id }: FileInfo): string => fileAddress('telegram', id);

const partsOf = (content: Content): readonly ShownPart[] => {
  const { photo: sizes, document: doc, voice: spoken, sticker: stuck, location: place, contact } = content;
  const whole = sizes?.at(-1);
  const parts: ShownPart[] = [];
  if (whole) parts.push({ kind: 'photo', file: addressOf(whole), name: 'Фото' });
  if (doc) parts.push({ kind: 'file', file: addressOf(doc), name: doc.file_name ?? '', size: doc.file_size ?? 0 });
  if (spoken) parts.push({ kind: 'voice', file: addressOf(spoken), seconds: spoken.duration ?? 0 });
  if (stuck) parts.push({ kind: 'sticker', emoji: stuck.emoji ?? '' });
  if (place) parts.push({ kind: 'location', latitude: place.latitude, longitude: place.longitude });
  if (contact) parts.push({ kind: 'contact', name: contact.first_name, phone: contact.phone_number });
  return parts;
};

const aroundOf = ({
  reply_to_message: answered,
  forward_origin: origin,
}: Content): Pick<ShownLine, 'answers' | 'passed'> => ({
  answers: answered ? (answered.text ?? answered.caption ?? '') : null,
  // The words of the line are theirs.
  passed: origin ? { from: origin.sender_user?.first_name ?? '', text: '' } : null,
});

const buttonsOf = ({ keyboard }: ChatMessage): readonly (readonly ShownButton[])[] =>
  keyboard.map((row) => row.map(({ text, url }) => ({ label: text, link: url ?? null })));

const shownOf = (chat: PersonChat): ShownChat => ({
  platform: 'telegram',
  citizen: chat.person.id,
  typing: chat.isTyping,
  blocked: chat.isBlocked,
  keyboard: (chat.replyKeyboard?.rows ?? []).map((row) => row.map(({ text }) => ({ label: text, link: null }))),
  lines: chat.messages.map((message) => ({
    id: message.messageId,
    mine: message.from === 'person',
    text: message.text,
    at: message.at,
    edited: message.edited,
    ...aroundOf(message.content),
    parts: partsOf(message.content),
    buttons: buttonsOf(message),
  })),
});

const sendFiles = (
  chat: PersonChat,
  as: 'photo' | 'document' | 'voice',
  files: readonly KeptFile[],
  caption: string,
): void => {
  if (as === 'voice') {
    for (const file of files) chat.sendContent(voice(file, 3));
    return;
  }
  const build = as === 'photo' ? photo : document;
  const contents = files.map((file, index) => build(file, index === 0 ? caption : ''));
  for (const content of contents.length > 1 ? album(contents) : contents) chat.sendContent(content);
};

const createAct =
  ({ shelf }: TelegramEmulator, clock: Clock) =>
  (chat: PersonChat, deed: PhoneDeed): void => {
    switch (deed.do) {
      case 'say':
        chat.send(deed.text);
        return;
      case 'press': {
        const message = chat.messages.find(({ messageId }) => messageId === deed.line);
        const data = message?.keyboard[deed.row]?.[deed.column]?.callback_data;
        if (data === undefined) throw new Impossible('no such button');
        chat.pressData(data, deed.line);
        return;
      }
      case 'press-below':
        chat.pressReply(deed.label);
        return;
      case 'edit':
        chat.edit(deed.line, deed.text);
        return;
      case 'reply':
        chat.reply(deed.line, deed.text);
        return;
      case 'forward':
        chat.sendContent(forwarded(deed.text, neighbour, Math.floor(clock.now() / 1000)));
        return;
      case 'block':
        chat.block(deed.blocked);
        return;
      case 'sticker':
        chat.sendContent(sticker('👍'));
        return;
      case 'location':
        chat.sendContent(location(58.0105, 56.2502));
        return;
      case 'contact':
        chat.sendContent(ownContact(chat.person));
        return;
      case 'send':
        sendFiles(chat, deed.as, chosenFiles(shelf, deed), deed.caption);
        return;
      default:
        unreachable(deed);
    }
  };

export const createTelegramStage = (emulator: TelegramEmulator, how: Stage['how'], clock: Clock): Stage => {
  const act = createAct(emulator, clock);
  return {
    platform: 'telegram',
    how,
    show: (person) => shownOf(emulator.chat(person)),
    act: (person, deed) => act(emulator.chat(person), deed),
    shelf: emulator.shelf,
    knobs: createKnobs(emulator, {
      isSend: ({ method }) => /^(?:send(?!ChatAction)|editMessage)/u.test(method),
      tooMany: tooMany(3),
      blocked: failure(403, 'Forbidden: bot was blocked by the user'),
    }),
    down: emulator.down,
    close: emulator.close,
  };
};
