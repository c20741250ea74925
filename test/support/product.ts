/** The whole product on a free port with a folder of its own, and the two kinds of screens that talk to it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { io, type Socket } from 'socket.io-client';
import type {
  Answer as WidgetAnswer,
  OpenedConversation,
  WidgetMessage,
  WidgetPlace,
  WidgetView,
} from '../../bots/web/contract.ts';
import { parseConfig, type Config } from '../../core/config.ts';
import { start, type Running, type StartOptions } from '../../core/main.ts';
import type { Answer, Card, QueueRow } from '../../operator-console/contract.ts';
import type { Message } from '../../core/domain/message.ts';
import { moveIn } from './hired.ts';
import { scenariosAtAnyHour } from './scenarios.ts';

export const tempDir = (): string => mkdtempSync(join(tmpdir(), 'desk-'));

export const testConfig = (dataDir: string, env: Record<string, string> = {}): Config => {
  const parsed = parseConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    SCENARIOS_DIR: scenariosAtAnyHour(),
    ...env,
  });
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  return parsed.config;
};

export interface Product extends Running {
  readonly dataDir: string;
  password(login: string): string;
  /** Stops and starts again on the same data; the port may change. */
  restart(): Promise<Product>;
  /** Stops and removes the data. */
  end(): Promise<void>;
}

/** Passwords that the first start told. */
export const passwordIn = (dataDir: string, login: string): string => {
  const lines = readFileSync(join(dataDir, 'first-sign-in.txt'), 'utf8').trim().split('\n');
  const line = lines.findLast((one) => one.includes(`: ${login} / `));
  if (line === undefined) throw new Error(`no first sign-in for ${login}`);
  return line.split(' / ')[1] ?? '';
};

