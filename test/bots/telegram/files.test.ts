import { album, document, photo, voice } from '../../../bots/sandbox/telegram/content.ts';
import { failure } from '../../../bots/sandbox/telegram/types.ts';
import type { PersonChat } from '../../../bots/sandbox/telegram/phone.ts';
import type { Message } from '../../../core/domain/message.ts';
import { exe, exif, jpeg, ogg, pdf, png } from '../../support/samples.ts';
import { eventually, openOperator, type OperatorScreen } from '../../support/product.ts';
import { received, startWithTelegram, untilReceived, type WithTelegram } from '../../support/telegram.ts';
import { fetchFile, operatorSide, staged } from '../../support/uploads.ts';

const numberIn = (chat: PersonChat): string => {
  const found = received(chat).flatMap((text) => /№ (\d{2}-\d{6}-\d)/u.exec(text)?.[1] ?? []);
  return found[0] ?? '';
};

describe('files of a citizen in Telegram', () => {
  let world: WithTelegram;
  let marina: OperatorScreen;
  let people = 600;
  const somebody = (): PersonChat => world.telegram.chat({ id: (people += 1), firstName: 'Елена' });
  const shelve = (bytes: Buffer, name = 'file.jpg', type = 'image/jpeg') =>
    world.telegram.shelf.add({ bytes, name, type });
  const lines = (): readonly Message[] => [...marina.messages.values()].sort((a, b) => a.seq - b.seq);
  const withFiles = (): readonly Message[] => lines().filter(({ files }) => files.length > 0);
  const settled = (): Promise<readonly Message[]> =>
    eventually(() => {
      const found = withFiles();
      return found.length > 0 && found.every(({ files }) => files.every(({ state }) => state.kind !== 'pending'))
        ? found
        : null;
    }, 20_000);
  /** The person calls an operator; Marina opens the ticket and sees what comes. */
  const watch = async (chat: PersonChat): Promise<string> => {
    chat.send('оператор');
    const number = await eventually(() => numberIn(chat), 15_000);
    await eventually(() => marina.rows.has(number), 15_000);
    marina.messages.clear();
    await marina.open(number);
    return number;
  };

  const untilDelivered = async (number: string, seq: number, state: string): Promise<void> => {
    const until = Date.now() + 20_000;
    for (;;) {
      await marina.open(number);
      const now = marina.messages.get(seq)?.delivery?.state;
      if (now === state) return;
      if (Date.now() > until) throw new Error(`the line is ${now}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  beforeAll(async () => {
    world = await startWithTelegram('webhook');
    marina = await openOperator(world.product, 'marina');
  });
  afterAll(async () => {
    marina.close();
    await world.end();
  });

  test('a photo with a caption is one line with a file that only the operator can save; its place is not in it', async () => {
    const chat = somebody();
    const bytes = jpeg({ segments: [[0xe1, exif(1, 'GPS-SECRET')]] });
    chat.sendContent(photo(shelve(bytes), 'забыл пароль от госуслуг'));
    await untilReceived(chat, 'фото получили');
    const number = await watch(chat);
    const [line] = await settled();
    expect(line?.text).toBe('забыл пароль от госуслуг');
    expect(line?.files).toMatchObject([{ name: 'Фото.jpg', kind: 'jpeg', state: { kind: 'ready' } }]);
    const id = line?.files[0]?.id ?? '';
    const got = Buffer.from(await (await fetchFile(operatorSide(world.product.url, marina, number), id)).arrayBuffer());
    expect(got.equals(jpeg())).toBe(true);
    expect((await fetch(`${world.product.url}/api/operator/files/${id}`)).status).toBe(404);
    // The words went to the scenario as words.
    expect(received(chat).join('\n')).toContain('пароль');
  });

  test('a voice is kept and played in the console; the bot says that it does not listen', async () => {
    const chat = somebody();
    chat.sendContent(voice(shelve(ogg(), 'voice.ogg', 'audio/ogg'), 3));
    await untilReceived(chat, 'Голосовые сообщения бот не слушает');
    const number = await watch(chat);
    const [line] = await settled();
    expect(line?.files).toMatchObject([{ name: 'Голосовое сообщение.ogg', kind: 'ogg', state: { kind: 'ready' } }]);
    const response = await fetchFile(operatorSide(world.product.url, marina, number), line?.files[0]?.id ?? '');
    expect(response.headers.get('content-type')).toBe('audio/ogg');
  });

  test('a file too large, of another kind, empty or broken is refused with the limit and the cure, seen by both sides', async () => {
    const large = shelve(pdf(21 * 1024 * 1024), 'Отчёт.pdf', 'application/pdf');
    const cases = [
      [document(large), 'в нём 21 МБ, а можно до 5 МБ'],
      [photo(shelve(jpeg({ scan: Buffer.alloc(2_600_000, 1) }))), 'а можно до 2 МБ'],
      [document(shelve(exe, 'снимок.jpg')), 'такое не принимаем. Можно фото'],
      [document(shelve(Buffer.alloc(0), 'лог.txt', 'text/plain')), 'пустой'],
      [document(shelve(jpeg().subarray(0, 30), 'a.jpg')), 'повреждён'],
      [{ video: { file_id: 'v' }, caption: 'вот' }, 'Можно фото'],
    ] as const;
    const chats = cases.map(([content, words]) => {
      const chat = somebody();
      chat.sendContent(content);
      return { chat, words };
    });
    await Promise.all(chats.map(({ chat, words }) => untilReceived(chat, words)));
    for (const { chat, words } of chats) {
      expect(received(chat).filter((text) => text.includes(words))).toHaveLength(1);
      await watch(chat);
      const [line] = await settled();
      expect(line?.files[0]?.state.kind).toBe('failed');
    }
    // What the platform would not give is not asked for: its size was told.
    expect(
      world.telegram.calls.some(({ method, params }) => method === 'getFile' && params['file_id'] === large.id),
    ).toBe(false);
  });

  test('a scan of a passport is refused kindly: it is not fetched, nothing of it is kept, the protected chat is offered', async () => {
    const chat = somebody();
    const scan = shelve(jpeg(), 'Паспорт Морозова.jpg');
    chat.sendContent(document(scan));
    await untilReceived(chat, 'документы с личными данными в мессенджере мы не принимаем');
    await watch(chat);
    const [line] = await settled();
    expect(line?.files).toMatchObject([{ name: 'Документ', size: 0, state: { kind: 'failed', reason: 'policy' } }]);
    expect(world.telegram.calls.some(({ params }) => params['file_id'] === scan.id)).toBe(false);
  });

  test('a file that the platform gives only at the second asking comes all the same', async () => {
    const chat = somebody();
    let refusals = 1;
    const undo = world.telegram.knob(({ method }) =>
      method === '/file' && refusals-- > 0
        ? { kind: 'answer', answer: { status: 404, body: { ok: false, error_code: 404, description: 'Not Found' } } }
        : null,
    );
    chat.sendContent(document(shelve(pdf(), 'Справка.pdf', 'application/pdf'), 'забыл пароль'));
    await watch(chat);
    const [line] = await settled();
    undo();
    expect(line?.files).toMatchObject([{ name: 'Справка.pdf', kind: 'pdf', state: { kind: 'ready' } }]);
  });

  test('F34 an album in random order is one line in its order with its caption, and one answer', async () => {
    const chat = somebody();
    const names = ['1.pdf', '2.pdf', '3.pdf', '4.pdf'];
    const parts = album(
      names.map((name, at) => document(shelve(pdf(400 + at), name, 'application/pdf'), at === 0 ? 'забыл пароль' : '')),
    );
    const person = { id: chat.person.id, is_bot: false, first_name: 'Елена' };
    for (const at of [2, 0, 3, 1]) {
      const message = { message_id: 50 + at, from: person, chat: { id: chat.person.id, type: 'private' }, date: 1 };
      world.telegram.raw({ message: { ...message, ...parts[at] } }, 2);
    }
    await watch(chat);
    const found = await settled();
    expect(found).toHaveLength(1);
    expect(found[0]?.text).toBe('забыл пароль');
    expect(found[0]?.files.map(({ name }) => name)).toEqual(names);
    await untilReceived(chat, 'файл получили');
    expect(received(chat).filter((text) => text.includes('файл получили'))).toHaveLength(1);
    expect(
      lines()
        .filter(({ author }) => author.kind === 'citizen')
        .map(({ text }) => text),
    ).toEqual(['забыл пароль', 'оператор']);
  });

  test('what an operator sends along arrives to the byte: words under the first file, neighbours of one kind together, in order', async () => {
    const chat = somebody();
    chat.send('забыл пароль');
    const number = await watch(chat);
    await marina.act('ticket:claim', number);
    await untilReceived(chat, 'на связи');
    const side = operatorSide(world.product.url, marina, number);
    const [one, two] = [pdf(700), pdf(900)];
    const files = [
      await staged(side, one, 'Справка.pdf'),
      await staged(side, two, 'Памятка "2".pdf'),
      await staged(side, png(), 'Снимок.png'),
      await staged(side, png({ width: 4000, height: 60 }), 'Лента.png'),
      await staged(side, ogg(), 'Ответ.ogg'),
    ].map(({ id }) => id);
    const text = 'Вот документы: <b>1</b> & 2';
    await marina.act('message:send', number, { text, files, asks: false });
    const sent = () => chat.messages.filter(({ from, content }) => from === 'bot' && !('text' in content));
    await eventually(() => sent().length === 5, 20_000);
    interface Sent {
      readonly document?: { readonly file_id: string; readonly file_name: string };
      readonly photo?: readonly { readonly file_id: string }[];
      readonly voice?: { readonly file_id: string };
      readonly caption?: string;
      readonly media_group_id?: string;
    }
    const contents = sent().map(({ content }) => content as Sent);
    const kinds = contents.map((content) => (content.document ? 'document' : content.photo ? 'photo' : 'voice'));
    expect(kinds).toEqual(['document', 'document', 'photo', 'document', 'voice']);
    expect(contents.map(({ caption }) => caption)).toEqual([text, undefined, undefined, undefined, undefined]);
    expect(contents.map(({ document: sentAs }) => sentAs?.file_name)).toEqual([
      'Справка.pdf',
      'Памятка 2.pdf',
      undefined,
      'Лента.png',
      undefined,
    ]);
    const bytes = (id = '') => world.telegram.shelf.get(id)?.bytes;
    expect(bytes(contents[0]?.document?.file_id)?.equals(one)).toBe(true);
    expect(bytes(contents[1]?.document?.file_id)?.equals(two)).toBe(true);
    expect(contents[0]?.media_group_id).toBe(contents[1]?.media_group_id);
    expect(bytes(contents[4]?.voice?.file_id)?.equals(ogg())).toBe(true);
    const line = await eventually(() => lines().find((known) => known.files.length === 5));
    await untilDelivered(number, line.seq, 'sent');
  });

  test('words too long for a caption go before the file; a file that the platform refuses is seen on its line', async () => {
    const chat = somebody();
    chat.send('забыл пароль');
    const number = await watch(chat);
    await marina.act('ticket:claim', number);
    await untilReceived(chat, 'на связи');
    const side = operatorSide(world.product.url, marina, number);
    const send = async (text: string) => {
      const { id } = await staged(side, pdf(), 'Ответ.pdf');
      await marina.act('message:send', number, { text, files: [id], asks: false });
      return eventually(() => lines().findLast((known) => known.files.some((file) => file.id === id)));
    };
    const long = `Начало. ${'слово '.repeat(200)}конец`;
    await untilDelivered(number, (await send(long)).seq, 'sent');
    const shown = chat.messages.filter(({ from }) => from === 'bot').slice(-2);
    expect(shown[0]?.text).toBe(long);
    expect(Object.keys(shown[1]?.content ?? {})).toEqual(['document']);
    const undo = world.telegram.knob(({ method }) =>
      method === 'sendDocument' ? { kind: 'answer', answer: failure(413, 'Request Entity Too Large') } : null,
    );
    const refused = await send('ещё раз');
    await untilDelivered(number, refused.seq, 'failed');
    undo();
    expect(lines().find(({ seq }) => seq === refused.seq)?.delivery?.reason).toBe('file');
  });
});
