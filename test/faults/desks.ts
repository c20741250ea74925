/**
 * Desks without doors: as many as wanted on ONE store, like processes that share a database. Their citizens and
 * operators act through the ports, recorded like everything else.
 */
import { hiredFolder } from '../support/hired.ts';
import { remembered } from '../support/load.ts';
import { shippedScenarios } from '../support/scenarios.ts';
import { pino } from 'pino';
import { createDesk, type Desk } from '../../core/desk/create-desk.ts';
import { createNumbers } from '../../core/desk/numbers.ts';
import { createScripts, type Scripts } from '../../core/desk/scripts.ts';
import type { Operator } from '../../core/domain/operator.ts';
import { Refusal } from '../../core/domain/refusal.ts';
import { createLive } from '../../core/live/live.ts';
import type { Act, Receipt } from '../../core/ports/desk.ts';
import { readScenarioFiles } from '../../core/scenario-files.ts';
import { openStore, type SqliteStore } from '../../core/storage/sqlite/open.ts';
import { systemClock } from '../../core/system-clock.ts';
import { anOperator } from '../support/builders.ts';
import { vaultOver } from '../support/vault.ts';
import { check, nothingElse, type Violation } from './checker.ts';
import type { Changes } from './doctored.ts';
import { removeFolder } from './field.ts';
import { createHistory, type History, type NewOp, type OpKind } from './history.ts';
import { createRandom, type Random } from './random.ts';
import { readStored, type Stored } from './stored.ts';

/** How an act ended: its seq, or the refusal in words. */
export type End = { readonly seq: number } | { readonly error: string; readonly by: string | null };

export interface Desks {
  readonly desks: readonly Desk[];
  readonly store: SqliteStore;
  readonly history: History;
  readonly random: Random;
  hire(count: number): Promise<readonly Operator[]>;
  say(desk: Desk, peer: string, text: string, token?: string): Promise<End>;
  /** Finds the button; what is given back presses it. */
  button(desk: Desk, peer: string, label: string): Promise<() => Promise<End>>;
  act(
    desk: Desk,
    kind: OpKind,
    peer: string,
    act: Pick<Act, 'operator' | 'ticket'>,
    more?: object,
    token?: string,
  ): Promise<End>;
  /** A citizen who waits for an operator; the number of the ticket. */
  waiting(desk: Desk, peer: string): Promise<string>;
  stored(): Stored;
  verdict(): readonly Violation[];
  end(): Promise<void>;
}

const files = readScenarioFiles(shippedScenarios);
const log = pino({ level: 'silent' });

const openScripts = async (store: SqliteStore, dataDir: string): Promise<Scripts> => {
  const memory = remembered(dataDir);
  const scripts = await createScripts({ store: store.scenarios, folder: files, clock: systemClock, ...memory });
  await scripts.learnt();
  return scripts;
};

const openDesk = async (store: SqliteStore, dataDir: string, changes: Changes): Promise<Desk> => {
  const published = await openScripts(store, dataDir);
  const scripts = changes.scripts?.(published) ?? published;
  const turns = changes.turns?.(store.turns) ?? store.turns;
  const numbers = createNumbers(turns, scripts.current().organisation.zone);
  const live = createLive(log);
  const shared = { clock: systemClock, log, fault: () => {}, personal: vaultOver(store) };
  return createDesk({ ...store, ...shared, turns, numbers, scripts, live });
};

const perform = (desk: Desk, kind: OpKind, act: Act, text: string, more: object): Promise<Receipt> => {
  const { operators } = desk;
  switch (kind) {
    case 'claim':
      return operators.claim(act);
    case 'reply':
      return operators.reply({ ...act, text, asks: false });
    case 'note':
      return operators.note({ ...act, text });
    case 'solve':
      return operators.solve({ ...act, text: null });
    case 'reopen':
      return operators.reopen(act);
    case 'transfer':
      return operators.transfer({ ...act, reason: 'Нужен другой специалист', ...(more as { to: never }) });
    default:
      throw new Error(`operators do not ${kind} here`);
  }
};

