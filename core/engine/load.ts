/**
 * The scenarios folder as texts → what the engine walks, or every problem at once with file, line and cure.
 * Owns the order of checks; reading files from disk is left to whoever calls.
 */
import type { Place } from '../domain/conversation.ts';
import type { Organisation } from '../domain/organisation.ts';
import { placeholderProblems } from './load/facts.ts';
import { contentProblems } from './load/lint-content.ts';
import { frameProblems } from './load/lint-frame.ts';
import { graphProblems, type Whole } from './load/lint-graph.ts';
import { readLexicon } from './load/lexicon.ts';
import { readOrganisation } from './load/organisation.ts';
import { readPhrases } from './load/phrases.ts';
import { resolveScenario } from './load/resolve.ts';
import { readScenario, type ScenarioDraft } from './load/scenario.ts';
import { readSource, type Source, type SourceFile } from './load/source.ts';
import { compact } from './packed.ts';
import type { Problem } from './problem.ts';
import type { Scenario, Scenarios, Topic } from './scenario.ts';
import type { Phrases } from './types.ts';
import type { Lexicon } from './understanding/lexicon.ts';
import { filesOfVersion, versionOf } from './version.ts';

export type { SourceFile } from './load/source.ts';

export type Loaded =
  | {
      readonly ok: true;
      readonly scenarios: Scenarios;
      readonly organisation: Organisation;
      readonly phrases: Phrases;
      readonly lexicon: Lexicon;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const organisationFile = 'organisation.yml';
const phrasesFile = 'phrases.yml';
const lexiconFile = 'lexicon.yml';
const noScenarios: readonly string[] = [organisationFile, phrasesFile, lexiconFile];
const menuId = 'menu';
const absent = (file: string): Problem => ({
  file,
  line: 1,
  what: `Нет файла ${file}.`,
  cure: 'Верните файл в папку scenarios.',
});

interface Facts {
  readonly organisation: Organisation;
  readonly phrases: Phrases;
  readonly lexicon: Lexicon;
}

const readFacts = (sources: readonly Source[], problems: Problem[]): Facts | null => {
  const find = (file: string): Source | undefined => sources.find((source) => source.file === file);
  const [first, second] = [find(organisationFile), find(phrasesFile)];
  if (!first) problems.push(absent(organisationFile));
  if (!second) problems.push(absent(phrasesFile));
  const read = first && readOrganisation(first);
  problems.push(...(read?.problems ?? []));
  if (!read?.organisation || !second) return null;
  const spoken = readPhrases(second, read.organisation);
  const third = find(lexiconFile);
  const { lexicon, problems: ofWords } = third ? readLexicon(third) : { lexicon: [], problems: [] };
  problems.push(...spoken.problems, ...ofWords);
  return { organisation: read.organisation, phrases: spoken.phrases, lexicon };
};

const readDrafts = (sources: readonly Source[], problems: Problem[]): ReadonlyMap<string, ScenarioDraft> => {
  const drafts = new Map<string, ScenarioDraft>();
  for (const source of sources) {
    if (noScenarios.includes(source.file)) continue;
    const { draft, problems: found } = readScenario(source);
    problems.push(...found);
    const id = draft?.frame.scenario;
    if (!draft || id === undefined) continue;
    const first = drafts.get(id);
    if (first) {
      const what = `Сценарий «${id}» уже есть в файле ${first.source.file}.`;
      problems.push(source.problem(['scenario'], what, 'Дайте другое имя.'));
    } else drafts.set(id, draft);
  }
  return drafts;
};

const ambiguous = (drafts: ReadonlyMap<string, ScenarioDraft>): readonly Problem[] =>
  [...drafts.values()].flatMap(({ scenes, source }) =>
    scenes
      .filter(({ id }) => drafts.has(id))
      .map(({ id, path }) =>
        source.problem(path, `Сцена «${id}» называется так же, как сценарий.`, 'Дайте сцене другое имя.'),
      ),
  );

const topicsOf = (whole: Whole): ReadonlyMap<string, Topic> =>
  new Map(
    [...whole.scenarios.values()].flatMap((scenario): readonly (readonly [string, Topic])[] => {
      const frame = whole.drafts.get(scenario.id)?.frame;
      if (frame?.examples === undefined) return [];
      const start = { scenario: scenario.id, scene: scenario.start };
      const { id, title } = scenario;
      return [[id, { id, title, examples: frame.examples, start }]];
    }),
  );

const resolveAll = (drafts: ReadonlyMap<string, ScenarioDraft>, problems: Problem[]): Whole => {
  const scenarios = new Map<string, Scenario>();
  for (const [id, draft] of drafts) {
    const resolved = resolveScenario(draft, drafts);
    problems.push(...resolved.problems);
    scenarios.set(id, resolved.scenario);
  }
  const menu: Place = { scenario: menuId, scene: scenarios.get(menuId)?.start ?? '' };
  return { menu, scenarios, drafts };
};

const inOrder = (a: Problem, b: Problem): number => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1);

