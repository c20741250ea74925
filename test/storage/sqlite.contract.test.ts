/** The embedded store keeps the promises of every port. */
import { describeAudit } from '../contract/audit.ts';
import { describeCanned } from '../contract/canned.ts';
import { describeFileRows } from '../contract/file-rows.ts';
import { describeInvites } from '../contract/invites.ts';
import { describeJobs } from '../contract/jobs.ts';
import { describeLineChanges } from '../contract/line-changes.ts';
import { describeLines } from '../contract/lines.ts';
import { describeOutbox } from '../contract/outbox.ts';
import { describePeople } from '../contract/people.ts';
import { describePresence } from '../contract/presence.ts';
import { describePersonal } from '../contract/personal.ts';
import { describeQueue } from '../contract/queue.ts';
import { describeScenarioStore } from '../contract/scenario-store.ts';
import { describeSearchPages } from '../contract/search-pages.ts';
import { describeSearch } from '../contract/search.ts';
import { describeSignIns } from '../contract/sign-ins.ts';
import { describeTickets } from '../contract/tickets.ts';
import { describeTurns } from '../contract/turns.ts';
import { describeUnclear } from '../contract/unclear.ts';
import { describeUpkeep } from '../contract/upkeep.ts';
import { describeTicketLists } from '../contract/ticket-lists.ts';
import { describeViews } from '../contract/views.ts';
import { sqliteUnderTest } from './folder.ts';

const suites = [
  describeTurns,
  describeTickets,
  describeViews,
  describeTicketLists,
  describeLines,
  describeFileRows,
  describeInvites,
  describeJobs,
  describeOutbox,
  describePeople,
  describePresence,
  describeQueue,
  describeLineChanges,
  describePersonal,
  describeSignIns,
  describeAudit,
  describeCanned,
  describeScenarioStore,
  describeUnclear,
  describeUpkeep,
  describeSearch,
  describeSearchPages,
];
for (const describePort of suites) describePort('sqlite', () => sqliteUnderTest());
// What is read of a conversation is the same whether it was at hand or not.
for (const describePort of [describeTurns, describeTickets, describeInvites]) {
  describePort('sqlite, nothing at hand', () => sqliteUnderTest({ hot: 0 }));
}
