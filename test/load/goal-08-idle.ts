/**
 * What one open chat that nobody writes in costs the server: growth of its heap a widget, against a bare socket.io
 * server whose sockets have joined a room. The first thousand come before the measuring: they warm up what is made once.
 */
import { WebSocket } from 'undici';
import { scenariosAtAnyHour } from '../support/scenarios.ts';
import { newFolder, removeFolder } from './bench-desk.ts';
import { interleave, type Bench } from './figure.ts';
import { startServed, type Kind } from './served.ts';

const firstOnes = 1_000;
/** At a time: below the pace at which the product greets. */
const wave = 100;

/** Connected, admitted and open; the answer to what it opened has come. */
const openWidget = (url: string, n: number): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const address = `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;
    const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers: { origin: url, 'x-forwarded-for': address },
    });
    const opening = { after: 0, page: `${url}/services/${n}`, title: 'Замена паспорта' };
    socket.addEventListener('message', ({ data }) => {
      const packet = String(data);
      if (packet === '2') socket.send('3');
      else if (packet.startsWith('0')) socket.send(`40/citizen,${JSON.stringify({ token: null, origin: url })}`);
      else if (packet.startsWith('40/citizen'))
        socket.send(`42/citizen,0${JSON.stringify(['conversation:open', opening])}`);
      else if (packet.startsWith('43/citizen,0[{"ok":true')) resolve(socket);
      else if (packet.startsWith('43') || packet.startsWith('44')) reject(new Error(packet));
    });
    socket.addEventListener('error', () => reject(new Error('a widget could not connect')));
  });

const crowd = async (url: string, from: number, to: number): Promise<readonly WebSocket[]> => {
  const inside: WebSocket[] = [];
  for (let n = from; n < to; n += wave) {
    const size = Math.min(wave, to - n);
    inside.push(...(await Promise.all(Array.from({ length: size }, (_, i) => openWidget(url, n + i)))));
  }
  return inside;
};

const perWidget = async (kind: Kind, count: number): Promise<number> => {
  const dataDir = newFolder();
  const server = await startServed(kind, dataDir, scenariosAtAnyHour());
  try {
    const first = await crowd(server.url, 0, firstOnes);
    const before = await server.heap();
    const others = await crowd(server.url, firstOnes, firstOnes + count);
    const grown = (await server.heap()) - before;
    for (const socket of [...first, ...others]) socket.close();
    return grown / count / 1024;
  } finally {
    await server.end();
    removeFolder(dataDir);
  }
};

export const measure = async (bench: Bench): Promise<void> => {
  const count = bench.quick ? 2_000 : 9_000;
  bench.say(`  ${firstOnes + count} widgets on each side`);
  const pair = await interleave(
    { rounds: 1, warmUp: 0 },
    () => perWidget('product', count),
    () => perWidget('bare', count),
  );
  bench.report('heap an idle widget, a bare socket in a room', 'KB', pair, { wants: 'less', must: 1.5, aim: 1.2 });
};
