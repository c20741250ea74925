/** What operators do in their consoles, each deed recorded. */
import { openConsole, type Console } from './console.ts';
import type { History, NewOp, OpKind } from './history.ts';
import type { Operations, Reply, Sent } from './operations.ts';
import type { Party } from './party.ts';
import type { Random } from './random.ts';
import { cookieOf, passwordIn, signIn } from '../support/product.ts';

export interface Staff {
  /** Signs in with the password of the first start and opens the console. */
  signIn(login: string): Promise<Console>;
  claim(by: Console, citizen: Party): Promise<Sent>;
  reply(by: Console, citizen: Party, asks?: boolean): Promise<Sent>;
  note(by: Console, citizen: Party): Promise<Sent>;
  transfer(
    by: Console,
    citizen: Party,
    to: { readonly kind: 'operator' | 'department'; readonly id: string },
  ): Promise<Sent>;
  solve(by: Console, citizen: Party, withText?: boolean): Promise<Sent>;
  handBack(by: Console, citizen: Party): Promise<Sent>;
  reopen(by: Console, citizen: Party): Promise<Sent>;
}

export interface StaffDeps {
  readonly dataDir: string;
  readonly url: () => Promise<string>;
  readonly history: History;
  readonly operations: Operations;
  readonly random: Random;
}

const events: Partial<Record<OpKind, string>> = {
  claim: 'ticket:claim',
  reply: 'message:send',
  note: 'note:add',
  transfer: 'ticket:transfer',
  solve: 'ticket:solve',
  'hand-back': 'ticket:hand-back',
  reopen: 'ticket:reopen',
};

export const createStaff = ({ dataDir, url, history, operations, random }: StaffDeps): Staff => {
  const act = async (kind: OpKind, by: Console, citizen: Party, words: string | null, more: object): Promise<Sent> => {
    const number = citizen.number();
    await by.open(number).catch(() => null); // Following again is tried at every reconnect.
    const token = random.token();
    const text = words === null ? null : `${words} ${token}`;
    const op: NewOp = {
      kind,
      token,
      number,
      text,
      by: by.id,
      peer: citizen.peer,
      line: text === null ? 'none' : 'must',
      expectsBot: false,
      lane: by.name,
    };
    const hasText = kind === 'reply' || kind === 'note' || kind === 'solve';
    const request = { number, clientId: token, ...(hasText ? { text } : {}), ...more };
    const sent = await operations.run(op, (): Promise<Reply> => by.ask(events[kind] ?? kind, request));
    // A note is no news for the citizen's screen, and its view is not waited for.
    if (sent.reply.ok && kind !== 'note') await citizen.heard(sent.reply.seq);
    return sent;
  };
  return {
    signIn: async (login) => {
      const response = await signIn(await url(), login, passwordIn(dataDir, login));
      if (!response.ok) throw new Error(`sign-in of ${login}: ${response.status}`);
      const { me } = (await response.json()) as { me: { id: string; name: string } };
      return openConsole({ url, history, name: me.name, id: me.id, cookie: cookieOf(response) });
    },
    claim: (by, citizen) => act('claim', by, citizen, null, {}),
    reply: (by, citizen, asks = false) => act('reply', by, citizen, 'Отвечаю', { asks }),
    note: (by, citizen) => act('note', by, citizen, 'Для своих', {}),
    transfer: (by, citizen, to) => act('transfer', by, citizen, null, { to, reason: 'Нужен другой специалист' }),
    solve: (by, citizen, withText = false) => act('solve', by, citizen, withText ? 'Готово' : null, {}),
    handBack: (by, citizen) => act('hand-back', by, citizen, null, {}),
    reopen: (by, citizen) => act('reopen', by, citizen, null, {}),
  };
};
