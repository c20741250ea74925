/** The promises of `CitizenDesk` and `OperatorDesk` in `core/ports/desk.ts`, over any store. */
import type { Inbound } from '../../core/domain/inbound.ts';
import type { Operator } from '../../core/domain/operator.ts';
import { Refusal } from '../../core/domain/refusal.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { CitizenDesk, OperatorDesk } from '../../core/ports/desk.ts';
import { anOperator } from '../support/builders.ts';

export interface DeskUnderTest {
  readonly citizens: CitizenDesk;
  readonly operators: OperatorDesk;
  /** Makes the operator known to the store. */
  hire(operator: Operator): Promise<void>;
  close(): Promise<void>;
}

let events = 0;
export const event = (peer: string, text: string, key = `event-${(events += 1)}`): Inbound => ({
  dedupe: `web:${peer}:${key}`,
  address: { channel: 'web', peer },
  said: { kind: 'text', text },
  clientId: key,
  name: null,
  origin: null,
});

export const refusal = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    return await promise;
  } catch (error) {
    return error instanceof Refusal ? { code: error.code, by: error.by } : error;
  }
};

export const describeDesk = (name: string, make: () => Promise<DeskUnderTest>): void => {
  describe(`the desk (${name})`, () => {
    let desk: DeskUnderTest;
    const departments = ['registration', 'general', 'technical'];
    const marina = anOperator({ name: 'Марина Соколова', departments });
    const oleg = anOperator({ name: 'Олег Ким', departments });
    const pavel = anOperator({ name: 'Павел Чужой', departments: ['payments'] });
    const boss = anOperator({ name: 'Вера Старшая', role: 'supervisor', departments: [] });

    beforeEach(async () => {
      desk = await make();
      for (const one of [marina, oleg, pavel, boss]) await desk.hire(one);
    });
    afterEach(() => desk.close());

    const act = (operator: Operator, ticket: string, clientId = `act-${(events += 1)}`) => ({
      operator,
      ticket,
      clientId,
    });
    const ticketOf = async (peer: string): Promise<Ticket> => {
      const found = await desk.citizens.conversation({ channel: 'web', peer });
      if (!found?.ticket) throw new Error('no ticket');
      return found.ticket;
    };
    const queued = async (peer: string): Promise<string> => {
      await desk.citizens.receive(event(peer, 'не могу войти в кабинет'));
      await desk.citizens.receive(event(peer, 'оператор'));
      return (await ticketOf(peer)).number;
    };

    test('a repeated event has the receipt of the first and changes nothing', async () => {
      const first = await desk.citizens.receive(event('elena', 'забыл пароль', 'same'));
      const again = await desk.citizens.receive(event('elena', 'забыл пароль', 'same'));
      expect(first.outcome).toBe('committed');
      expect(again).toEqual({ ...first, outcome: 'duplicate' });
    });

    test('events of one citizen are taken in the order of coming, whatever comes together', async () => {
      const receipts = await Promise.all(
        Array.from({ length: 30 }, (_, i) => desk.citizens.receive(event('elena', `строка ${i}`))),
      );
      const seqs = receipts.map(({ seq }) => seq);
      expect([...seqs].sort((a, b) => a - b)).toEqual(seqs);
      expect(new Set(seqs).size).toBe(30);
    });

    test('one of many claims wins; the others learn the name, and the winner may ask again', async () => {
      const number = await queued('elena');
      const results = await Promise.all([marina, oleg].map((one) => refusal(desk.operators.claim(act(one, number)))));
      const owner = (await ticketOf('elena')).owner;
      const winner = owner === marina.id ? marina : oleg;
      expect(results.filter((result) => (result as { outcome?: string }).outcome === 'committed')).toHaveLength(1);
      expect(results).toContainEqual({ code: 'taken', by: winner.name });
      expect(await refusal(desk.operators.claim(act(winner, number)))).toMatchObject({ outcome: 'duplicate' });
    });

    test('an operator of another department meets the same wall as at an absent number', async () => {
      const number = await queued('elena');
      for (const ticket of [number, '26-777777-5']) {
        expect(await refusal(desk.operators.claim(act(pavel, ticket)))).toEqual({ code: 'not-found', by: null });
        expect(await refusal(desk.operators.note({ ...act(pavel, ticket), text: 'x' }))).toEqual({
          code: 'not-found',
          by: null,
        });
      }
    });

    test('an author and a person who was switched off answer nobody', async () => {
      const number = await queued('elena');
      for (const one of [
        { ...marina, role: 'author' as const },
        { ...marina, active: false },
      ]) {
        expect(await refusal(desk.operators.claim(act(one, number)))).toMatchObject({ code: 'not-found' });
      }
    });

    test('only the owner writes; a lead may pass the ticket on but not write in another’s name', async () => {
      const number = await queued('elena');
      const text = { text: 'Здравствуйте', asks: false };
      expect(await refusal(desk.operators.reply({ ...act(marina, number), ...text }))).toEqual({
        code: 'not-owner',
        by: null,
      });
      await desk.operators.claim(act(marina, number));
      for (const other of [oleg, boss]) {
        const result = await refusal(desk.operators.reply({ ...act(other, number), ...text }));
        expect(result).toEqual({ code: 'not-owner', by: marina.name });
      }
      const to = { kind: 'operator', id: boss.id } as const;
      expect(await refusal(desk.operators.transfer({ ...act(oleg, number), to, reason: 'мне' }))).toMatchObject({
        code: 'not-owner',
      });
      await desk.operators.transfer({ ...act(boss, number), to, reason: 'Жалоба, отвечу сама' });
      expect((await ticketOf('elena')).owner).toBe(boss.id);
    });

    test('the same reply sent again is one line', async () => {
      const number = await queued('elena');
      await desk.operators.claim(act(marina, number));
      const once = { ...act(marina, number), text: 'Проверяю', asks: false };
      const [first, again] = [await desk.operators.reply(once), await desk.operators.reply(once)];
      expect(again).toEqual({ ...first, outcome: 'duplicate' });
    });

    test('an empty or endless text, or one with a variable left in it, is refused before anything is written', async () => {
      const number = await queued('elena');
      await desk.operators.claim(act(marina, number));
      for (const [text, code] of [
        ['', 'empty'],
        [' \n\u0000', 'empty'],
        ['\u200b\u2060\u00ad', 'empty'],
        ['x'.repeat(8001), 'too-long'],
        ['Здравствуйте, {гражданин}!', 'unfilled'],
      ] as const) {
        expect(await refusal(desk.operators.reply({ ...act(marina, number), text, asks: false }))).toMatchObject({
          code,
        });
        expect(await refusal(desk.operators.note({ ...act(marina, number), text }))).toMatchObject({ code });
        expect(await refusal(desk.operators.reject({ ...act(marina, number), reason: text }))).toMatchObject({ code });
      }
    });

    test('what the table of statuses forbids is refused', async () => {
      const number = await queued('elena');
      await desk.operators.claim(act(marina, number));
      await desk.operators.solve({ ...act(marina, number), text: null });
      expect(await refusal(desk.operators.reply({ ...act(marina, number), text: 'ещё', asks: false }))).toMatchObject({
        code: 'wrong-status',
      });
      expect(await refusal(desk.operators.handBack(act(marina, number)))).toMatchObject({ code: 'wrong-status' });
      expect(await refusal(desk.operators.claim(act(oleg, number)))).toMatchObject({ code: 'wrong-status' });
    });

    test('an unknown colleague or department gets nothing', async () => {
      const number = await queued('elena');
      await desk.operators.claim(act(marina, number));
      for (const to of [
        { kind: 'operator', id: 'nobody' },
        { kind: 'department', id: 'nowhere' },
      ] as const) {
        expect(await refusal(desk.operators.transfer({ ...act(marina, number), to, reason: 'так' }))).toMatchObject({
          code: 'invalid',
        });
      }
      expect((await ticketOf('elena')).owner).toBe(marina.id);
    });
  });
};
