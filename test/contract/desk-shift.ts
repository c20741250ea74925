/** The promises of `ShiftDesk` and `SortingDesk` in `core/ports/desk.ts`, over any store. */
import type { ShiftDesk, SortingDesk } from '../../core/ports/desk.ts';
import { anOperator } from '../support/builders.ts';
import { event, refusal, type DeskUnderTest } from './desk.ts';

export interface ShiftUnderTest extends DeskUnderTest {
  readonly shift: ShiftDesk;
  readonly sorting: SortingDesk;
}

export const describeShift = (name: string, make: () => Promise<ShiftUnderTest>): void => {
  describe(`the shift (${name})`, () => {
    let desk: ShiftUnderTest;
    const departments = ['registration', 'technical'];
    const marina = anOperator({ name: 'Марина Соколова', departments, capacity: 2 });
    const author = anOperator({ name: 'Ян Автор', role: 'author', departments: [] });
    beforeEach(async () => {
      desk = await make();
      for (const one of [marina, author]) await desk.hire(one);
    });
    afterEach(() => desk.close());

    const states = async (...deeds: readonly (() => Promise<unknown>)[]): Promise<readonly string[]> => {
      const seen: string[] = [];
      for (const deed of deeds) {
        await deed();
        seen.push((await desk.shift.standing(marina)).state);
      }
      return seen;
    };
    const claimed = async (peer: string): Promise<string> => {
      for (const text of ['не могу войти в кабинет', 'оператор']) await desk.citizens.receive(event(peer, text));
      const ticket = (await desk.citizens.conversation({ channel: 'web', peer }))?.ticket?.number ?? '';
      await desk.operators.claim({ operator: marina, ticket, clientId: `claim-${peer}` });
      return ticket;
    };
    const found = async (peer: string) => (await desk.citizens.conversation({ channel: 'web', peer }))?.ticket;

    test('who comes is there; a drop, a pause and a silence are told apart; who ended the shift stays off', async () => {
      const { shift } = desk;
      expect(await shift.standing(marina)).toMatchObject({ state: 'offline', held: 0, capacity: 2 });
      expect(
        await states(
          () => shift.arrived(marina),
          () => shift.closed(marina),
          () => shift.missed(marina.id, 'gone'),
          () => shift.opened(marina),
          () => shift.missed(marina.id, 'idle'),
          () => shift.active(marina.id),
          () => shift.set(marina, 'pause'),
          () => shift.missed(marina.id, 'idle'),
          () => shift.opened(marina),
          () => shift.endShift(marina, 'end-1'),
          () => shift.opened(marina),
        ),
      ).toEqual([
        'available',
        'available',
        'offline',
        'available',
        'away',
        'available',
        'pause',
        'pause',
        'pause',
        'offline',
        'offline',
      ]);
    });

    test('the end of a shift hands over all that is held, once', async () => {
      await desk.shift.arrived(marina);
      for (const peer of ['elena', 'pyotr']) await claimed(peer);
      expect(await desk.shift.standing(marina)).toMatchObject({ held: 2 });
      expect(await desk.shift.endShift(marina, 'end-2')).toEqual({ moved: 2 });
      expect(await desk.shift.standing(marina)).toMatchObject({ state: 'offline', held: 0 });
      for (const peer of ['elena', 'pyotr']) expect(await found(peer)).toMatchObject({ status: 'queued', owner: null });
    });

    test('who answers nobody is never there', async () => {
      expect(await refusal(desk.shift.set(author, 'available'))).toMatchObject({ code: 'forbidden' });
      await desk.shift.arrived(author);
      await desk.shift.opened(author);
      expect(await desk.shift.standing(author)).toMatchObject({ state: 'offline' });
    });

    test('a category put right takes the department with it, once; an unknown one changes nothing', async () => {
      const ticket = await claimed('elena');
      const act = { operator: marina, ticket };
      const wrong = desk.sorting.categorise({ ...act, clientId: 'sort-1', category: 'nothing' });
      expect(await refusal(wrong)).toMatchObject({ code: 'invalid' });
      const right = { ...act, clientId: 'sort-2', category: 'technical' };
      expect(await desk.sorting.categorise(right)).toMatchObject({ outcome: 'committed' });
      expect(await desk.sorting.categorise(right)).toMatchObject({ outcome: 'duplicate' });
      expect(await found('elena')).toMatchObject({ category: 'technical', department: 'technical', owner: marina.id });
    });
  });
};
