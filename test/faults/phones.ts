/** Citizens in Telegram and VK, with phones of their own: what they write is recorded, what they are shown is kept. */
import type { ChannelId } from '../../core/domain/conversation.ts';
import type { NewOp, History, Phone } from './history.ts';
import type { Party } from './party.ts';
import type { Platforms } from './platforms.ts';
import type { Random } from './random.ts';
import { numbersIn } from './rules/numbers.ts';
import { questions } from './words.ts';

export type Messenger = Exclude<ChannelId, 'web'>;

export interface PhoneCitizen extends Party {
  readonly name: string;
  readonly channel: Messenger;
  /** Lines of the bot and the operators, as the phone shows them. */
  received(): readonly string[];
  hasNumber(): boolean;
  /** Labels of the buttons under the newest line that has some. */
  labels(): readonly string[];
  send(text: string, copies: number): void;
  press(label: string, copies: number): void;
  block(blocked: boolean): void;
  /** Changes a line of theirs. */
  edit(line: string, text: string): void;
}

export interface Phones {
  readonly all: readonly PhoneCitizen[];
  arrive(channel: Messenger): PhoneCitizen;
  /** `copies` of the event reach the bot. */
  say(citizen: PhoneCitizen, words?: string, copies?: number): void;
  press(citizen: PhoneCitizen, label: string, copies?: number): void;
  handoff(citizen: PhoneCitizen): void;
  /** Changes the last line that the bot has, unless it was changed already. */
  edit(citizen: PhoneCitizen): void;
  /** Everything written so far was taken by the bot, as the platform believes. */
  taken(): Promise<void>;
  /** What the checker reads. */
  seen(): readonly Phone[];
}

export interface PhonesDeps {
  readonly platforms: Platforms;
  readonly history: History;
  readonly random: Random;
}

/** Ids of people of the two platforms never meet. */
const firstId = { telegram: 1_000_000, vk: 500_000 } as const;

type Shown = Pick<PhoneCitizen, 'received' | 'labels' | 'send' | 'press' | 'block' | 'edit'>;

const inTelegram = ({ telegram }: Platforms, id: number): Shown => {
  const chat = telegram.chat({ id, firstName: `Имя${id}` });
  const lines = () => chat.messages.filter(({ from }) => from === 'bot');
  return {
    received: () => lines().map(({ text }) => text),
    labels: () =>
      lines()
        .findLast(({ keyboard }) => keyboard.length > 0)
        ?.keyboard.flat()
        .map(({ text }) => text) ?? [],
    send: (text, copies) => void chat.send(text, copies),
    press: (label, copies) => chat.press(label, copies),
    block: (blocked) => chat.block(blocked),
    edit: (line, text) => chat.edit(chat.messages.findLast((one) => one.text === line)?.messageId ?? 0, text),
  };
};

const inVk = ({ vk }: Platforms, id: number): Shown => {
  const dialogue = vk.dialogue({ id, firstName: `Имя${id}` });
  const lines = () => dialogue.messages.filter(({ from }) => from === 'community');
  return {
    received: () => lines().map(({ text }) => text),
    labels: () =>
      lines()
        .findLast(({ keyboard }) => keyboard.length > 0)
        ?.keyboard.flat()
        .map(({ label }) => label) ?? [],
    send: (text, copies) => void dialogue.send(text, copies),
    press: (label, copies) => dialogue.press(label, copies),
    block: (blocked) => dialogue.block(blocked),
    edit: (line, text) => dialogue.edit(dialogue.messages.findLast((one) => one.text === line)?.number ?? 0, text),
  };
};

export const createPhones = ({ platforms, history, random }: PhonesDeps): Phones => {
  const all: PhoneCitizen[] = [];
  const open = new Set<number>();
  const edited = new Set<number>();

  const invoke = (citizen: PhoneCitizen, op: Pick<NewOp, 'kind' | 'token' | 'text' | 'line'>): void => {
    const lane = platforms.keepsOrder(citizen.channel) ? citizen.name : op.token;
    const { peer } = citizen;
    open.add(history.invoke({ ...op, by: 'citizen', peer, number: null, expectsBot: false, lane }));
  };

  const say: Phones['say'] = (citizen, words = random.pick(questions), copies = 1) => {
    const token = random.token();
    const text = `${words} ${token}`;
    invoke(citizen, { kind: 'text', token, text, line: 'must' });
    citizen.send(text, copies);
  };

  return {
    all,
    arrive: (channel) => {
      const id = firstId[channel] + all.length;
      const shown = (channel === 'telegram' ? inTelegram : inVk)(platforms, id);
      const numbers = (): readonly string[] => shown.received().flatMap(numbersIn);
      const citizen: PhoneCitizen = {
        ...shown,
        name: `phone ${id}`,
        peer: String(id),
        channel,
        hasNumber: () => numbers().length > 0,
        number: () => {
          const last = numbers().at(-1);
          if (last === undefined) throw new Error(`${channel} ${id} was told no number`);
          return last;
        },
        // A line travels at the pace of its platform, and nothing waits for it.
        heard: async () => {},
      };
      all.push(citizen);
      return citizen;
    },
    say,
    press: (citizen, label, copies = 1) => {
      // The platform tells nobody a press by its token: only that its answers may be repeated is noted.
      for (let copy = 0; copy < copies; copy += 1) {
        invoke(citizen, { kind: 'press', token: random.token(), text: null, line: 'may' });
      }
      citizen.press(label, copies);
    },
    handoff: (citizen) => say(citizen, 'Позовите оператора'),
    edit: (citizen) => {
      const last = history.ops.findLast(({ peer, kind, outcome }) => {
        return peer === citizen.peer && kind === 'text' && outcome.kind === 'ok';
      });
      if (!last?.text || last.edit) return;
      const text = `Исправлено: ${random.pick(questions)} ${last.token}`;
      history.edit(last.n, { text, taken: false });
      edited.add(last.n);
      citizen.edit(last.text, text);
    },
    taken: async () => {
      const [before, changed] = [[...open], [...edited]];
      await platforms.quiet();
      for (const n of before) history.end(n, { kind: 'ok', seq: null });
      for (const n of before) open.delete(n);
      for (const n of changed) {
        const edit = history.ops[n]?.edit;
        if (edit) history.edit(n, { ...edit, taken: true });
        edited.delete(n);
      }
    },
    seen: () =>
      all.map((citizen) => {
        for (const number of citizen.received().flatMap(numbersIn)) {
          history.sight({ peer: citizen.peer, where: 'text', number });
        }
        return { channel: citizen.channel, peer: citizen.peer, received: citizen.received() };
      }),
  };
};
