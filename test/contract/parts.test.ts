import { shipped } from '../support/load.ts';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { io } from 'socket.io-client';
import { createTelegramChannel } from '../../bots/telegram/channel.ts';
import { createVkChannel } from '../../bots/vk/channel.ts';
import { createWebChannel } from '../../bots/web/channel.ts';
import { createVisitorTokens } from '../../bots/web/token.ts';
import { createDesk } from '../../core/desk/create-desk.ts';
import { createNumbers } from '../../core/desk/numbers.ts';
import { createScripts } from '../../core/desk/scripts.ts';
import type { Operator } from '../../core/domain/operator.ts';
import { createLive } from '../../core/live/live.ts';
import { createSocketServer } from '../../core/live/socket-server.ts';
import type { Messenger, Webhook } from '../../core/ports/channel.ts';
import type { CitizenDesk } from '../../core/ports/desk.ts';
import { silentMeter } from '../../core/ports/meter.ts';
import { systemClock } from '../../core/system-clock.ts';
import { sqliteUnderTest } from '../storage/folder.ts';
import { aConversation, dayOne } from '../support/builders.ts';
import { createSimulatedClock } from '../support/clock.ts';
import { vaultOver } from '../support/vault.ts';
import { describeChannel } from './channel.ts';
import { describeClock } from './clock.ts';
import { describeShift } from './desk-shift.ts';
import { describeDesk } from './desk.ts';
import { describeLive } from './live.ts';
import { describeNumbers } from './numbers.ts';

const log = pino({ level: 'silent' });

describeClock('system', () => ({
  clock: systemClock,
  pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}));

describeClock('simulated', () => {
  const clock = createSimulatedClock(dayOne);
  return { clock, pass: async (ms) => clock.advance(ms) };
});

describeLive('in process', () => createLive(log));

describeNumbers('sqlite', async () => {
  const store = await sqliteUnderTest();
  return { another: () => createNumbers(store.turns, 'Europe/Moscow'), close: () => store.close() };
});

const theDesk = async () => {
  const store = await sqliteUnderTest();
  const clock = createSimulatedClock(dayOne);
  const scripts = await createScripts({
    store: store.scenarios,
    clock,
    ...shipped(),
  });
  const numbers = createNumbers(store.turns, 'Europe/Moscow');
  const shared = { numbers, scripts, clock, log, live: createLive(log), fault: () => {}, wasUnclean: false };
  const desk = createDesk({ ...shared, ...store, personal: vaultOver(store) });
  return { ...desk, hire: (operator: Operator) => store.people.save(operator, 'hash'), close: () => store.close() };
};

describeDesk('sqlite', theDesk);

describeShift('sqlite', theDesk);

describeChannel('web', async (receive) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sockets = createSocketServer({ ownOrigins: [url], maxConnections: 100, meter: silentMeter });
  sockets.attach(server);
  const channel = createWebChannel({
    io: sockets,
    desk: { receive, conversation: async () => ({ conversation: aConversation(), ticket: null }) },
    views: {
      messagesAfter: async () => ({ messages: [], more: false }),
      messagesBefore: async () => ({ messages: [], more: false }),
    },
    people: { byId: async () => null },
    live: createLive(log),
    clock: systemClock,
    tokens: createVisitorTokens('k'.repeat(40)),
    mayEmbed: () => true,
    ipOf: () => '127.0.0.1',
    statusWord: (status) => status,
    coalesce: (_key, work) => work(),
    place: () => null,
    onPlaces: () => () => {},
    audit: { write: async () => {} },
    staffRequests: new Set(),
    log,
  });
  await channel.start();
  const socket = io(`${url}/citizen`, {
    auth: { token: null, origin: url },
    extraHeaders: { origin: url },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  await new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(null));
    socket.once('connect_error', reject);
  });
  return {
    channel,
    say: async (text, clientId) => {
      try {
        return (await socket.timeout(1000).emitWithAck('message:send', { clientId, text })).ok === true;
      } catch {
        return false;
      }
    },
    close: async () => {
      socket.close();
      await sockets.close();
    },
  };
});

/** Of a messenger whose platform posts its events, and which is asked for nothing meanwhile. */
const messengerDeps = (receive: CitizenDesk['receive']) => ({
  desk: { receive },
  turns: { bury: async () => {} },
  files: { read: async () => null },
  privateOnly: () => '',
  apiRoot: 'http://127.0.0.1:9',
  clock: systemClock,
  log,
});

const posting = (
  channel: Messenger & { readonly webhook: Webhook | null },
  eventOf: (text: string, n: number) => object,
) => ({
  channel,
  say: async (text: string, id: string) =>
    (await channel.webhook?.handle(eventOf(text, Number(id.slice(-2)))))?.status === 200,
  close: () => channel.stop(),
});

describeChannel('Telegram', async (receive) => {
  const webhook = { publicUrl: 'https://support.example.ru', secret: 's'.repeat(16) };
  const from = { id: 5, is_bot: false, first_name: 'Елена' };
  const chat = { id: 5, type: 'private' };
  return posting(createTelegramChannel({ ...messengerDeps(receive), token: '1:a', webhook }), (text, n) => ({
    update_id: n,
    message: { message_id: n, date: 1, from, chat, text },
  }));
});

describeChannel('VK', async (receive) => {
  const callback = { secret: 's'.repeat(16), confirmation: 'c' };
  return posting(createVkChannel({ ...messengerDeps(receive), groupId: 1, token: 'a', callback }), (text, n) => ({
    type: 'message_new',
    group_id: 1,
    event_id: `event-${n}`,
    secret: callback.secret,
    object: { message: { peer_id: 5, from_id: 5, conversation_message_id: n, date: 1, text } },
  }));
});
