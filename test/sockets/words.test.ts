/** B21–B36 for the widget: what people and scripts write arrives as text, whole and harmless. */
import {
  eventually,
  freshId,
  openCitizen,
  openOperator,
  startProduct,
  type CitizenScreen,
  type Product,
} from '../support/product.ts';

let product: Product;
let elena: CitizenScreen;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.end());
beforeEach(async () => {
  elena = await openCitizen(product.url);
});
afterEach(() => elena.close());

/** How the line came back to the screen that sent it. */
const sent = async (text: string): Promise<string> => {
  const clientId = freshId();
  expect(await elena.send(text, clientId)).toMatchObject({ ok: true });
  return eventually(() => [...elena.messages.values()].find((line) => line.clientId === clientId)?.text);
};

test.each([
  ['nothing', ''],
  ['spaces', '   '],
  ['spaces of no break and of no width', '\u00a0\u200b\u2060\ufeff'],
  ['line ends', '\n\r\n\t'],
])('B21 %s is no message', async (_, text) => {
  expect(await elena.send(text)).toEqual({ ok: false, error: 'empty' });
});

test.each([
  ['the longest line', 'я'.repeat(4_000)],
  ['a pair of surrogates at the very end', `${'я'.repeat(3_998)}👍`],
  ['families, flags and skins', '👨‍👩‍👧‍👦🏳️‍🌈🇷🇺👍🏽'.repeat(20)],
  ['five hundred marks on one letter', `З${'\u0316\u0301'.repeat(250)}алго`.normalize('NFC')],
  ['letters of another alphabet that look alike', 'Oпepaтop'],
  ['templates', '{{7*7}} ${7*7} %s%n {name} <%= x %>'],
  ['marks of markup', '<b>&_*[`~>#+-=|{}.!\\'],
  ['a script', '<script>alert(1)</script><img src=x onerror=alert(1)>"><svg onload=alert(1)>'],
  ['a line that looks like the log', '2026-01-01 ERROR everything is lost {"level":60}'],
  ['SQL', "'; DROP TABLE messages; -- ' OR 1=1"],
])('B22–B34 %s is stored and shown letter by letter', async (_, text) => {
  expect(await sent(text)).toBe(text);
});

test('B22 a line beyond the limit is told to be too long, not cut', async () => {
  expect(await elena.send('я'.repeat(4_001))).toEqual({ ok: false, error: 'too-long' });
});

test.each([
  ['NUL and control characters', 'до\u0000\u0001\u0008\u001b[31mпосле\u007f', 'до[31mпосле'],
  ['a letter written in two parts', 'и\u0306огурт', 'йогурт'],
  ['half a pair of surrogates', 'до\ud800после', 'до\ufffdпосле'],
  ['line ends of another system', 'раз\r\nдва\rтри', 'раз\nдва\nтри'],
])('B25–B30 %s: made harmless', async (_, text, expected) => {
  expect(await sent(text)).toBe(expected);
});

test('B29 the same question in composed and decomposed letters is the same topic', async () => {
  const other = await openCitizen(product.url);
  await elena.send('не могу войти в личный кабинет, пароль забытый'.normalize('NFC'));
  await other.send('не могу войти в личный кабинет, пароль забытый'.normalize('NFD'));
  const answer = (screen: CitizenScreen): string | undefined =>
    screen
      .texts()
      .at(-1)
      ?.replace(/\d{2}-\d{6}-\d/u, '№');
  expect(answer(other)).toBe(answer(elena));
  other.close();
});

test.each([
  ['letters and an exclamation', `${'а'.repeat(3_990)}!`],
  ['spaces', `${' '.repeat(3_990)}x`],
  ['brackets', '('.repeat(4_000)],
  ['almost an address', `${'a@'.repeat(1_900)}x`],
  ['almost a number', '7-'.repeat(1_999)],
  ['almost a ticket number', '26 000000 '.repeat(399)],
  ['dots and slashes', './'.repeat(1_999)],
])('B35 %s, as long as can be: answered, and so are the others', async (_, text) => {
  const other = await openCitizen(product.url);
  const answers = await Promise.all([elena.send(text), other.send('забыл пароль')]);
  expect(answers).toMatchObject([{ ok: true }, { ok: true }]);
  other.close();
});

test('B36 two hundred lines at one moment: a script is slowed, what was acknowledged is stored once', async () => {
  const ids = Array.from({ length: 200 }, freshId);
  const answers = await Promise.all(ids.map((id, n) => elena.send(`сообщение ${n}`, id)));
  const taken = ids.filter((_, n) => answers[n]?.ok);
  const refused = new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.error])));
  expect(taken.length).toBeGreaterThan(20);
  expect(refused).toEqual(new Set(['throttled']));
  const stored = (id: string): number => [...elena.messages.values()].filter((line) => line.clientId === id).length;
  await eventually(() => taken.every((id) => stored(id) === 1));
  expect(ids.filter((id) => !taken.includes(id)).some((id) => stored(id) > 0)).toBe(false);
});

test('B26, B31 page, title and name of a citizen come to the operator as they are, in data and not in markup', async () => {
  const title = '\u202efdp.exe<script>alert(1)</script>';
  const page = 'javascript:alert(1)//<img src=x onerror=alert(1)>';
  await elena.socket.timeout(5_000).emitWithAck('conversation:open', { after: 0, page, title });
  await elena.send('не могу войти');
  await elena.send('оператор');
  const marina = await openOperator(product, 'marina');
  await marina.open(elena.view().number ?? '');
  expect(marina.card()).not.toBeNull();
  expect(JSON.stringify(marina.card())).toContain(JSON.stringify(title).slice(1, -1));
  marina.close();
});
