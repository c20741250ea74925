import { doc, photo, voice } from '../../../bots/sandbox/vk/content.ts';
import type { PersonDialogue } from '../../../bots/sandbox/vk/phone.ts';
import type { Message } from '../../../core/domain/message.ts';
import { eventually, freshId, openCitizen, openOperator, type OperatorScreen } from '../../support/product.ts';
import { jpeg, ogg, pdf, png } from '../../support/samples.ts';
import { fetchFile, operatorSide, staged } from '../../support/uploads.ts';
import { startWithVk, told, untilTold, type WithVk } from '../../support/vk.ts';

describe('files of a citizen in VK', () => {
  let world: WithVk;
  let marina: OperatorScreen;
  let people = 700;
  const somebody = (): PersonDialogue =>
    world.vk.dialogue({ id: (people += 1), firstName: 'Елена', lastName: 'Морозова' });
  const shelve = (bytes: Buffer, name = 'photo.jpg') => world.vk.shelf.add({ bytes, name, type: 'x/y' });
  const lines = (): readonly Message[] => [...marina.messages.values()].sort((a, b) => a.seq - b.seq);
  const settled = (): Promise<Message> =>
    eventually(
      () => lines().find(({ files }) => files.length > 0 && files.every(({ state }) => state.kind !== 'pending')),
      20_000,
    );
  const watch = async (dialogue: PersonDialogue): Promise<string> => {
    dialogue.send('оператор');
    const number = await eventually(
      () => told(dialogue).flatMap((text) => /№ (\d{2}-\d{6}-\d)/u.exec(text)?.[1] ?? [])[0],
      15_000,
    );
    await eventually(() => marina.rows.has(number), 15_000);
    marina.messages.clear();
    await marina.open(number);
    return number;
  };

  beforeAll(async () => {
    world = await startWithVk('callback');
    marina = await openOperator(world.product, 'marina');
  });
  afterAll(async () => {
    marina.close();
    await world.end();
  });

  test('several files of one message are one line with its words, each as the operator can save it', async () => {
    const dialogue = somebody();
    const { id } = dialogue.person;
    const { urlOf } = world.vk;
    const large = photo(shelve(jpeg({ scan: Buffer.alloc(2_600_000, 1) })), id, urlOf) as {
      photo: { sizes: object[] };
    };
    large.photo.sizes.push({ type: 'x', url: urlOf(shelve(jpeg())), width: 600, height: 450 });
    dialogue.sendContent({
      text: 'забыл пароль',
      attachments: [
        large,
        doc(shelve(pdf(), 'Справка.pdf'), id, urlOf),
        voice(shelve(ogg(), 'voice.ogg'), id, 3, urlOf),
        {
          type: 'doc',
          doc: { id: 1, owner_id: id, title: 'чужой.txt', ext: 'txt', size: 5, url: 'http://127.1.1.1:1/x' },
        },
      ],
    });
    await untilTold(dialogue, 'файл получили');
    const number = await watch(dialogue);
    const line = await settled();
    expect(line.text).toBe('забыл пароль');
    expect(line.files.map(({ name, kind, state }) => [name, kind, state.kind])).toEqual([
      ['Фото.jpg', 'jpeg', 'ready'],
      ['Справка.pdf', 'pdf', 'ready'],
      ['Голосовое сообщение.ogg', 'ogg', 'ready'],
      ['чужой.txt', 'text', 'failed'],
    ]);
    const side = operatorSide(world.product.url, marina, number);
    const bytes = async (at: number) =>
      Buffer.from(await (await fetchFile(side, line.files[at]?.id ?? '')).arrayBuffer());
    expect((await bytes(0)).equals(jpeg())).toBe(true);
    expect((await bytes(1)).equals(pdf())).toBe(true);
    await untilTold(dialogue, '«чужой.txt» не удалось получить');
  });

  test('what an operator sends along arrives to the byte, in one message, once, also when the platform gives no answer', async () => {
    const dialogue = somebody();
    dialogue.send('забыл пароль');
    const number = await watch(dialogue);
    await marina.act('ticket:claim', number);
    await untilTold(dialogue, 'на связи');
    const side = operatorSide(world.product.url, marina, number);
    const files = [
      await staged(side, pdf(700), 'Справка.pdf'),
      await staged(side, png(), 'Снимок.png'),
      await staged(side, png({ width: 4000, height: 60 }), 'Лента.png'),
      await staged(side, ogg(), 'Ответ.ogg'),
    ].map(({ id }) => id);
    let lost = 1;
    world.vk.knob(({ method }) =>
      method === 'messages.send' && lost-- > 0
        ? { kind: 'garbage', status: 502, body: '<html>', carriedOut: true }
        : null,
    );
    const before = world.vk.calls.filter(({ method }) => method === 'docs.save').length;
    await marina.act('message:send', number, { text: 'Вот документы', files, asks: false });
    const shown = await eventually(() => dialogue.messages.find(({ text }) => text === 'Вот документы'), 20_000);
    await eventually(
      () =>
        world.vk.calls.filter(
          ({ method, params }) => method === 'messages.send' && params['message'] === 'Вот документы',
        ).length === 2,
      20_000,
    );
    expect(dialogue.messages.filter(({ text }) => text === 'Вот документы')).toHaveLength(1);
    const { attachments } = shown.content as { readonly attachments: readonly Record<string, { url?: string }>[] };
    expect(attachments.map(({ type }) => type)).toEqual(['doc', 'photo', 'doc', 'audio_message']);
    const got = Buffer.from(await (await fetch(attachments[0]?.['doc']?.url ?? '')).arrayBuffer());
    expect(got.equals(pdf(700))).toBe(true);
    // What was brought for the first try is not brought again.
    expect(world.vk.calls.filter(({ method }) => method === 'docs.save').length - before).toBe(3);
  });

  test('a scan of an operator does not go there; by the link, which VK shows no preview of, it goes into the protected chat', async () => {
    const dialogue = somebody();
    dialogue.send('не могу войти, мой СНИЛС 112-233-445 95');
    const link = await untilTold(dialogue, /\/continue#[\w-]{43}/u);
    const number = await watch(dialogue);
    await marina.act('ticket:claim', number);
    await untilTold(dialogue, 'на связи');
    const calls = world.vk.calls.filter(({ method }) => method === 'messages.send');
    expect(calls.find(({ params }) => params['message'] === link)?.params['dont_parse_links']).toBe('1');

    const side = operatorSide(world.product.url, marina, number);
    const guide = await staged(side, pdf(), 'Инструкция по замене паспорта.pdf');
    const scan = await staged(side, png(), 'Паспорт.png');
    const act = { text: 'Посмотрите', files: [guide.id, scan.id], asks: false, clientId: freshId() };
    const refusal = { ok: false, error: 'personal-file', by: 'Паспорт.png' };
    expect(await marina.act('message:send', number, act)).toEqual(refusal);
    expect(await marina.act('ticket:solve', number, { text: null, files: [scan.id] })).toEqual(refusal);
    expect(await marina.act('message:send', number, { text: 'Вот скан СНИЛС', files: [scan.id], asks: false })).toEqual(
      refusal,
    );
    const words = { text: 'Как заменить', files: [(await staged(side, pdf(), guide.name)).id], asks: false };
    expect(await marina.act('message:send', number, words)).toMatchObject({ ok: true });

    const origin = world.product.url;
    const token = /#([\w-]{43})/u.exec(link)?.[1];
    const entered = await fetch(`${origin}/api/citizen/link/enter`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ token, clientId: freshId() }),
    });
    const elena = await openCitizen(origin, ((await entered.json()) as { token: string }).token);
    expect(elena.view().number).toBe(number);
    expect(await marina.act('message:send', number, act)).toMatchObject({ ok: true });
    await eventually(() => [...elena.messages.values()].some(({ text }) => text === 'Посмотрите'));
    expect(told(dialogue)).not.toContain('Посмотрите');
    elena.close();
  });
});
