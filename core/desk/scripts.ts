/**
 * Which scripts conversations walk: the active published version, and the older ones that open tickets are pinned to.
 * Scenes are pinned; facts, phrases and the understanding are always today's. The store is the truth: what is published
 * here is written there first, and what others publish there is taken up by `follow`.
 */
import { createCalendar } from '../domain/calendar.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { Loaded } from '../engine/load.ts';
import type { Problem } from '../engine/problem.ts';
import type { Scenarios } from '../engine/scenario.ts';
import type { Script } from '../engine/types.ts';
import { filesOfVersion, versionOf } from '../engine/version.ts';
import type { Clock } from '../ports/clock.ts';
import type { PublishedVersion, ScenarioFile, ScenarioStore } from '../ports/scenario-store.ts';
import { withFolder } from './folder-edits.ts';
import { learntLater, onTheSpot, type Facts, type Learn } from './learning.ts';

export type { Learn } from './learning.ts';

type Files = readonly ScenarioFile[];

export interface Published {
  readonly version: string;
  /** False: these very texts were active already. */
  readonly changed: boolean;
}

/** Why the newest version is not the one that is walked. */
export interface Refused {
  readonly at: number;
  readonly by: string;
  readonly problems: readonly Problem[];
}

export interface Scripts {
  current(): Script;
  /**
   * Resolves when free text can be understood. At start the examples are learnt aside, from the first call of this on:
   * after the doors are open, before anybody writes. A text that comes earlier waits.
   */
  learnt(): Promise<void>;
  /** The script of a pinned version; today's when that version is unknown or no longer readable. */
  pinned(version: string | null): Promise<Script>;
  /**
   * Checks, learns, stores, switches, in this order, one publication after the other. A function is given the files
   * that are active then, so that two edits at once lose nothing of each other.
   * @throws ScenariosBroken: nothing was published, the version before stays.
   */
  publish(change: Files | ((active: Files) => Files), by: string): Promise<Published>;
  /** The folder was edited: its changed files are published, what was edited elsewhere stays. @throws ScenariosBroken. */
  publishFolder(files: Files): Promise<Published>;
  /** Takes up what another process has published. What cannot be taken up is told by `refused` and stays out. */
  follow(): Promise<void>;
  /** The last version that was not taken; null once one was. */
  refused(): Refused | null;
}

export class ScenariosBroken extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(`${problems.length} problems in the scenarios`);
    this.name = 'ScenariosBroken';
    this.problems = problems;
  }
}

/** How files become scenarios; `core/engine/load.ts` behind whatever remembers its work. */
export type Load = (files: Files) => Promise<Loaded>;

export interface ScriptsDeps {
  readonly store: ScenarioStore;
  /** `scenarios/` of the repository: the seed of an empty store. */
  readonly folder: Files;
  readonly clock: Pick<Clock, 'now'>;
  readonly load: Load;
  readonly learn?: Learn;
  /** What else a version must be before it becomes active. */
  readonly accept?: (organisation: Organisation) => readonly Problem[];
  /** An edit of the folder is published at start (development); otherwise only into an empty store. */
  readonly folderPublishes?: boolean;
  /** Hears of every version that was not taken. */
  readonly onRefused?: (refused: Refused) => void;
}

/** Files → what can be walked. @throws ScenariosBroken. */
const createReader = ({ load, accept = () => [], learn = onTheSpot }: ScriptsDeps) => ({
  read: async (files: Files): Promise<Facts> => {
    const loaded = await load(files);
    if (!loaded.ok) throw new ScenariosBroken(loaded.problems);
    const { scenarios, organisation, phrases, lexicon } = loaded;
    const problems = accept(organisation);
    if (problems.length > 0) throw new ScenariosBroken(problems);
    return { script: { scenarios, organisation, phrases, calendar: createCalendar(organisation) }, lexicon };
  },
  learnt: async ({ script, lexicon }: Facts): Promise<Script> => ({
    ...script,
    understand: await learn(script.scenarios, lexicon),
  }),
});

