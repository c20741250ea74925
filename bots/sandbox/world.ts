/**
 * The sandbox as a page sees it: citizens with their phones, platforms with their knobs, a log of what happened. Whoever
 * subscribes is told the whole first and then what changed.
 */
import type { Clock } from '../../core/ports/clock.ts';
import type { Citizens } from './citizens.ts';
import type {
  LogLine,
  Platform,
  PlatformState,
  SandboxCitizen,
  SandboxNews,
  SandboxRequest,
  ShownChat,
} from './contract.ts';
import type { Note } from './journal.ts';
import { Impossible } from './platform.ts';
import type { Stage } from './stage.ts';

export interface World {
  /** Told `world` at once, changes later. Returns how to stop. */
  subscribe(listener: (news: SandboxNews) => void): () => void;
  /** @throws Impossible */
  handle(request: SandboxRequest): void;
  stage(platform: Platform): Stage | null;
  note(platform: Platform, note: Note): void;
  close(): Promise<void>;
}

export interface WorldDeps {
  readonly clock: Clock;
  readonly citizens: Citizens;
  readonly stages: readonly Stage[];
}

/** Lines of a chat and of the log that a page is shown. */
const shownLines = 200;
const logLines = 200;
/** How long a platform takes to restart. */
const restartMs = 5_000;
/** What happens together is told together. */
const settleMs = 30;
/** «Печатает…» ends by itself: how often it is looked for. */
const typingLookMs = 1_000;

/** Polls that bring nothing and the platform's own questions would drown what matters. */
const isNoise = (note: Note): boolean =>
  note.kind === 'called' &&
  note.outcome === 'ok' &&
  /^(?:getUpdates|get\w*Info|groups\.get\w+|messages\.get\w+)$/u.test(note.method);

const shownCitizen = ({
  id,
  firstName,
  lastName,
}: {
  id: number;
  firstName: string;
  lastName?: string;
}): SandboxCitizen => ({
  id,
  name: `${firstName} ${lastName ?? ''}`.trim(),
});

export const createWorld = ({ clock, citizens, stages }: WorldDeps): World => {
  const listeners = new Set<(news: SandboxNews) => void>();
  const known = new Map<string, string>();
  const isDown = new Set<Platform>();
  let log: LogLine[] = [];
  let noted = 0;
  let looking = false;
  /** Somebody types, and the end of it will be looked for. */
  let awaiting = false;

  const tell = (news: SandboxNews): void => {
    for (const listener of listeners) listener(news);
  };
  const platforms = (): readonly PlatformState[] =>
    stages.map(({ platform, how, knobs }) => ({ platform, how, knobs: knobs.on(), down: isDown.has(platform) }));
  const people = (): readonly SandboxCitizen[] => citizens.list().map(shownCitizen);
  const chats = (): readonly ShownChat[] =>
    stages
      .flatMap((stage) => citizens.list().map((person) => stage.show(person)))
      .map((chat) => ({ ...chat, lines: chat.lines.slice(-shownLines) }));

  /** Tells of the chats that are not as they were. */
  const look = (): void => {
    looking = false;
    const all = chats();
    for (const chat of all) {
      const key = `${chat.platform} ${chat.citizen}`;
      const now = JSON.stringify(chat);
      if (known.get(key) === now) continue;
      known.set(key, now);
      tell({ kind: 'chat', chat });
    }
    if (!all.some(({ typing }) => typing) || awaiting) return;
    awaiting = true;
    clock.after(typingLookMs, () => {
      awaiting = false;
      lookSoon();
    });
  };
  const lookSoon = (): void => {
    if (looking || listeners.size === 0) return;
    looking = true;
    clock.after(settleMs, look);
  };

  const stage = (platform: Platform): Stage | null => stages.find((one) => one.platform === platform) ?? null;

  const restart = (one: Stage): void => {
    if (isDown.has(one.platform)) return;
    isDown.add(one.platform);
    one.down(true);
    clock.after(restartMs, () => {
      isDown.delete(one.platform);
      one.down(false);
      tell({ kind: 'platforms', platforms: platforms() });
    });
  };

  return {
    stage,
    subscribe: (listener) => {
      listeners.add(listener);
      listener({ kind: 'world', platforms: platforms(), citizens: people(), chats: chats(), log });
      return () => listeners.delete(listener);
    },
    note: (platform, note) => {
      if (!isNoise(note)) {
        const line: LogLine = { n: (noted += 1), at: clock.now(), platform, note };
        log = [...log, line].slice(-logLines);
        tell({ kind: 'log', line });
      }
      lookSoon();
    },
    handle: (request) => {
      if (request.to === 'citizens') {
        if (!citizens.add()) throw new Impossible('no more people');
        tell({ kind: 'citizens', citizens: people() });
        lookSoon();
        return;
      }
      const one = stage(request.platform);
      if (!one) throw new Impossible('this platform is not emulated');
      if (request.to === 'platform') {
        if ('restart' in request) restart(one);
        else one.knobs.set(request.knob, request.on);
        tell({ kind: 'platforms', platforms: platforms() });
        return;
      }
      const person = citizens.find(request.citizen);
      if (!person) throw new Impossible('nobody has this id');
      if (isDown.has(request.platform)) throw new Impossible('the platform is down');
      one.act(person, request.deed);
      lookSoon();
    },
    close: async () => {
      await Promise.all(stages.map((one) => one.close()));
    },
  };
};
