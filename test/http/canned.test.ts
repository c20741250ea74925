import type { CannedFacts, CannedView } from '../../operator-console/contract.ts';
import { given, openAdministration, type Administration } from '../support/administration.ts';
import { startProduct, type OperatorScreen, type Product } from '../support/product.ts';

let product: Product;
let office: Administration;
beforeAll(async () => {
  product = await startProduct();
  office = await openAdministration(product);
});
afterAll(async () => {
  office.admin.close();
  await product.end();
});

describe('prepared answers', () => {
  const answer = (shortcut: string, scope: object, over: object = {}) => ({
    id: null,
    title: `Шаблон ${shortcut}`,
    shortcut,
    text: 'Здравствуйте, {гражданин}!',
    scope,
    ...over,
  });
  const list = async (screen: OperatorScreen) =>
    given(await screen.ask<{ answers: readonly CannedView[]; facts: CannedFacts }>('canned:list', {}));
  const shortcuts = async (screen: OperatorScreen) => (await list(screen)).answers.map(({ shortcut }) => shortcut);

  test('come with the product, and know the facts of the organisation', async () => {
    const { answers, facts } = await list(office.admin);
    expect(answers.length).toBeGreaterThan(20);
    expect(facts).toMatchObject({ phone: '8 800 555-35-35', portal: 'Портал услуг (демо)' });
  });

  test('are changed by whom they belong to and read by nobody they are not for', async () => {
    const [one, two] = [await office.working('kira'), await office.working('lida', ['payments'])];
    const own = given(
      await one.screen.ask<{ answer: CannedView }>('canned:save', answer('моё', { kind: 'mine' })),
    ).answer;
    const shared = { kind: 'department', department: 'registration' };
    expect(await one.screen.ask('canned:save', answer('чужое', shared))).toMatchObject({ error: 'forbidden' });
    const common = given(await office.admin.ask<{ answer: CannedView }>('canned:save', answer('общее', shared))).answer;
    expect(await shortcuts(one.screen)).toEqual(expect.arrayContaining(['моё', 'общее']));
    expect(await shortcuts(two.screen)).not.toEqual(expect.arrayContaining(['общее']));
    for (const id of [own.id, common.id, 'nothing']) {
      expect(await two.screen.ask('canned:remove', { id })).toMatchObject({ ok: false, error: 'not-found' });
      expect(await two.screen.ask('canned:used', { id })).toMatchObject({ ok: false, error: 'not-found' });
    }
    expect(await one.screen.ask('canned:remove', { id: common.id })).toMatchObject({ error: 'forbidden' });
    expect(await office.admin.ask('canned:remove', { id: own.id })).toMatchObject({ error: 'not-found' });
    const stolen = answer('взято', { kind: 'mine' }, { id: common.id });
    expect(await one.screen.ask('canned:save', stolen)).toMatchObject({ error: 'forbidden' });
    given(await one.screen.ask('canned:remove', { id: own.id }));
    expect(await shortcuts(one.screen)).not.toContain('моё');
    given(await one.screen.ask('canned:restore', { id: own.id }));
    expect(await shortcuts(one.screen)).toContain('моё');
    for (const { screen } of [one, two]) screen.close();
  });

  test('with a variable that does not exist cannot be saved', async () => {
    const wrong = answer('вставка', { kind: 'all' }, { text: 'Здравствуйте, {имя}!' });
    expect(await office.admin.ask('canned:save', wrong)).toEqual({ ok: false, error: 'unfilled', by: 'имя' });
  });
});
