/** Colleagues in one dialogue learn of each other, and of nobody else. */
import type { Companion } from '../../operator-console/contract.ts';
import { people } from '../support/people.ts';
import {
  connectOperator,
  eventually,
  openCitizen,
  openOperator,
  startProduct,
  type OperatorScreen,
  type Product,
} from '../support/product.ts';

const patience = 240_000;

let product: Product;
beforeAll(async () => {
  product = await startProduct();
}, patience);
afterAll(() => product.end());

const queued = async () => {
  const elena = await openCitizen(product.url);
  await elena.send('не могу войти');
  await elena.send('оператор');
  return { elena, number: elena.view().number ?? '' };
};

/** What the screen was told last of the ticket. */
const listen = (screen: OperatorScreen, number: string): (() => readonly Companion[]) => {
  let others: readonly Companion[] = [];
  screen.socket.on('company:changed', (news: { number: string; others: readonly Companion[] }) => {
    if (news.number === number) others = news.others;
  });
  return () => others;
};

const told = (heard: () => readonly Companion[], ...expected: readonly string[]): Promise<unknown> =>
  eventually(
    () =>
      JSON.stringify(heard().map(({ name, writes }) => `${name} ${writes ?? ''}`.trim())) === JSON.stringify(expected),
  );

test(
  'they hear who else is there, who writes, and when one stops or goes',
  async () => {
    const { elena, number } = await queued();
    const [marina, oleg] = [await openOperator(product, 'marina'), await openOperator(product, 'oleg')];
    const [hers, his] = [listen(marina, number), listen(oleg, number)];
    await marina.open(number);
    await oleg.open(number);
    await told(hers, 'Олег Ким');
    await told(his, 'Марина Соколова');

    await marina.ask('ticket:writing', { number, kind: 'reply' });
    await told(his, 'Марина Соколова reply');
    await told(hers, 'Олег Ким');
    await marina.ask('ticket:writing', { number, kind: null });
    await told(his, 'Марина Соколова');

    await marina.ask('ticket:writing', { number, kind: 'note' });
    await told(his, 'Марина Соколова note');
    marina.close();
    await told(his);
    await oleg.ask('ticket:leave', { number });
    oleg.close();
    elena.close();
  },
  patience,
);

test(
  'a person with two screens is one, and is not told of themselves',
  async () => {
    const { elena, number } = await queued();
    const oleg = await openOperator(product, 'oleg');
    const here = await openOperator(product, 'marina');
    const there = await connectOperator(product.url, here.cookie);
    const [his, hers] = [listen(oleg, number), listen(here, number)];
    for (const screen of [oleg, here, there]) await screen.open(number);
    await told(his, 'Марина Соколова');
    await told(hers, 'Олег Ким');
    there.close();
    here.close();
    await told(his);
    for (const screen of [oleg, elena]) screen.close();
  },
  patience,
);

test(
  'who may not see the dialogue neither hears of it nor is heard in it',
  async () => {
    const { elena, number } = await queued();
    const marina = await openOperator(product, 'marina');
    const pavel = await people(product, { login: 'pavel', departments: ['payments'] });
    const oleg = await openOperator(product, 'oleg');
    const [hers, theirs, his] = [listen(marina, number), listen(pavel, number), listen(oleg, number)];
    await marina.open(number);
    expect(await pavel.ask('ticket:open', { number, after: 0 })).toMatchObject({ ok: false, error: 'not-found' });
    await pavel.ask('ticket:writing', { number, kind: 'reply' });
    await marina.ask('ticket:writing', { number, kind: 'reply' });
    // Both answers are later than any news that the requests could have made.
    expect([hers(), theirs()]).toEqual([[], []]);
    // A colleague of the desk, who has only the list before them, sees who is there, and nothing of what they write.
    await told(his, 'Марина Соколова');
    await marina.ask('ticket:leave', { number });
    await told(his);
    expect(theirs()).toEqual([]);
    for (const screen of [marina, pavel, oleg, elena]) screen.close();
  },
  patience,
);

test(
  'the citizen’s own panels are told that the owner writes, once for many strokes, and of nobody else; nothing of it is kept',
  async () => {
    const { elena, number } = await queued();
    const screens = [elena, await openCitizen(product.url, elena.token()), await openCitizen(product.url)];
    const told = screens.map(() => 0);
    screens.forEach(({ socket }, index) => socket.on('operator:typed', () => (told[index] = (told[index] ?? 0) + 1)));
    const [marina, oleg] = [await openOperator(product, 'marina'), await openOperator(product, 'oleg')];
    for (const operator of [marina, oleg]) await operator.open(number);
    await marina.act('ticket:claim', number);
    await eventually(() => elena.view().who.kind === 'operator');
    const { lastSeq } = elena.view();
    await oleg.ask('ticket:writing', { number, kind: 'reply' });
    await marina.ask('ticket:writing', { number, kind: 'note' });
    for (let stroke = 0; stroke < 5; stroke += 1) await marina.ask('ticket:writing', { number, kind: 'reply' });
    await eventually(() => told[0] === 1 && told[1] === 1);
    await marina.act('message:send', number, { text: 'Готово', asks: false });
    await eventually(() => elena.texts().at(-1) === 'Готово');
    await screens[2]?.send('как записаться');
    expect(told).toEqual([1, 1, 0]);
    expect(elena.messages.get(lastSeq + 1)?.text).toBe('Готово');
    for (const screen of [...screens, marina, oleg]) screen.close();
  },
  patience,
);
