import { setImmediate } from 'node:timers/promises';
import { createCoalescing, type Coalescing } from '../../core/live/coalesce.ts';
import { eventually } from '../support/product.ts';

let following: Coalescing;
beforeEach(() => {
  following = createCoalescing();
});
afterEach(() => following.stop());

test('the first goes after what is said in the same moment; many within a moment are one more, and the last is never lost', async () => {
  const seen: string[] = [];
  let state = 'asked';
  const tell = (): void => following.coalesce('row', () => void seen.push(state));
  tell();
  tell();
  expect(seen).toEqual([]);
  await eventually(() => seen.length === 1);
  for (state of ['answered', 'closed']) tell();
  await eventually(() => seen.length === 2);
  expect(seen).toEqual(['asked', 'closed']);
  state = 'opened again';
  tell();
  await eventually(() => seen.length === 3);
  expect(seen).toEqual(['asked', 'closed', 'opened again']);
});

test('one busy ticket keeps no other waiting, and long work lets the event loop go in between', async () => {
  const seen: number[] = [];
  const turns: number[] = [];
  const slow = (key: number) => () => {
    const until = performance.now() + 3;
    while (performance.now() < until);
    seen.push(key);
  };
  for (let key = 0; key < 5; key += 1) following.coalesce(`row:${key}`, slow(key));
  while (turns.at(-1) !== 5) {
    await setImmediate();
    turns.push(seen.length);
  }
  expect(seen).toEqual([0, 1, 2, 3, 4]);
  expect(new Set(turns).size).toBeGreaterThan(3);
});

test('after the end nothing runs', async () => {
  const seen: string[] = [];
  following.coalesce('row', () => void seen.push('row'));
  following.stop();
  following.coalesce('card', () => void seen.push('card'));
  await setImmediate();
  await setImmediate();
  expect(seen).toEqual([]);
});
