/** What comes over sockets: the widget's channel and the consoles, each given what it may ask of the desk. */
import { createWebChannel, type WebChannel } from '../bots/web/channel.ts';
import { requestSchemas } from '../operator-console/server/schemas.ts';
import { createConsoleSockets, type ConsoleSockets } from '../operator-console/server/sockets.ts';
import { maxOperatorText } from './desk/reply.ts';
import { createTeaching } from './desk/teach.ts';
import { createTyping } from './desk/typing.ts';
import type { DoorDeps, Ground } from './door-ground.ts';
import { placeOf } from './domain/queue.ts';
import { hoursWords } from './engine/hours-words.ts';
import { siteMatcher } from './http/sites.ts';
import type { Operator } from './domain/operator.ts';
import type { TicketNumber } from './domain/ticket-number.ts';

const createWeb = ({ config, desk, board, live, store, log, clock }: DoorDeps, ground: Ground): WebChannel => {
  const { io, coalescing, ownOrigins, ipOf, tokens, statusWord } = ground;
  const { views, people, audit } = store;
  return createWebChannel({
    io,
    coalesce: coalescing.coalesce,
    audit,
    staffRequests: new Set(Object.keys(requestSchemas)),
    ipOf,
    tokens,
    statusWord,
    views,
    place: (number) => placeOf(board.figures(), number),
    onPlaces: board.onChange,
    people,
    live,
    clock,
    log,
    desk: desk.citizens,
    mayEmbed: siteMatcher([...ownOrigins, ...config.embedders]),
  });
};

type Writes = (operator: Operator, number: TicketNumber) => void;

/** An operator's strokes are shown where the citizen is: in the widget at once, elsewhere at the messenger's pace. */
const createWrites = ({ store, deliveries, clock, metrics }: DoorDeps, web: WebChannel): Writes =>
  createTyping({ ...store, clock, meter: metrics }, (channel) =>
    channel === web.id ? { typing: web.typing, spare: () => true } : deliveries.line(channel),
  );

const createConsoles = (
  deps: DoorDeps,
  { io, coalescing, sessions, statusWord }: Ground,
  writes: Writes,
): ConsoleSockets => {
  const { config, scripts, desk, lines, deliveries, files, store, vault, live, log, clock } = deps;
  const { views, turns, people, presence, signIns, audit, canned, search, fileRows, unclear } = store;
  return createConsoleSockets({
    io,
    coalesce: coalescing.coalesce,
    sessions,
    statusWord,
    log,
    live,
    clock,
    views,
    storedLines: store.lines,
    turns,
    people,
    signIns,
    audit,
    canned,
    search,
    fileRows,
    files,
    desk: desk.operators,
    deliveries: { ...deliveries, writes },
    sorting: desk.sorting,
    shift: desk.shift,
    lines,
    hoursOf: (line) => hoursWords(scripts.current(), clock.now(), line) ?? '',
    presence,
    personal: desk.personal,
    links: desk.links,
    hasSite: config.publicUrl !== null,
    vault,
    organisation: () => scripts.current().organisation,
    unclear,
    teaching: createTeaching({ unclear, scripts, clock }),
    maxText: maxOperatorText,
  });
};

export const createSockets = (deps: DoorDeps, ground: Ground): { web: WebChannel; consoles: ConsoleSockets } => {
  const web = createWeb(deps, ground);
  return { web, consoles: createConsoles(deps, ground, createWrites(deps, web)) };
};
