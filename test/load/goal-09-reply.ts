/**
 * From an operator's send to the citizen's screen, p99 at 1000 lines a second in an open loop, counted from the planned
 * moment: over real sockets and the durable store, against the bare server that inserts a row and emits it to a room.
 */
import { io, type Socket } from 'socket.io-client';
import { connectOperator, cookieOf, freshId, openCitizen, signIn } from '../support/product.ts';
import { hired } from '../support/hired.ts';
import { roomForAll, scenariosAtAnyHour } from '../support/scenarios.ts';
import { newFolder, removeFolder } from './bench-desk.ts';
import { interleave, type Bench } from './figure.ts';
import { openLoopP99 } from './open-loop.ts';
import { startServed, type Served } from './served.ts';

const perSecond = 1_000;
const operators = 10;
const dialogues = 50;

interface Dialogue {
  readonly number: string;
  readonly operator: Socket;
  readonly citizen: Socket;
}

const departments = ['registration', 'technical', 'payments', 'documents', 'profile', 'general'];

/** Every operator has a sign-in of their own and their part of the dialogues. */
const openProduct = async (server: Served, dataDir: string): Promise<readonly Dialogue[]> => {
  const staff = await Promise.all(
    Array.from({ length: operators }, async (_, n) => {
      const login = `operator-${n}`;
      const password = await hired(dataDir, { login, departments });
      return connectOperator(server.url, cookieOf(await signIn(server.url, login, password)));
    }),
  );
  return Promise.all(
    Array.from({ length: dialogues }, async (_, n) => {
      const citizen = await openCitizen(server.url);
      await citizen.send('не могу войти');
      await citizen.send('оператор');
      const { number } = citizen.view();
      const operator = staff[n % operators];
      if (number === null || !operator) throw new Error('nobody was handed over');
      const claimed = await operator.act('ticket:claim', number);
      if (!claimed.ok) throw new Error(claimed.error);
      await operator.open(number);
      return { number, operator: operator.socket, citizen: citizen.socket };
    }),
  );
};

const connect = async (url: string): Promise<Socket> => {
  const socket = io(url, { transports: ['websocket'], forceNew: true });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  return socket;
};

const openBare = async ({ url }: Served): Promise<readonly Dialogue[]> => {
  const staff = await Promise.all(Array.from({ length: operators }, () => connect(`${url}/operator`)));
  return Promise.all(
    Array.from({ length: dialogues }, async (_, n) => {
      const number = `room-${n}`;
      const citizen = await connect(`${url}/citizen`);
      await citizen.emitWithAck('conversation:open', { page: number });
      const operator = staff[n % operators];
      if (!operator) throw new Error('nobody answers');
      return { number, operator, citizen };
    }),
  );
};

let marks = 0;
/** Without a digit or a word that the screening could take for a number or a password: it would be masked, and never come. */
const freshMark = (): string => String((marks += 1)).replace(/\d/gu, (digit) => 'бвгджзклмн'[Number(digit)] ?? '');

/** Calls back when the citizen's screen has the line that begins so. */
const awaited = (open: readonly Dialogue[]): Map<string, () => void> => {
  const waiting = new Map<string, () => void>();
  for (const { citizen } of open) {
    citizen.on('message:added', ({ text }: { text: string }) => {
      const [mark = ''] = text.split(' ');
      waiting.get(mark)?.();
      waiting.delete(mark);
    });
  }
  return waiting;
};

const p99 = (open: readonly Dialogue[], waiting: Map<string, () => void>, seconds: number): Promise<number> =>
  openLoopP99({ perSecond, seconds }, (n) => {
    const dialogue = open[n % open.length];
    const mark = freshMark();
    const text = `${mark} Здравствуйте! Сейчас посмотрю, что с вашим заявлением.`;
    const line = { number: dialogue?.number, clientId: freshId(), text, asks: false };
    return new Promise<void>((resolve, reject) => {
      waiting.set(mark, resolve);
      dialogue?.operator.emit(
        'message:send',
        line,
        ({ ok, error }: { readonly ok: boolean; readonly error?: string }) => {
          if (!ok) reject(new Error(`a line was refused: ${error}`));
        },
      );
    });
  });

export const measure = async (bench: Bench): Promise<void> => {
  const folders = [newFolder(), newFolder()] as const;
  const scenarios = scenariosAtAnyHour([roomForAll]);
  const product = await startServed('product', folders[0], scenarios);
  const bare = await startServed('bare', folders[1], scenarios);
  try {
    const ours = await openProduct(product, folders[0]);
    const theirs = await openBare(bare);
    const waiting = { ours: awaited(ours), theirs: awaited(theirs) };
    const seconds = bench.quick ? 1 : 2;
    const pair = await interleave(
      bench.quick ? { rounds: 3, warmUp: 1 } : { rounds: 9, warmUp: 2 },
      () => p99(ours, waiting.ours, seconds),
      () => p99(theirs, waiting.theirs, seconds),
    );
    bench.report('p99 operator to widget at 1000/s, bare', 'ms', pair, { wants: 'less', must: 2, aim: 1.3 });
    for (const { operator, citizen } of [...ours, ...theirs]) {
      operator.close();
      citizen.close();
    }
  } finally {
    await product.end();
    await bare.end();
    folders.forEach(removeFolder);
  }
};
