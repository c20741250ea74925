import { readFileSync } from 'node:fs';
import {
  isOver,
  isWithPeople,
  nextStatus,
  ticketEvents,
  ticketStatuses,
  type TicketEvent,
} from '../../core/domain/ticket.ts';

/** Written apart from the code: what follows each event in each status; a dot means «may not happen». */
const expected: Record<string, string> = {
  //                bot       queued    active    waiting   expert    answered  closed    rejected
  handoff: '        queued    .         .         .         .         queued    .         .',
  withdraw: '       .         bot       .         .         .         .         .         .',
  claim: '          .         active    .         waiting   expert    .         .         .',
  ask: '            .         .         waiting   waiting   waiting   .         .         .',
  'citizen-wrote': '.         queued    active    active    expert    .         .         .',
  consult: '        .         expert    expert    expert    expert    .         .         .',
  release: '        .         queued    queued    queued    queued    .         .         .',
  'to-bot': '       .         .         bot       bot       bot       .         .         .',
  solve: '          answered  .         answered  answered  answered  .         .         .',
  confirm: '        closed    .         .         .         .         closed    .         .',
  silence: '        closed    .         .         .         .         closed    .         .',
  dispute: '        .         .         .         .         .         queued    .         .',
  join: '           closed    .         .         .         .         closed    .         .',
  resume: '         bot       .         .         .         .         bot       .         .',
  reject: '         .         .         rejected  rejected  rejected  .         .         .',
  reopen: '         .         .         .         .         .         active    active    active',
};

describe('the table of ticket statuses', () => {
  test('knows every event', () => {
    expect(Object.keys(expected).sort()).toEqual([...ticketEvents].sort());
  });

  for (const event of ticketEvents) {
    const row = (expected[event] ?? '').trim().split(/\s+/u);
    ticketStatuses.forEach((status, column) => {
      const after = row[column] === '.' ? null : row[column];
      test(`«${event}» in «${status}» ${after === null ? 'may not happen' : `leads to «${after}»`}`, () => {
        expect(nextStatus(status, event satisfies TicketEvent)).toBe(after);
      });
    });
  }

  test('allows every passage that the picture in README shows', () => {
    const shown = [...readFileSync('README.md', 'utf8').matchAll(/^ {2}(\w+) --> (\w+):/gmu)];
    const passages = ticketStatuses.flatMap((from) =>
      ticketEvents.map((event) => `${from} ${nextStatus(from, event)}`),
    );
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.map(([, from, to]) => `${from} ${to}`).filter((passage) => !passages.includes(passage))).toEqual([]);
  });

  test('people have it in four statuses, and two are the end', () => {
    expect(ticketStatuses.filter(isWithPeople)).toEqual(['queued', 'active', 'waiting', 'expert']);
    expect(ticketStatuses.filter(isOver)).toEqual(['closed', 'rejected']);
  });
});
