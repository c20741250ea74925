/** What citizens do, each deed recorded: come, write, press, ask for a person, say whether it helped. */
import type { WidgetOption } from '../../bots/web/contract.ts';
import type { History, NewOp } from './history.ts';
import { pause } from './link.ts';
import type { Operations, Reply, Sent } from './operations.ts';
import type { Party } from './party.ts';
import type { Random } from './random.ts';
import { openWidget, type Widget } from './widget.ts';
import { questions } from './words.ts';

export interface Citizen extends Party {
  readonly name: string;
  readonly widget: Widget;
}

export interface Citizens {
  arrive(): Promise<Citizen>;
  /** Another tab of the same citizen. */
  tab(citizen: Citizen): Promise<Citizen>;
  say(citizen: Citizen, words?: string): Promise<Sent>;
  /** Three messages without waiting for an answer. */
  burst(citizen: Citizen): Promise<readonly Sent[]>;
  press(citizen: Citizen, option: WidgetOption): Promise<Sent>;
  handoff(citizen: Citizen): Promise<Sent>;
  /** «Помогло?» */
  judge(citizen: Citizen, helped: boolean): Promise<Sent>;
  /** The same message from two tabs at once. */
  twice(citizen: Citizen, other: Citizen): Promise<readonly Sent[]>;
  /** The same message once more, as if its acknowledgement had been lost. */
  repeat(citizen: Citizen): Promise<readonly Sent[]>;
  /** Everybody leaves. */
  leave(): void;
}

export interface CitizensDeps {
  readonly url: () => Promise<string>;
  readonly history: History;
  readonly operations: Operations;
  readonly random: Random;
}

/** The bot answers every word while no person has or is asked for the ticket. */
const botAnswers = (citizen: Citizen): boolean => {
  const { status } = citizen.widget.view();
  return status === null || status === 'bot' || status === 'answered' || status === 'closed' || status === 'rejected';
};

const heardMs = 2000;

const partyOf = (name: string, widget: Widget): Pick<Party, 'number' | 'heard'> => ({
  number: () => {
    const { number } = widget.view();
    if (number === null) throw new Error(`${name} has no ticket`);
    return number;
  },
  heard: async (seq) => {
    const until = performance.now() + heardMs;
    while (widget.view().lastSeq < seq && performance.now() < until) await pause(3);
  },
});

export const createCitizens = ({ url, history, operations, random }: CitizensDeps): Citizens => {
  let names = 0;
  const widgets: Widget[] = [];

  const opOf = (citizen: Citizen, over: Pick<NewOp, 'kind' | 'token' | 'text' | 'expectsBot'>): NewOp => ({
    ...over,
    by: 'citizen',
    peer: citizen.peer,
    number: null,
    line: 'must',
    lane: citizen.name,
  });
  const message = (citizen: Citizen, words: string, token = random.token(), expectsBot = botAnswers(citizen)) => {
    const text = `${words} ${token}`;
    const send = (): Promise<Reply> => citizen.widget.send(token, text);
    return { op: opOf(citizen, { kind: 'text', token, text, expectsBot }), send };
  };
  const known = async (citizen: Citizen, sent: Sent): Promise<Sent> => {
    if (sent.reply.ok) await citizen.heard(sent.reply.seq);
    return sent;
  };
  const say: Citizens['say'] = async (citizen, words = random.pick(questions)) => {
    const { op, send } = message(citizen, words);
    return known(citizen, await operations.run(op, send));
  };
  const press: Citizens['press'] = async (citizen, { label, payload }) => {
    const token = random.token();
    const op = opOf(citizen, { kind: 'press', token, text: label, expectsBot: true });
    return known(citizen, await operations.run(op, () => citizen.widget.press(token, payload)));
  };
  const screen = async (name: string, token?: string): Promise<Citizen> => {
    const widget = await openWidget({ url, history, name, ...(token === undefined ? {} : { token }) });
    widgets.push(widget);
    return { name, peer: widget.peer, widget, ...partyOf(name, widget) };
  };

  return {
    arrive: () => screen(`widget ${(names += 1)}`),
    tab: ({ widget }) => screen(`widget ${(names += 1)} (tab)`, widget.token),
    say,
    burst: async (citizen) => {
      // What the bot makes of the first decides what it answers to the others.
      const three = [0, 1, 2].map(() => message(citizen, random.pick(questions), random.token(), false));
      const sent = await operations.burst(three);
      for (const each of sent) await known(citizen, each);
      return sent;
    },
    press,
    handoff: async (citizen) => {
      const option = citizen.widget.options().find(({ kind }) => kind === 'operator');
      return option ? press(citizen, option) : say(citizen, 'Позовите оператора');
    },
    judge: async (citizen, helped) => {
      const option = citizen.widget.options()[helped ? 0 : 1];
      if (!option) throw new Error(`${citizen.name} is not asked whether it helped`);
      return press(citizen, option);
    },
    twice: async (citizen, other) => {
      const token = random.token();
      const words = random.pick(questions);
      const [one, two] = [message(citizen, words, token, false), message(other, words, token, false)];
      const sent = await Promise.all([operations.run(one.op, one.send), operations.run(two.op, two.send)]);
      for (const each of sent) await known(citizen, each);
      return sent;
    },
    repeat: async (citizen) => {
      const { op, send } = message(citizen, random.pick(questions), random.token(), false);
      const sent = [await operations.run(op, send), await operations.run(op, send)];
      for (const each of sent) await known(citizen, each);
      return sent;
    },
    leave: () => {
      for (const widget of widgets) widget.close();
    },
  };
};
