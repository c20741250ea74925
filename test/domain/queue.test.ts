import {
  placeOf,
  placeOfNew,
  roundedMinutes,
  serviceTime,
  type QueueFigures,
  type Waiting,
} from '../../core/domain/queue.ts';

const minute = 60_000;

const waiting = (number: string, over: Partial<Waiting> = {}): Waiting => ({
  number,
  department: 'general',
  priority: 'normal',
  returned: false,
  ...over,
});

const figures: QueueFigures = {
  waiting: [
    waiting('urgent', { priority: 'urgent' }),
    waiting('a'),
    waiting('elsewhere', { department: 'payments' }),
    waiting('b'),
  ],
  serviceMs: { general: 1.5 * minute },
  attended: ['general'],
  available: [],
};

describe('the place in the queue', () => {
  test('counts those of the same department who are taken before', () => {
    expect(placeOf(figures, 'b')).toEqual({ ahead: 2, minutes: 5 });
    expect(placeOf(figures, 'urgent')).toEqual({ ahead: 0, minutes: 2 });
    expect(placeOf(figures, 'elsewhere')).toEqual({ ahead: 0, minutes: null });
    expect(placeOf(figures, 'taken')).toBeNull();
  });

  test('a new one stands behind its equals and before what is less urgent', () => {
    expect(placeOfNew(figures, 'general', 'normal').ahead).toBe(3);
    expect(placeOfNew(figures, 'general', 'high').ahead).toBe(1);
    expect(placeOfNew(figures, 'payments', 'normal').ahead).toBe(1);
  });
});

test.each([
  [10_000, 1],
  [2 * minute, 2],
  [9.5 * minute, 10],
  [11 * minute, 15],
  [58 * minute, 60],
  [62 * minute, 75],
])('a wait of %i ms is said as %i minutes', (ms, said) => {
  expect(roundedMinutes(ms)).toBe(said);
});

describe('the time of a service', () => {
  const worked = (from: number, to: number): number => to - from;
  const served = (queuedAt: number, at: number) => ({ queuedAt: queuedAt * minute, at: at * minute });

  test('is not said of before five were measured', () => {
    const four = [served(0, 8), served(0, 6), served(0, 4), served(0, 2)];
    expect(serviceTime(four, worked)).toBeNull();
    expect(serviceTime([served(0, 10), ...four], worked)).toBe(2 * minute);
  });

  test('counts from the one before while somebody waits, and from its own coming when nobody did', () => {
    const idle = [served(100, 101), served(50, 51), served(30, 31), served(20, 21), served(10, 11)];
    expect(serviceTime(idle, worked)).toBe(minute);
  });
});