export const openDesks = async (count: number, changes: Changes = {}): Promise<Desks> => {
  const dataDir = hiredFolder(shippedScenarios);
  const store = openStore({ dataDir, clock: systemClock });
  const desks: Desk[] = [];
  while (desks.length < count) desks.push(await openDesk(store, dataDir, changes));
  const history = createHistory();
  const random = createRandom(1);

  const record = async (op: NewOp, does: () => Promise<Receipt>): Promise<End> => {
    const n = history.invoke(op);
    try {
      const { seq } = await does();
      history.end(n, { kind: 'ok', seq });
      return { seq };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // Nobody was told that it took effect, and a screen would try again.
      if (error.code !== 'busy') history.end(n, { kind: 'fail', error: error.code });
      return { error: error.code, by: error.by };
    }
  };

  const fromCitizen = (
    desk: Desk,
    op: Pick<NewOp, 'kind' | 'token' | 'text' | 'line' | 'peer'>,
    payload: string | null,
  ) =>
    record({ ...op, by: 'citizen', number: null, expectsBot: false, lane: op.token }, () =>
      desk.citizens.receive({
        dedupe: `web:${op.peer}:${op.token}`,
        address: { channel: 'web', peer: op.peer },
        said: payload === null ? { kind: 'text', text: op.text ?? '' } : { kind: 'press', payload },
        clientId: op.token,
        name: null,
        origin: null,
      }),
    );

  const self: Desks = {
    desks,
    store,
    history,
    random,
    hire: async (wanted) => {
      const { organisation } = (await openScripts(store, dataDir)).current();
      const departments = organisation.departments.map(({ id }) => id);
      const hired = Array.from({ length: wanted }, (_, index) =>
        anOperator({ name: `Оператор ${index + 1}`, departments, capacity: 100_000 }),
      );
      await Promise.all(hired.map((operator) => store.people.save(operator, null)));
      return hired;
    },
    say: (desk, peer, text, token = random.token()) =>
      fromCitizen(desk, { kind: 'text', token, text, line: 'must', peer }, null),
    button: async (desk, peer, label) => {
      const found = await desk.citizens.conversation({ channel: 'web', peer });
      const index = found?.conversation.engine.offered.findIndex((offered) => offered.label === label) ?? -1;
      if (index < 0) throw new Error(`no button «${label}»`);
      const payload = `${found?.conversation.offerSeq ?? 0}.${index}`;
      const op = { kind: 'press', token: random.token(), text: null, line: 'may', peer } as const;
      return () => fromCitizen(desk, op, payload);
    },
    act: (desk, kind, peer, { operator, ticket }, more = {}, token = random.token()) => {
      const text = kind === 'reply' || kind === 'note' ? `Слова ${token}` : null;
      const line = text === null ? 'none' : 'must';
      const op: NewOp = {
        kind,
        token,
        peer,
        text,
        line,
        by: operator.id,
        number: ticket,
        expectsBot: false,
        lane: token,
      };
      return record(op, () => perform(desk, kind, { operator, ticket, clientId: token }, text ?? '', more));
    },
    waiting: async (desk, peer) => {
      await self.say(desk, peer, 'Не могу войти в личный кабинет');
      await (
        await self.button(desk, peer, 'Перейти к оператору')
      )();
      const found = await desk.citizens.conversation({ channel: 'web', peer });
      if (found?.ticket?.status !== 'queued') throw new Error(`${peer} does not wait`);
      return found.ticket.number;
    },
    stored: () => readStored(dataDir),
    verdict: () => check({ ...nothingElse, ...history, sightings: history.sightings, stored: readStored(dataDir) }),
    end: async () => {
      await Promise.all(desks.map((desk) => desk.idle()));
      await store.close();
      removeFolder(dataDir);
    },
  };
  return self;
};
