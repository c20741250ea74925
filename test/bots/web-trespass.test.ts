import pino from 'pino';
import { createTrespass, trespassesInAll } from '../../bots/web/trespass.ts';
import type { AuditLine } from '../../core/ports/turns.ts';
import { dayOne } from '../support/builders.ts';
import { createSimulatedClock } from '../support/clock.ts';
import { eventually } from '../support/product.ts';

test('whoever makes a new visitor for each trespass does not fill the audit', async () => {
  const written: AuditLine[] = [];
  let asked = 0;
  const note = createTrespass({
    audit: {
      write: async (lines) => {
        written.push(...lines);
      },
    },
    clock: createSimulatedClock(dayOne),
    log: pino({ level: 'silent' }),
    staffRequests: new Set(['ticket:claim']),
  });
  for (; asked < trespassesInAll.points * 5; asked += 1) note(`visitor-${asked}`, null, 'ticket:claim');
  await eventually(() => written.length === trespassesInAll.points);
  note('visitor-0', null, 'ticket:claim');
  await new Promise((resolve) => void setImmediate(resolve));
  expect(written).toHaveLength(trespassesInAll.points);
  expect(written[0]).toEqual({
    at: dayOne,
    actor: 'citizen',
    action: 'access:refused',
    ticket: null,
    details: { request: 'ticket:claim', how: 'widget' },
  });
});
