import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Attachment } from '../../core/domain/attachment.ts';
import { people } from '../support/people.ts';
import {
  eventually,
  freshId,
  openCitizen,
  openOperator,
  startProduct,
  type CitizenScreen,
  type OperatorScreen,
  type Product,
} from '../support/product.ts';
import { exe, pdf, png, xml, zip } from '../support/samples.ts';
import { citizenSide, fetchFile, operatorSide, staged, upload, type Side } from '../support/uploads.ts';

let product: Product;
let elena: CitizenScreen;
let elenas: Side;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.end());
beforeEach(async () => {
  elena = await openCitizen(product.url);
  elenas = citizenSide(product.url, elena);
});
const held: { readonly operator: OperatorScreen; readonly number: string }[] = [];
afterEach(async () => {
  // An operator has only so many slots.
  for (const { operator, number } of held.splice(0)) {
    if (operator.socket.connected) await operator.act('ticket:solve', number, { text: null });
    operator.close();
  }
  elena.close();
});

const claim = async (operator: OperatorScreen, number: string): Promise<void> => {
  expect(await operator.act('ticket:claim', number)).toMatchObject({ ok: true });
  held.push({ operator, number });
};

const filesOnDisk = (): number =>
  readdirSync(join(product.dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    .length;

const say = (citizen: CitizenScreen, text: string, files: readonly string[], clientId = freshId()) =>
  citizen.socket.timeout(10_000).emitWithAck('message:send', { clientId, text, files }) as Promise<{
    ok: boolean;
    seq?: number;
    error?: string;
  }>;

const filesOf = (citizen: CitizenScreen): readonly Attachment[] =>
  [...citizen.messages.values()].flatMap(({ files }) => files);

/** Elena waits, Marina has taken her. */
const taken = async (): Promise<{ number: string; marina: OperatorScreen; marinas: Side }> => {
  await elena.send('хочу человека');
  const number = await eventually(() => elena.view().number);
  const marina = await openOperator(product, 'marina');
  await claim(marina, number);
  await marina.open(number);
  return { number, marina, marinas: operatorSide(product.url, marina, number) };
};

describe('a citizen brings a file', () => {
  test('it is staged, said with a message, shown to the citizen, and given back byte for byte', async () => {
    const file = await staged(elenas, pdf(), 'Справка №5.pdf');
    expect(file).toMatchObject({ name: 'Справка №5.pdf', kind: 'pdf', size: pdf().length });
    expect(await say(elena, '', [file.id])).toMatchObject({ ok: true });
    expect(await eventually(() => filesOf(elena)[0])).toEqual(file);
    const response = await fetchFile(elenas, file.id);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(pdf());
  });

  test('it is served as an attachment that nothing runs, nobody frames and no cache keeps', async () => {
    const file = await staged(elenas, png(), "a\"; x='y'*.png");
    const { headers } = await fetchFile(elenas, file.id);
    expect(headers.get('accept-ranges')).toBe('bytes');
    expect(headers.get('content-disposition')).toBe(
      'attachment; filename="file.png"; filename*=UTF-8\'\'a%20%3B%20x%3D%27y%27.png',
    );
    expect(headers.get('content-type')).toBe('image/png');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    const saved = await fetchFile(elenas, (await staged(elenas, xml(), 'a.xml')).id);
    expect(saved.headers.get('content-type')).toBe('application/octet-stream');
  });

  test('a player gets the part of it that it asks for, and the whole when it asks for what nobody can give so', async () => {
    const { id } = await staged(elenas, pdf());
    const size = pdf().length;
    const part = async (range: string, more: Record<string, string> = {}) => {
      const response = await fetchFile(elenas, id, { range, ...more });
      const { status, headers } = response;
      return [status, headers.get('content-range'), Buffer.from(await response.arrayBuffer())];
    };
    const whole = [200, null, pdf()];
    expect(await part('bytes=0-')).toEqual([206, `bytes 0-${size - 1}/${size}`, pdf()]);
    expect(await part('bytes=10-19')).toEqual([206, `bytes 10-19/${size}`, pdf().subarray(10, 20)]);
    expect(await part('bytes=-5')).toEqual([206, `bytes ${size - 5}-${size - 1}/${size}`, pdf().subarray(-5)]);
    expect(await part(`bytes=10-${size * 2}`)).toEqual([206, `bytes 10-${size - 1}/${size}`, pdf().subarray(10)]);
    expect(await part(`bytes=${size}-`)).toEqual([416, `bytes */${size}`, Buffer.alloc(0)]);
    for (const odd of ['bytes=0-1,5-6', 'lines=1-2', 'bytes=x', 'bytes=5-2', 'bytes=--1'])
      expect([odd, await part(odd)]).toEqual([odd, whole]);
    expect(await part('bytes=0-1', { 'if-range': '"a"' })).toEqual(whole);
  });

  test.each([
    ['nothing', Buffer.alloc(0), 400, 'empty', null],
    ['a program named photo.jpg', exe, 415, 'kind', null],
    ['a page named photo.png', Buffer.from('<!doctype html><script>alert(1)</script>'), 415, 'kind', null],
    [
      'a drawing with a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      415,
      'kind',
      null,
    ],
    ['a picture with an archive behind it', Buffer.concat([png(), zip('a')]), 415, 'kind', null],
    ['a Word document', zip('word/document.xml'), 415, 'kind', null],
    ['half a picture', png().subarray(0, 50), 422, 'damaged', null],
    ['a picture of 50 000 × 50 000', png({ width: 50_000, height: 50_000 }), 422, 'pixels', null],
    ['a picture of 2,6 MB', png({ noise: 2_600_000 }), 413, 'too-large', 2 * 1024 * 1024],
    ['a document of 6 MB', pdf(6_000_000), 413, 'too-large', 5 * 1024 * 1024],
  ])('%s is refused with its reason and leaves nothing', async (_what, bytes, status, error, limit) => {
    const before = filesOnDisk();
    const response = await upload(elenas, bytes, 'photo.jpg');
    expect([response.status, await response.json()]).toEqual([status, { error, limit }]);
    expect(filesOnDisk()).toBe(before);
  });

  test.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\x\\log.txt', 'log.txt'],
    ['a\0.txt', 'a.txt'],
    ['CON', 'file-CON.txt'],
    ['\u202etxt.exe', 'txt.exe.txt'],
    ['a"\r\nX-Evil: y.txt', 'a X-Evil y.txt'],
  ])('a name like %j is made harmless and never touches the disk', async (told, shown) => {
    const file = await staged(elenas, Buffer.from('текст'), told);
    expect(file.name).toBe(shown);
    const { headers } = await fetchFile(elenas, file.id);
    expect(headers.get('x-evil')).toBeNull();
    expect(decodeURIComponent(headers.get('content-disposition')?.split("UTF-8''")[1] ?? '')).toBe(shown);
  });

  test('a name that is missing or no encoding, a compressed or a form body are refused', async () => {
    const tries = [
      await upload(elenas, png(), '', {}),
      await upload(elenas, png(), 'x', { 'x-file-name': '%E0%A4%A' }),
      await upload(elenas, png(), 'x', { 'content-encoding': 'gzip' }),
      await upload(elenas, png(), 'x', { 'content-type': 'multipart/form-data; boundary=x' }),
    ];
    expect(tries.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  });

  test('an upload broken off in the middle, or with a lie about its size, leaves nothing', async () => {
    const before = filesOnDisk();
    const { hostname, port } = new URL(product.url);
    const raw = (length: number): string =>
      [
        'POST /api/citizen/files HTTP/1.1',
        `Host: ${hostname}`,
        ...Object.entries(elenas.headers).map(([name, value]) => `${name}: ${value}`),
        'Content-Type: application/octet-stream',
        'X-File-Name: a.pdf',
        `Content-Length: ${length}`,
        '',
        '',
      ].join('\r\n');
    for (const length of [pdf().length + 500, pdf().length - 100]) {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      socket.write(raw(length));
      socket.write(pdf());
      if (length > pdf().length) {
        await eventually(() => filesOnDisk() > before);
        socket.destroy();
      } else {
        socket.resume();
        await once(socket, 'close');
      }
      await eventually(() => filesOnDisk() === before);
    }
    expect((await fetch(`${product.url}/healthz`)).status).toBe(200);
  });

  test('a file goes into one message once; a retry of the message is the same message', async () => {
    const file = await staged(elenas, png());
    const id = freshId();
    const first = await say(elena, 'снимок', [file.id], id);
    expect(await say(elena, 'снимок', [file.id], id)).toEqual(first);
    expect(await say(elena, 'ещё раз', [file.id])).toEqual({ ok: false, error: 'file-gone' });
    expect(await say(elena, '', ['0'.repeat(32)])).toEqual({ ok: false, error: 'file-gone' });
    expect(filesOf(elena)).toHaveLength(1);
  });

  test.each([
    ['no id', [5]],
    ['a path', ['../../secrets.json']],
    ['eleven files', Array.from({ length: 11 }, () => 'a'.repeat(32))],
  ])('a message with %s for a file is refused as invalid', async (_what, files) => {
    expect(await say(elena, 'x', files as string[])).toEqual({ ok: false, error: 'invalid' });
  });

  test('what was staged may be taken back; what was sent may not', async () => {
    const [one, two] = [await staged(elenas, png()), await staged(elenas, png())];
    const remove = (id: string): Promise<Response> =>
      fetch(`${elenas.base}/${id}`, { method: 'DELETE', headers: elenas.headers });
    expect((await remove(one.id)).status).toBe(204);
    expect((await fetchFile(elenas, one.id)).status).toBe(404);
    await say(elena, '', [two.id]);
    expect((await remove(two.id)).status).toBe(404);
    expect((await fetchFile(elenas, two.id)).status).toBe(200);
  });

  test('whoever floods is slowed down, and others are not', async () => {
    const tries = await Promise.all(Array.from({ length: 20 }, () => upload(elenas, png())));
    expect(tries.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect(tries.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    const oleg = await openCitizen(product.url);
    expect((await upload(citizenSide(product.url, oleg), png())).status).toBe(201);
    oleg.close();
  });
});

describe('who may have a file', () => {
  /** Status and body: alike for everything that is not theirs. */
  const look = async (response: Response): Promise<string> => `${response.status} ${await response.text()}`;

  test('a foreign, an absent and a malformed id read the same, for everybody', async () => {
    const { marina, marinas } = await taken();
    const [mine, note, waiting] = [
      await staged(elenas, png()),
      await staged(marinas, pdf()),
      await staged(marinas, png()),
    ];
    await say(elena, '', [mine.id]);
    await marina.act('note:add', elena.view().number ?? '', { text: 'смотри', files: [note.id] });
    const stranger = await openCitizen(product.url);
    const strangers = citizenSide(product.url, stranger);
    const absent = await look(await fetchFile(elenas, '0'.repeat(32)));
    const answers = [
      fetchFile(strangers, mine.id),
      fetchFile({ ...elenas, headers: {} }, mine.id),
      fetchFile({ ...elenas, headers: { authorization: 'Visitor a.b', 'x-embedder': product.url } }, mine.id),
      fetchFile(elenas, mine.id, { 'x-embedder': 'https://other.example' }),
      fetchFile(elenas, note.id),
      fetchFile(elenas, waiting.id),
      fetchFile(elenas, 'x'),
      fetchFile(elenas, `${mine.id}0`),
      fetchFile(elenas, '..%2f..%2fsecrets.json'),
      fetchFile({ ...marinas, headers: {} }, mine.id),
      fetchFile({ ...marinas, headers: { cookie: `desk=${'A'.repeat(43)}` } }, mine.id),
    ];
    for (const answer of answers) expect(await look(await answer)).toBe(absent);
    expect(absent).toBe('404 {"error":"not-found","limit":null}');
    expect((await fetchFile(marinas, mine.id)).status).toBe(200);
    expect((await fetchFile(marinas, note.id)).status).toBe(200);
    expect((await fetchFile(marinas, waiting.id)).status).toBe(200);
    stranger.close();
  });

  test('a file of a note never comes to the citizen in any form', async () => {
    const { number, marina, marinas } = await taken();
    const file = await staged(marinas, pdf(), 'внутреннее.pdf');
    expect(await marina.act('note:add', number, { text: '', files: [file.id] })).toMatchObject({ ok: true });
    await eventually(() => [...marina.messages.values()].some(({ files }) => files.length > 0));
    const again = await openCitizen(product.url, elena.token());
    expect(JSON.stringify([...again.messages.values()])).not.toContain(file.id);
    expect(filesOf(elena)).toEqual([]);
    expect((await fetchFile(elenas, file.id)).status).toBe(404);
    again.close();
  });

  test('an operator of another department has neither the ticket nor its files', async () => {
    const { number } = await taken();
    const file = await staged(elenas, png());
    await say(elena, '', [file.id]);
    const stranger = await people(product, { login: 'far', departments: ['experts'] });
    const theirs = operatorSide(product.url, stranger, number);
    expect((await fetchFile(theirs, file.id)).status).toBe(404);
    expect((await upload(theirs, png())).status).toBe(404);
    stranger.close();
  });

  test('after signing out the cookie fetches and brings nothing', async () => {
    const { marina, marinas } = await taken();
    const file = await staged(marinas, png());
    await fetch(`${product.url}/api/sign-out`, {
      method: 'POST',
      headers: { origin: product.url, cookie: marina.cookie, 'content-type': 'application/json' },
      body: '{}',
    });
    expect((await fetchFile(marinas, file.id)).status).toBe(404);
    expect((await upload(marinas, png())).status).toBe(401);
  });

  test('another site can neither bring nor fetch with what the browser sends along', async () => {
    const { marina, marinas } = await taken();
    const file = await staged(marinas, png());
    const tries = [
      await upload(marinas, png(), 'x', { origin: 'https://evil.example' }),
      await upload(marinas, png(), 'x', { 'sec-fetch-site': 'cross-site' }),
      await upload({ ...marinas, headers: { cookie: marina.cookie } }, png()),
      await fetchFile(marinas, file.id, { 'sec-fetch-site': 'cross-site' }),
      await fetchFile(marinas, file.id, { origin: 'https://evil.example' }),
    ];
    expect(tries.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });
});

describe('an operator answers with a file', () => {
  test('text and files are one message; the citizen gets the same bytes; the card lists what there is', async () => {
    const { number, marina, marinas } = await taken();
    const mine = await staged(elenas, png(), 'Ошибка.png');
    await say(elena, 'вот', [mine.id]);
    const file = await staged(marinas, pdf(3000), 'Инструкция.pdf');
    const before = elena.messages.size;
    const id = freshId();
    const reply = { number, clientId: id, text: 'Смотрите', files: [file.id], asks: false };
    const first = await marina.ask('message:send', reply);
    expect(await marina.ask('message:send', reply)).toEqual(first);
    const line = await eventually(() => [...elena.messages.values()].find(({ text }) => text === 'Смотрите'));
    expect(line.files).toEqual([file]);
    expect(elena.messages.size).toBe(before + 1);
    expect(Buffer.from(await (await fetchFile(elenas, file.id)).arrayBuffer())).toEqual(pdf(3000));
    await marina.open(number);
    expect(marina.card()?.files.map(({ file: one, by }) => [one.name, by])).toEqual([
      ['Ошибка.png', 'citizen'],
      ['Инструкция.pdf', 'operator'],
    ]);
    expect(marina.card()?.row.last).toMatchObject({ text: 'Смотрите', files: 1 });
  });

  test('a colleague cannot send what another has staged, nor anybody into another conversation', async () => {
    const { number, marina, marinas } = await taken();
    const file = await staged(marinas, pdf());
    const other = await openCitizen(product.url);
    await other.send('хочу человека');
    const otherNumber = await eventually(() => other.view().number);
    await claim(marina, otherNumber);
    const wrong = await marina.act('message:send', otherNumber, { text: '', files: [file.id], asks: false });
    expect(wrong).toMatchObject({ ok: false, error: 'file-gone' });
    const oleg = await openOperator(product, 'oleg');
    expect(await oleg.act('note:add', number, { text: '', files: [file.id] })).toMatchObject({ ok: false });
    expect(await marina.act('ticket:solve', number, { text: null, files: [file.id] })).toMatchObject({ ok: true });
    expect((await eventually(() => filesOf(elena)[0])).id).toBe(file.id);
    for (const screen of [oleg, other]) screen.close();
  });
});
