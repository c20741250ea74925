/**
 * The link to the server: connects, catches up after every connect, passes news on, asks and sends.
 * A link is `open` only when nothing is missing up to now; until then the outbox keeps still.
 */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Socket } from 'socket.io-client';
import type { Answer, OpenedConversation, WidgetMessage, WidgetNews, WidgetRequests } from '../contract.ts';
import type { Body, SendResult } from './outbox.ts';
import type { Talk } from './talk.ts';
import type { Typing } from './typing.ts';

/** `failed`: has never been open, and we stopped asking the citizen to wait; trying goes on. */
export type Link = 'opening' | 'open' | 'lost' | 'failed';

export type CitizenSocket = Socket<WidgetNews, WidgetRequests>;

export interface ConnectionDeps {
  readonly socket: CitizenSocket;
  readonly talk: Talk;
  readonly typing: Typing;
  readonly place: () => { readonly page: string | null; readonly title: string | null };
  readonly keepToken: (token: string) => void;
  readonly onMessages: (messages: readonly WidgetMessage[]) => void;
  readonly onOpen: () => void;
  /** The talk that was let in here is closed to this browser. Leaves the page. */
  readonly onShut: () => void;
  readonly pause: (ms: number) => Promise<void>;
}

export interface Connection {
  readonly link: ReadonlySignal<Link>;
  readonly start: () => void;
  /** Tries at once instead of waiting for the next turn of the backoff. */
  readonly wake: () => void;
  /** The browser says that the network is gone: a dead socket would notice it in up to a minute. */
  readonly doubt: () => void;
  readonly send: (clientId: string, body: Body) => Promise<SendResult>;
  readonly loadEarlier: () => Promise<boolean>;
  readonly giveUp: () => void;
  readonly tryAgain: () => void;
  /** For good: the page is about to go, and nothing is said of the link any more. */
  readonly end: () => void;
}

const answerMs = 10_000;
const wakeMs = 2_000;

export const createConnection = (deps: ConnectionDeps): Connection => {
  const { socket, talk, typing, place, keepToken, onMessages, onOpen, onShut, pause } = deps;
  const link = signal<Link>('opening');
  let round = 0;
  let lastWake = 0;
  let over = false;

  const take = (page: OpenedConversation, after: number): 'more' | 'done' => {
    keepToken(page.token);
    if (page.view.lastSeq < after) {
      talk.reset();
      return 'more';
    }
    talk.takePage(page, after);
    onMessages(page.messages);
    return page.later && page.messages.length > 0 ? 'more' : 'done';
  };

  const catchUp = async (): Promise<void> => {
    const mine = ++round;
    let failures = 0;
    for (;;) {
      const after = talk.cursor();
      const answer = await ask(socket, after, place());
      // Another round began meanwhile; losing the link begins one too.
      if (mine !== round) return;
      if (!answer?.ok) {
        if (answer?.error === 'shut') return shut();
        if (++failures >= 3 && link.value === 'opening') link.value = 'failed';
        await pause(Math.min(500 * 2 ** failures, 15_000));
        if (mine !== round) return;
      } else if (take(answer, after) === 'done') {
        talk.follow(true);
        link.value = 'open';
        onOpen();
        return;
      }
    }
  };

  const end = (): void => {
    over = true;
    round++;
    socket.disconnect();
  };
  const shut = (): void => {
    if (over) return;
    end();
    onShut();
  };
  const lose = (): void => {
    if (over) return;
    round++;
    talk.follow(false);
    typing.end();
    if (link.value === 'open') link.value = 'lost';
  };
  const wake = (): void => {
    if (over || socket.connected || Date.now() - lastWake < wakeMs) return;
    lastWake = Date.now();
    socket.disconnect().connect();
  };
  const doubt = (): void => {
    if (!over && socket.connected) socket.disconnect().connect();
  };
  /** The library itself does not come back after a refusal or a disconnect by the server. */
  const comeBack = async (): Promise<void> => {
    await pause(3_000 + Math.random() * 2_000);
    if (!over && !socket.active) socket.connect();
  };

  socket.on('connect', () => void catchUp());
  socket.on('disconnect', () => {
    lose();
    if (!socket.active) void comeBack();
  });
  socket.on('connect_error', () => {
    if (!socket.active) void comeBack();
  });
  socket.on('message:added', (message) => {
    talk.add(message);
    if (message.from === 'operator') typing.end();
    onMessages([message]);
  });
  socket.on('message:changed', talk.replace);
  socket.on('view:changed', talk.see);
  socket.on('queue:changed', talk.stand);
  socket.on('operator:typed', typing.stroke);
  socket.on('access:closed', shut);

  return {
    link,
    start: () => void socket.connect(),
    wake,
    doubt,
    send: async (clientId, body) => {
      const result = await send(socket, clientId, body);
      if (result === 'shut') shut();
      return result;
    },
    loadEarlier: async () => {
      const before = talk.lines.value[0]?.seq;
      if (before === undefined || !socket.connected) return false;
      const answer = await answerOrNull(socket.timeout(answerMs).emitWithAck('messages:earlier', { before }));
      if (!answer?.ok) return false;
      talk.takeEarlier(answer.messages, answer.earlier);
      return true;
    },
    giveUp: () => {
      if (link.value === 'opening') link.value = 'failed';
    },
    tryAgain: () => {
      if (link.value === 'failed') link.value = 'opening';
      if (socket.connected) void catchUp();
      else wake();
    },
    end,
  };
};

/** A broken link and an answer that never came both read as null: which it was, `socket.connected` tells. */
const answerOrNull = <T>(answer: Promise<T>): Promise<T | null> => answer.catch(() => null);

const ask = (
  socket: CitizenSocket,
  after: number,
  place: { readonly page: string | null; readonly title: string | null },
): Promise<Answer<OpenedConversation> | null> =>
  answerOrNull(
    socket.timeout(answerMs).emitWithAck('conversation:open', { after, page: place.page, title: place.title }),
  );

const send = async (socket: CitizenSocket, clientId: string, body: Body): Promise<SendResult> => {
  // Not connected: the library would keep the packet and send it later by itself, past the order of the outbox.
  if (!socket.connected) return 'lost';
  const timed = socket.timeout(answerMs);
  const answer = await answerOrNull(
    body.kind === 'text'
      ? timed.emitWithAck('message:send', { clientId, text: body.text, files: (body.files ?? []).map(({ id }) => id) })
      : timed.emitWithAck('button:press', { clientId, payload: body.payload }),
  );
  if (answer) return answer.ok ? answer.seq : answer.error;
  return socket.connected ? 'silent' : 'lost';
};
