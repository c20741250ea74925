import type { CannedFacts, CannedView } from '../../operator-console/contract.ts';
import { given, openAdministration, type Administration } from '../support/administration.ts';
import type { Attachment } from '../../core/domain/attachment.ts';
import { eventually, openCitizen, startProduct, type OperatorScreen, type Product } from '../support/product.ts';
import { exe, pdf, png } from '../support/samples.ts';
import { citizenSide, fetchFile, operatorSide, staged, upload, type Side } from '../support/uploads.ts';

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

  test('give their files to a line as copies, to whoever may use them and to nobody else', async () => {
    const shelf = ({ cookie }: OperatorScreen): Side => ({
      base: `${product.url}/api/operator/files`,
      headers: { origin: product.url, cookie, 'x-for': 'canned' },
    });
    const [kira, foreign] = [await office.working('kira2'), await office.working('lida2', ['payments'])];
    const own = shelf(office.admin);
    expect((await upload(own, exe, 'памятка.pdf')).status).toBe(415);
    const [paper, picture] = [await staged(own, pdf(), 'Памятка.pdf'), await staged(own, png(), 'Экран.png')];
    const scope = { kind: 'department', department: 'registration' };
    const asked = answer('памятка', scope, { files: [paper.id, picture.id] });
    expect(
      await kira.screen.ask('canned:save', answer('чужой', { kind: 'mine' }, { files: [paper.id] })),
    ).toMatchObject({
      error: 'file-gone',
    });
    const saved = given(await office.admin.ask<{ answer: CannedView }>('canned:save', asked)).answer;
    expect(saved.files).toEqual([paper, picture]);

    const elena = await openCitizen(product.url);
    await elena.send('не могу войти');
    await elena.send('оператор');
    const number = elena.view().number ?? '';
    expect((await fetchFile(shelf(kira.screen), paper.id)).status).toBe(200);
    for (const side of [shelf(foreign.screen), citizenSide(product.url, elena)]) {
      expect((await fetchFile(side, paper.id)).status).toBe(404);
    }
    expect((await fetch(`${own.base}/${paper.id}`, { method: 'DELETE', headers: own.headers })).status).toBe(404);
    for (const id of [saved.id, 'nothing']) {
      expect(await foreign.screen.ask('canned:attach', { id, number })).toMatchObject({ error: 'not-found' });
    }
    expect(await kira.screen.ask('canned:attach', { id: saved.id, number: '26-000000-0' })).toMatchObject({
      error: 'not-found',
    });

    given(await kira.screen.ask('ticket:claim', { number, clientId: 'claim-canned' }));
    const { files } = given(
      await kira.screen.ask<{ files: readonly Attachment[] }>('canned:attach', { id: saved.id, number }),
    );
    expect(files.map(({ name }) => name)).toEqual(['Памятка.pdf', 'Экран.png']);
    // Who edits it meanwhile takes nothing from the line that is being written.
    given(await office.admin.ask('canned:save', { ...asked, id: saved.id, files: [picture.id] }));
    given(await office.admin.ask('canned:remove', { id: saved.id }));
    const ids = files.map(({ id }) => id);
    const side = operatorSide(product.url, kira.screen, number);
    expect((await fetch(`${side.base}/${ids[1]}`, { method: 'DELETE', headers: side.headers })).status).toBe(204);
    given(
      await kira.screen.ask('message:send', {
        number,
        clientId: 'reply-canned',
        text: 'Памятка',
        files: ids.slice(0, 1),
        asks: false,
      }),
    );
    await eventually(() => elena.texts().includes('Памятка'));
    const received = await fetchFile(citizenSide(product.url, elena), ids[0] ?? '');
    expect(Buffer.from(await received.arrayBuffer())).toEqual(pdf());
    expect((await fetchFile(own, paper.id)).status).toBe(404);
    elena.close();
    for (const { screen } of [kira, foreign]) screen.close();
  });

  test('with a variable that does not exist cannot be saved', async () => {
    const wrong = answer('вставка', { kind: 'all' }, { text: 'Здравствуйте, {имя}!' });
    expect(await office.admin.ask('canned:save', wrong)).toEqual({ ok: false, error: 'unfilled', by: 'имя' });
  });
});
