/** Time and one-time links: a simulated clock, the real desk over the real store. */
import { pino } from 'pino';
import { createDesk } from '../../core/desk/create-desk.ts';
import { createLinks } from '../../core/desk/links.ts';
import { createNumbers } from '../../core/desk/numbers.ts';
import { createScripts } from '../../core/desk/scripts.ts';
import { inviteMs } from '../../core/domain/invite.ts';
import { createLive } from '../../core/live/live.ts';
import { sqliteUnderTest } from '../storage/folder.ts';
import { dayOne } from '../support/builders.ts';
import { createSimulatedClock } from '../support/clock.ts';
import { shipped } from '../support/load.ts';
import { vaultOver } from '../support/vault.ts';

const log = pino({ level: 'silent' });

const opened = async () => {
  const store = await sqliteUnderTest();
  const clock = createSimulatedClock(dayOne);
  const scripts = await createScripts({ store: store.scenarios, clock, ...shipped() });
  const links = createLinks('k'.repeat(40), 'https://support.example.ru');
  const desk = createDesk({
    ...store,
    scripts,
    clock,
    log,
    links,
    live: createLive(log),
    fault: () => {},
    wasUnclean: false,
    numbers: createNumbers(store.turns, 'Europe/Moscow'),
    personal: vaultOver(store),
    policyOf: (channel) => (channel === 'web' ? 'full' : 'no-personal'),
  });
  const address = { channel: 'telegram', peer: '77' } as const;
  let count = 0;
  const says = (text: string) =>
    desk.citizens.receive({
      dedupe: `telegram:1:${(count += 1)}`,
      address,
      said: { kind: 'text', text },
      clientId: `m${count}`,
      name: 'Елена',
      origin: null,
    });
  /** The token of the newest link, made from its line as the messenger would be handed it. */
  const token = async (conversation: string): Promise<string> => {
    const { messages } = await store.views.messagesAfter(conversation, 0, 100, 'all');
    return links.url(messages.findLast(({ link }) => link !== undefined)?.link ?? '').split('#')[1] ?? '';
  };
  return { store, clock, desk, says, token };
};

test('a link lives fifteen minutes: a moment later it opens nothing, and a new one does', async () => {
  const { store, clock, desk, says, token } = await opened();
  const { conversation } = await says('не могу войти, мой СНИЛС 112-233-445 95');
  const first = await token(conversation);
  clock.advance(inviteMs - 1);
  expect(await desk.links.look(first)).toMatchObject({ kind: 'open', from: 'telegram', until: dayOne + inviteMs });
  clock.advance(1);
  expect(await desk.links.look(first)).toEqual({ kind: 'expired' });
  expect(await desk.links.enter(first, 'a-late-press')).toEqual({ kind: 'expired' });
  expect((await store.turns.load(conversation))?.conversation.addresses).toHaveLength(1);
  await says('новая ссылка');
  expect((await desk.links.enter(await token(conversation), 'a-timely-press')).kind).toBe('entered');
  expect((await store.turns.load(conversation))?.conversation.replyTo.channel).toBe('web');
  await store.close();
});

test('«закрыть доступ» ends the links that nobody has opened yet', async () => {
  const { store, desk, says, token } = await opened();
  const { conversation } = await says('не могу войти, мой СНИЛС 112-233-445 95');
  expect((await desk.links.enter(await token(conversation), 'the-first-press')).kind).toBe('entered');
  await says('новая ссылка');
  const unopened = await token(conversation);
  await says('закрыть доступ');
  expect(await desk.links.look(unopened)).toEqual({ kind: 'expired' });
  const { addresses, replyTo } = (await store.turns.load(conversation))?.conversation ?? {};
  expect(addresses).toEqual([{ channel: 'telegram', peer: '77' }]);
  expect(replyTo?.channel).toBe('telegram');
  await store.close();
});
