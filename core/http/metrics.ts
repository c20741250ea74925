/**
 * Counts what happens, for `/metrics` in the Prometheus format. Owns the names and labels: each label is from a short
 * fixed list, never a person, a number, an id or a text. The library is loaded after the start; what is counted
 * before that waits.
 */
import type { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DepartmentId } from '../domain/ticket.ts';
import { healthLevels, type HealthLevel } from '../ports/health.ts';
import type { Meter } from '../ports/meter.ts';

/** What is read at the moment of asking. */
export interface Readings {
  /** Every department of the organisation, also those with nobody waiting. */
  readonly queued: ReadonlyMap<DepartmentId, number>;
  readonly jobsDue: number;
  readonly jobsLagMs: number;
  readonly deadLetters: number;
  readonly sockets: ReadonlyMap<string, number>;
  readonly checks: readonly { readonly name: string; readonly level: HealthLevel }[];
}

export interface Metrics extends Meter {
  /** Loads the library. */
  warmUp(): Promise<void>;
  text(readings: Readings): Promise<{ readonly type: string; readonly body: string }>;
}

interface Instruments {
  readonly registry: Registry;
  readonly turns: Counter<'outcome'>;
  readonly turnSeconds: Histogram;
  readonly groups: Histogram;
  readonly requests: Counter<'route' | 'status'>;
  readonly turnedAway: Counter<'why'>;
  readonly typing: Counter<'how'>;
  readonly unhandled: Counter<'kind'>;
  readonly queued: Gauge<'department'>;
  readonly jobsDue: Gauge;
  readonly jobsLag: Gauge;
  readonly deadLetters: Gauge;
  readonly sockets: Gauge<'kind'>;
  readonly checks: Gauge<'check'>;
}

const turnBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const groupBuckets = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

const build = async (): Promise<Instruments> => {
  const { default: client } = await import('prom-client');
  const registry = new client.Registry();
  client.collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new client.Gauge<L>({ name, help, labelNames, registers });
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new client.Counter<L>({ name, help, labelNames, registers });
  const histogram = (name: string, help: string, buckets: number[]) =>
    new client.Histogram({ name, help, buckets, registers });
  return {
    registry,
    turns: counter('desk_turns_total', 'Turns by how they ended.', ['outcome']),
    turnSeconds: histogram('desk_turn_seconds', 'From the begin of a turn to its commit.', turnBuckets),
    groups: histogram('desk_commit_group_size', 'Writes in one transaction.', groupBuckets),
    requests: counter('desk_http_requests_total', 'HTTP requests by route and class of status.', ['route', 'status']),
    turnedAway: counter('desk_connections_turned_away_total', 'Connections refused with 503.', ['why']),
    typing: counter('desk_typing_total', 'Times that a citizen was to be shown an operator writing.', ['how']),
    unhandled: counter('desk_unhandled_errors_total', 'Errors that nobody expected.', ['kind']),
    queued: gauge('desk_queue_length', 'Tickets that wait for somebody.', ['department']),
    jobsDue: gauge('desk_jobs_due', 'Jobs that could run now.'),
    jobsLag: gauge('desk_jobs_lag_seconds', 'How long the oldest due job waits.'),
    deadLetters: gauge('desk_dead_letters', 'Events that were given up and not yet looked at.'),
    sockets: gauge('desk_sockets', 'Open connections by kind.', ['kind']),
    checks: gauge('desk_health', 'Health checks: 0 ok, 1 degraded, 2 failing.', ['check']),
  };
};

const read = (to: Instruments, readings: Readings): void => {
  to.queued.reset();
  for (const [department, n] of readings.queued) to.queued.set({ department }, n);
  for (const [kind, n] of readings.sockets) to.sockets.set({ kind }, n);
  for (const { name, level } of readings.checks) to.checks.set({ check: name }, healthLevels.indexOf(level));
  to.jobsDue.set(readings.jobsDue);
  to.jobsLag.set(readings.jobsLagMs / 1000);
  to.deadLetters.set(readings.deadLetters);
};

/** More than ever happens while the library loads. */
const mostWaiting = 10_000;

export const createMetrics = (): Metrics => {
  let instruments: Instruments | null = null;
  let loading: Promise<Instruments> | null = null;
  let waiting: ((to: Instruments) => void)[] = [];

  const note = (count: (to: Instruments) => void): void => {
    if (instruments) count(instruments);
    else if (waiting.length < mostWaiting) waiting.push(count);
  };

  const load = (): Promise<Instruments> =>
    (loading ??= build().then((built) => {
      instruments = built;
      for (const count of waiting) count(built);
      waiting = [];
      return built;
    }));

  return {
    turn: (outcome, ms) =>
      note(({ turns, turnSeconds }) => {
        turns.inc({ outcome });
        turnSeconds.observe(ms / 1000);
      }),
    group: (pieces) => note(({ groups }) => groups.observe(pieces)),
    request: (route, status) =>
      note(({ requests }) => requests.inc({ route, status: `${Math.floor(status / 100)}xx` })),
    turnedAway: (why) => note(({ turnedAway }) => turnedAway.inc({ why })),
    typing: (how) => note(({ typing }) => typing.inc({ how })),
    unhandled: (kind) => note(({ unhandled }) => unhandled.inc({ kind })),
    warmUp: async () => void (await load()),
    text: async (readings) => {
      const built = await load();
      read(built, readings);
      return { type: built.registry.contentType, body: await built.registry.metrics() };
    },
  };
};
