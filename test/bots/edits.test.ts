/** A citizen changes what they wrote in a messenger: what the operator sees of it, and what it does not do. */
import type { FoundTicket } from '../../operator-console/contract.ts';
import { anyTicket } from '../contract/searching.ts';
import { eventually, openOperator, type OperatorScreen } from '../support/product.ts';
import { began, calledBy, inTelegram, inVk, lineWith, type Writer, type Written } from '../support/writers.ts';

describe.each([
  ['Telegram', inTelegram],
  ['VK', inVk],
])('a line changed in %s', (_name, open) => {
  let world: Written;
  let marina: OperatorScreen;
  beforeAll(async () => {
    world = await open();
    marina = await openOperator(world.product, 'marina');
  });
  afterAll(async () => {
    marina.close();
    await world.end();
  });

  const call = async (id: number): Promise<{ writer: Writer; number: string }> => {
    const writer = world.writer(id);
    return { writer, number: await calledBy(writer, marina) };
  };

  test('is read by the operator at once with its new text, and every former one can be opened', async () => {
    const { writer, number } = await call(801);
    const message = writer.send('Справка нужна в бухгалтерию');
    const { seq } = await lineWith(marina, 'Справка нужна в бухгалтерию');
    writer.edit(message, 'Справка нужна в деканат', 10);
    writer.edit(message, 'Справка нужна в ректорат', 20, true);
    const line = await lineWith(marina, 'Справка нужна в ректорат');
    expect(line.seq).toBe(seq);
    expect(line.edited?.at).toBe((began + 20) * 1000);
    expect(line.edited?.former.map(({ text }) => text)).toEqual([
      'Справка нужна в бухгалтерию',
      'Справка нужна в деканат',
    ]);
    // Told late, after a newer one.
    writer.edit(message, 'Справка нужна в архив', 15);
    writer.send('это всё');
    await lineWith(marina, 'это всё');
    await marina.open(number);
    expect(marina.messages.get(seq)?.text).toBe('Справка нужна в ректорат');
  });

  test('is masked like any text, and so is what stood there before', async () => {
    const { writer, number } = await call(802);
    const message = writer.send('мой СНИЛС 112-233-445 95');
    await lineWith(marina, 'мой СНИЛС •••-•••-•45 95');
    writer.edit(message, 'мой СНИЛС 112-233-445 96, пароль: тайна77', 10);
    const line = await eventually(() => [...marina.messages.values()].find(({ edited }) => edited), 15_000);
    expect(line.text).not.toMatch(/112|445 96|тайна77/u);
    const former = line.edited?.former[0];
    expect(former?.text).toBe('мой СНИЛС •••-•••-•45 95');
    const refs = [...line.masked, ...(former?.masked ?? [])].map(({ ref }) => ref);
    expect(new Set(refs).size).toBe(refs.length);
    const shown = await marina.act<{ value: string }>('personal:reveal', number, {
      ref: former?.masked[0]?.ref,
      reason: 'identify',
      words: null,
    });
    expect(shown).toMatchObject({ ok: true, value: expect.stringMatching(/112.?233.?445.?95/u) });
  });

  test('is found by its new words and no longer by the old ones', async () => {
    const { writer } = await call(803);
    const message = writer.send('кукурузник');
    await lineWith(marina, 'кукурузник');
    writer.edit(message, 'дирижабль', 10);
    await lineWith(marina, 'дирижабль');
    const found = async (text: string): Promise<number> => {
      const answer = await marina.ask<{ found: readonly FoundTicket[] }>('ticket:find', {
        text,
        filter: anyTicket,
        cursor: null,
      });
      return answer.ok ? answer.found.length : -1;
    };
    for (let n = await found('дирижабль'); n !== 1; n = await found('дирижабль')) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await found('кукурузник')).toBe(0);
  });

  test('B43 takes the scenario nowhere: what was asked stays asked, and «нет» does not become «да»', async () => {
    const writer = world.writer(804);
    const first = writer.send('забыл пароль от госуслуг');
    await writer.sees(/№ \d{2}-/u);
    const before = writer.lines().length;
    writer.edit(first, 'позовите оператора', 10);
    writer.edit(9_999, 'строка, которой мы не видели', 11);
    world.writer(805).edit(1, 'человек, которого мы не знаем', 12);
    writer.send('спасибо');
    await eventually(() => writer.lines().length > before, 15_000);
    expect(writer.lines().some((text) => text.includes('повторять не нужно'))).toBe(false);
    expect(world.writer(805).lines()).toEqual([]);
  });

  test('a screen that was away meanwhile learns it with what it missed', async () => {
    const { writer, number } = await call(806);
    const message = writer.send('пока вы здесь');
    const { seq } = await lineWith(marina, 'пока вы здесь');
    await marina.ask('ticket:leave', { number });
    writer.edit(message, 'пока вас нет', 10);
    writer.send('и ещё вот что');
    const after = seq;
    const answer = await (async () => {
      for (;;) {
        const got = await marina.ask<{ edited: readonly { text: string }[]; messages: readonly { text: string }[] }>(
          'ticket:open',
          { number, after },
        );
        if (got.ok && got.messages.some(({ text }) => text === 'и ещё вот что')) return got;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })();
    expect(answer.edited.map(({ text }) => text)).toEqual(['пока вас нет']);
  });
});