/** Scenes of older versions, each read once; null for one that is unknown or that this program cannot read. */
const createOlder = ({ store, load }: ScriptsDeps) => {
  const known = new Map<string, Scenarios | null>();
  return async (version: string): Promise<Scenarios | null> => {
    if (!known.has(version)) {
      const published = await store.load(version);
      const loaded = published && (await load(published.files));
      known.set(version, loaded?.ok ? loaded.scenarios : null);
    }
    return known.get(version) ?? null;
  };
};

/** One after the other, in the order of asking. */
const createQueue = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    return mine;
  };
};

/** The last refusal, told once when it happens. Anything but a refusal is a bug and goes on. */
const createRefusals = ({ clock, onRefused = () => {} }: ScriptsDeps) => {
  let last: Refused | null = null;
  return {
    last: () => last,
    forget: () => {
      last = null;
    },
    note: (error: unknown, by: string): void => {
      if (!(error instanceof ScenariosBroken)) throw error;
      last = { at: clock.now(), by, problems: error.problems };
      onRefused(last);
    },
  };
};

/** @throws ScenariosBroken with every problem, when neither the store nor the folder has a version that can be walked. */
export const createScripts = async (deps: ScriptsDeps): Promise<Scripts> => {
  const { store, clock } = deps;
  const { read, learnt } = createReader(deps);
  const older = createOlder(deps);
  const refusals = createRefusals(deps);
  const inTurn = createQueue();
  /** Published by others and not to be taken: it is not tried again. */
  let outside: string | null = null;

  const versionFrom = (files: Files): PublishedVersion => ({
    hash: versionOf(files),
    publishedAt: clock.now(),
    files: filesOfVersion(files),
  });

  /** The edited folder where it may publish, else the active version, else the folder as it is. */
  const first = async (): Promise<ReturnType<typeof learntLater>> => {
    const published = await store.active();
    const wanted = published && !deps.folderPublishes ? published.files : await withFolder(store, deps.folder);
    const candidates = new Map(
      [wanted, ...(published ? [published.files] : []), deps.folder].map((files) => [versionOf(files), files]),
    );
    for (const files of candidates.values()) {
      try {
        const facts = await read(files);
        await store.publish(versionFrom(files), 'folder', versionFrom(deps.folder));
        return learntLater(facts, deps.learn ?? onTheSpot);
      } catch (error) {
        refusals.note(error, 'folder');
      }
    }
    throw new ScenariosBroken(refusals.last()?.problems ?? []);
  };

  const atStart = await first();
  let active: Script = atStart.script;

  const publish = async (files: Files, by: string, folder?: Files): Promise<Published> => {
    const version = versionFrom(files);
    const { hash } = version;
    if (hash === active.scenarios.version && hash === (await store.activeHash()))
      return { version: hash, changed: false };
    try {
      const next = await learnt(await read(files));
      await store.publish(version, by, folder && versionFrom(folder));
      active = next;
    } catch (error) {
      refusals.note(error, by);
      throw error;
    }
    refusals.forget();
    return { version: hash, changed: true };
  };

  const follow = async (): Promise<void> => {
    const hash = await store.activeHash();
    if (hash === null || hash === active.scenarios.version || hash === outside) return;
    const published = await store.load(hash);
    if (!published) return;
    try {
      active = await learnt(await read(published.files));
      refusals.forget();
    } catch (error) {
      outside = hash;
      refusals.note(error, (await store.history(1))[0]?.by ?? '');
    }
  };

  return {
    current: () => active,
    learnt: () => (active === atStart.script ? atStart.learnt() : Promise.resolve()),
    pinned: async (version) => {
      if (version === null || version === active.scenarios.version) return active;
      const scenarios = await older(version);
      return scenarios ? { ...active, scenarios } : active;
    },
    publish: (change, by) =>
      inTurn(async () =>
        publish(typeof change === 'function' ? change((await store.active())?.files ?? []) : change, by),
      ),
    publishFolder: (files) => inTurn(async () => publish(await withFolder(store, files), 'folder', files)),
    follow: () => inTurn(follow),
    refused: refusals.last,
  };
};