/** In an empty folder the first people are there already, with the passwords that the first start tells. */
export const startProduct = async (
  options: StartOptions & { readonly dataDir?: string; readonly env?: Record<string, string> } = {},
): Promise<Product> => {
  const dataDir = options.dataDir ?? tempDir();
  const config = testConfig(dataDir, options.env);
  if (!config.production) moveIn(dataDir, config.scenariosDir);
  const running = await start(config, { log: pino({ level: 'silent' }), ...options });
  return {
    ...running,
    dataDir,
    password: (login) => passwordIn(dataDir, login),
    restart: async () => {
      await running.stop();
      return startProduct({ ...options, dataDir });
    },
    end: async () => {
      await running.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

const untilConnected = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });

/** Resolves when the server ends the connection. */
export const ended = (socket: Socket): Promise<unknown> => new Promise((resolve) => socket.once('disconnect', resolve));

const ask = async <T>(socket: Socket, event: string, request: object): Promise<T> =>
  (await socket.timeout(20_000).emitWithAck(event, request)) as T;

let ids = 0;
export const freshId = (): string => `test-${process.pid}-${(ids += 1)}-${Math.random().toString(36).slice(2, 8)}`;

type Perhaps<T> = T | null | undefined | false;

/** Waits until `check` gives something; fails with what it asked for. The limit is for what never comes, not for haste. */
export const eventually = async <T>(check: () => Perhaps<T> | Promise<Perhaps<T>>, ms = 30_000): Promise<T> => {
  const until = Date.now() + ms;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > until) throw new Error(`never came true: ${check.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
};

export interface CitizenScreen {
  readonly socket: Socket;
  readonly messages: Map<number, WidgetMessage>;
  view(): WidgetView;
  token(): string;
  texts(): readonly string[];
  open(after?: number): Promise<WidgetAnswer<OpenedConversation>>;
  send(text: string, clientId?: string): Promise<WidgetAnswer<{ seq: number }>>;
  press(label: string): Promise<WidgetAnswer<{ seq: number }>>;
  pressPayload(payload: string, clientId?: string): Promise<WidgetAnswer<{ seq: number }>>;
  close(): void;
}

/** A widget panel without pixels: the same protocol over a real socket. */
export const openCitizen = async (url: string, token: string | null = null, origin = url): Promise<CitizenScreen> => {
  const socket = io(`${url}/citizen`, {
    auth: { token, origin },
    extraHeaders: { origin: url },
    transports: ['websocket'],
    forceNew: true,
  });
  const messages = new Map<number, WidgetMessage>();
  let current: WidgetView | null = null;
  let kept = token;
  socket.on('message:added', (message: WidgetMessage) => messages.set(message.seq, message));
  socket.on('view:changed', (view: WidgetView) => {
    if (!current || view.version >= current.version) current = view;
  });
  socket.on('queue:changed', ({ number, ...queue }: WidgetPlace & { number: string }) => {
    if (current?.number === number) current = { ...current, queue };
  });
  await untilConnected(socket);
  const view = (): WidgetView => {
    if (!current) throw new Error('the conversation is not open');
    return current;
  };
  const open = async (after = 0): Promise<WidgetAnswer<OpenedConversation>> => {
    const answer = await ask<WidgetAnswer<OpenedConversation>>(socket, 'conversation:open', {
      after,
      page: 'http://portal.test/вход',
      title: 'Вход',
    });
    if (answer.ok) {
      kept = answer.token;
      current = answer.view;
      for (const message of answer.messages) messages.set(message.seq, message);
    }
    return answer;
  };
  /** The view follows the answer: whoever looks at the screen next sees what came of their words. */
  const tell = async (event: string, request: object): Promise<WidgetAnswer<{ seq: number }>> => {
    const answer = await ask<WidgetAnswer<{ seq: number }>>(socket, event, request);
    const until = Date.now() + 2_000;
    const isBehind = (): boolean => answer.ok && current !== null && current.lastSeq < answer.seq;
    while (isBehind() && socket.connected && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 3));
    return answer;
  };
  const pressPayload = (payload: string, clientId = freshId()) => tell('button:press', { clientId, payload });
  const screen: CitizenScreen = {
    socket,
    messages,
    view,
    token: () => kept ?? '',
    texts: () => [...messages.values()].sort((a, b) => a.seq - b.seq).map((message) => message.text),
    open,
    send: (text, clientId = freshId()) => tell('message:send', { clientId, text }),
    pressPayload,
    press: async (label) => {
      const option = await eventually(() =>
        messages.get(view().offerSeq ?? -1)?.options.find((known) => known.label === label),
      );
      return pressPayload(option.payload);
    },
    close: () => socket.close(),
  };
  await open();
  return screen;
};

export interface OperatorScreen {
  readonly socket: Socket;
  readonly cookie: string;
  readonly rows: Map<string, QueueRow>;
  readonly messages: Map<number, Message>;
  card(): Card | null;
  ask<T extends object>(event: string, request: object): Promise<Answer<T>>;
  /** A request about a ticket, with a fresh client id. */
  act<T extends object = { seq: number }>(event: string, number: string, more?: object): Promise<Answer<T>>;
  open(number: string, after?: number): Promise<void>;
  close(): void;
}

export const signIn = async (url: string, login: string, password: string): Promise<Response> =>
  fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ login, password }),
  });

export const cookieOf = (response: Response): string => response.headers.get('set-cookie')?.split(';')[0] ?? '';

export const connectOperator = async (url: string, cookie: string): Promise<OperatorScreen> => {
  const socket = io(`${url}/operator`, {
    extraHeaders: { origin: url, cookie },
    transports: ['websocket'],
    forceNew: true,
  });
  const rows = new Map<string, QueueRow>();
  const messages = new Map<number, Message>();
  let card: Card | null = null;
  socket.on('row:changed', (row: QueueRow) => {
    if ((rows.get(row.number)?.version ?? -1) <= row.version) rows.set(row.number, row);
  });
  socket.on('row:removed', ({ number }: { number: string }) => rows.delete(number));
  socket.on('message:added', ({ message }: { message: Message }) => messages.set(message.seq, message));
  socket.on('message:changed', ({ message }: { message: Message }) => messages.set(message.seq, message));
  socket.on('card:changed', (changed: Card) => {
    card = changed;
  });
  await untilConnected(socket);
  const act = <T extends object>(event: string, number: string, more: object = {}) =>
    ask<Answer<T>>(socket, event, { number, clientId: freshId(), ...more });
  return {
    socket,
    cookie,
    rows,
    messages,
    card: () => card,
    ask: (event, request) => ask(socket, event, request),
    act,
    open: async (number, after = 0) => {
      const answer = await ask<Answer<{ card: Card; messages: readonly Message[] }>>(socket, 'ticket:open', {
        number,
        after,
      });
      if (!answer.ok) throw new Error(answer.error);
      card = answer.card;
      for (const message of answer.messages) messages.set(message.seq, message);
    },
    close: () => socket.close(),
  };
};

export const openOperator = async (product: Product, login: string): Promise<OperatorScreen> => {
  const response = await signIn(product.url, login, product.password(login));
  if (!response.ok) throw new Error(`sign-in failed: ${response.status}`);
  return connectOperator(product.url, cookieOf(response));
};
