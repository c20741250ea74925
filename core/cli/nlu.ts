/**
 * `npm run nlu -- eval | predict | report | fit`: how well free text is understood, on any data. Without `--train` the
 * examples of the scenarios are learnt. Their lexicon goes with lines about their topics, not with foreign ones.
 */
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { learn, type Lesson } from '../engine/understanding/learn.ts';
import { measure, type Figures } from './nlu/measure.ts';
import { fit } from './nlu/fit.ts';
import { createPredict } from './nlu/predict.ts';
import { reportOn, reportText } from './nlu/report.ts';
import { CannotRead, lessonFrom, readSamples, shippedLesson, type Sample } from './nlu/samples.ts';

const usage = `Как запускать:
  npm run nlu -- eval [--train A.jsonl] --test B.jsonl [--oos C.jsonl] [--json] [--wrong]
  npm run nlu -- predict [--train A.jsonl] < тексты
  npm run nlu -- report [--train A.jsonl] [--json]
  npm run nlu -- fit [--test B.jsonl] [--oos C.jsonl]
`;

const scenariosDir = join(import.meta.dirname, '../../scenarios');

const valued = ['--train', '--test', '--oos'] as const;
const flags = ['--json', '--wrong'] as const;

type Args = ReadonlyMap<string, string>;

const parseArgs = (args: readonly string[]): Args => {
  const found = new Map<string, string>();
  for (let at = 0; at < args.length; at += 1) {
    const name = args[at] ?? '';
    if (flags.some((flag) => flag === name)) {
      found.set(name, '');
      continue;
    }
    const value = args[at + 1];
    if (!valued.some((known) => known === name) || value === undefined) throw new CannotRead(usage);
    found.set(name, value);
    at += 1;
  }
  return found;
};

const lessonOf = (args: Args): Lesson => {
  const train = args.get('--train');
  const shipped = shippedLesson(scenariosDir);
  return train === undefined ? shipped : lessonFrom(readSamples(train), shipped);
};

const number = (value: unknown): string => {
  if (value === null) return 'нет';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(3);
  return Object.entries(value as Readonly<Record<string, unknown>>)
    .map(([name, one]) => `${name} ${number(one)}`)
    .join(', ');
};

const table = (figures: Figures): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name.padEnd(24)}${number(value)}\n`)
    .join('');

const evaluate = (args: Args): string => {
  const test = args.get('--test');
  const oos = args.get('--oos');
  if (test === undefined) throw new CannotRead(usage);
  const outside: readonly Sample[] = oos === undefined ? [] : readSamples(oos);
  const { figures, wrong } = measure(lessonOf(args), readSamples(test), outside);
  if (args.has('--json')) return `${JSON.stringify(figures)}\n`;
  const lines = wrong.map(({ sample, said }) => {
    const guesses = said.ranked.slice(0, 3).map(({ topic, p }) => `${topic} ${p.toFixed(2)}`);
    return `${sample.topic} ← ${sample.text}\n    ${guesses.join(', ')}; ${said.outcome} ${said.confidence.toFixed(2)}\n`;
  });
  return `${args.has('--wrong') ? lines.join('') : ''}${table(figures)}`;
};

const predictAll = async (args: Args): Promise<string> => {
  const predict = createPredict(learn(lessonOf(args)));
  const lines = (await readAll(process.stdin)).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => `${JSON.stringify(predict(line.replace(/\r$/u, '')))}\n`).join('');
};

const report = (args: Args): string => {
  const found = reportOn(lessonOf(args));
  return args.has('--json') ? `${JSON.stringify(found)}\n` : reportText(found);
};

const fitted = (args: Args): string => {
  const more = ['--test', '--oos'].flatMap((name) => {
    const file = args.get(name);
    return file === undefined ? [] : readSamples(file);
  });
  const { lines, weights, auroc } = fit(shippedLesson(scenariosDir), more);
  return `Строк ${lines}, AUROC на них ${auroc.toFixed(3)}.\nВеса: ${weights.map((one) => one.toFixed(2)).join(', ')}\n`;
};

const main = async ([verb, ...rest]: readonly string[]): Promise<void> => {
  try {
    const args = parseArgs(rest);
    if (verb === 'eval') process.stdout.write(evaluate(args));
    else if (verb === 'predict') process.stdout.write(await predictAll(args));
    else if (verb === 'report') process.stdout.write(report(args));
    else if (verb === 'fit') process.stdout.write(fitted(args));
    else throw new CannotRead(usage);
  } catch (error) {
    if (!(error instanceof CannotRead)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
};

if (import.meta.main) await main(process.argv.slice(2));