const sorted = (problems: readonly Problem[]): readonly Problem[] => [...problems].sort(inOrder);

/** Slots of all questions, those of scenes with a slip in them included. */
const slotNames = (drafts: ReadonlyMap<string, ScenarioDraft>): ReadonlySet<string> =>
  new Set(
    [...drafts.values()].flatMap(({ frame }) =>
      Object.values(frame.scenes).flatMap((scene) => {
        const slot = typeof scene === 'object' && scene !== null && 'slot' in scene ? scene.slot : null;
        return typeof slot === 'string' ? [slot] : [];
      }),
    ),
  );

interface Read {
  readonly facts: Facts | null;
  readonly drafts: ReadonlyMap<string, ScenarioDraft>;
  readonly problems: readonly Problem[];
  /** Every scenario file and every scene in it could be read. */
  readonly whole: boolean;
}

const readAll = (files: readonly SourceFile[]): Read => {
  const read = files.map(readSource);
  const sources = read.filter((one) => one.problems.length === 0).map((one) => one.source);
  const unread = read.flatMap((one) => one.problems);
  const ofFacts: Problem[] = [];
  const isRead = (file: string): boolean => !unread.some((problem) => problem.file === file);
  const factsReadable = isRead(organisationFile) && isRead(phrasesFile);
  const facts = factsReadable ? readFacts(sources, ofFacts) : null;
  const ofScenes: Problem[] = [];
  const drafts = readDrafts(sources, ofScenes);
  if (!drafts.has(menuId) && unread.length + ofScenes.length === 0) ofScenes.push(absent('menu.yml'));
  const problems = [
    ...files.flatMap(({ path, text }) => placeholderProblems(path, text)),
    ...unread,
    ...ofFacts,
    ...ofScenes,
  ];
  return { facts, drafts, problems, whole: unread.length + ofScenes.length === 0 };
};

export const loadScenarios = (given: readonly SourceFile[]): Loaded => {
  const files = filesOfVersion(given);
  const { facts, drafts, problems: found, whole: isWhole } = readAll(files);
  const problems = [...found];
  if (!facts) return { ok: false, problems: sorted(problems) };
  const { organisation, phrases, lexicon } = facts;
  const lost: Problem[] = [];
  const whole = resolveAll(drafts, lost);
  problems.push(
    ...ambiguous(drafts),
    ...frameProblems(whole, organisation),
    ...contentProblems({ whole, organisation, phrases, slots: slotNames(drafts) }),
  );
  // Ways are judged only when everything could be read: one slip must not accuse all its neighbours.
  if (isWhole) problems.push(...lost);
  if (isWhole && lost.length === 0) problems.push(...graphProblems(whole));
  if (problems.length > 0) return { ok: false, problems: sorted(problems) };
  const scenarios = {
    version: versionOf(files),
    menu: whole.menu,
    byId: whole.scenarios,
    topics: topicsOf(whole),
  };
  return { ok: true, scenarios: compact(scenarios), organisation, phrases, lexicon };
};
