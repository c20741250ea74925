import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fit } from '../../core/cli/nlu/fit.ts';
import { rising } from '../../core/engine/understanding/confidence.ts';
import { reportOn, reportText } from '../../core/cli/nlu/report.ts';

const dir = mkdtempSync(join(tmpdir(), 'nlu-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const lines = (name: string, samples: readonly Record<string, string>[]): string => {
  const file = join(dir, name);
  writeFileSync(file, samples.map((sample) => `${JSON.stringify(sample)}\n`).join(''));
  return file;
};

const run = (args: readonly string[], input = ''): string =>
  execFileSync(process.execPath, ['core/cli/nlu.ts', ...args], { input, encoding: 'utf8' });

const train = lines('train.jsonl', [
  { text: 'хочу чаю с лимоном', label: 'tea' },
  { text: 'налей мне горячего чая', label: 'tea' },
  { text: 'какой чай у вас есть', label: 'tea' },
  { text: 'сколько стоит билет на поезд', label: 'train' },
  { text: 'когда отходит поезд на север', label: 'train' },
  { text: 'билеты на вечерний поезд', label: 'train' },
]);

describe('npm run nlu', () => {
  test('predicts, one JSON line a text, with every topic and the confidence before thresholds', () => {
    const said = run(['predict', '--train', train], 'чаю налейте\nкогда поезд\n')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string; ranked: { topic: string; p: number }[]; confidence: number });
    expect(said.map(({ text, ranked }) => [text, ranked[0]?.topic, ranked.length])).toEqual([
      ['чаю налейте', 'tea', 2],
      ['когда поезд', 'train', 2],
    ]);
    for (const { confidence } of said) expect(confidence > 0 && confidence < 1).toBe(true);
  });

  test('measures foreign lines, those out of scope apart', () => {
    const test = lines('test.jsonl', [
      { text: 'горячий чай', label: 'tea', kind: 'plain' },
      { text: 'поизд на север', label: 'train', kind: 'typo' },
    ]);
    const oos = lines('oos.jsonl', [{ text: 'квадратное уравнение', label: '__oos__' }]);
    const figures = JSON.parse(run(['eval', '--train', train, '--test', test, '--oos', oos, '--json'])) as Record<
      string,
      unknown
    >;
    expect(figures).toMatchObject({ lines: 2, top1: 1, top3: 1, macroF1: 1, oosLines: 1, oosAuroc: 1 });
  });

  test('names the line that cannot be read and what to do', () => {
    const broken = lines('broken.jsonl', [{ text: 'чай', label: 'tea' }, { words: 'чай' }]);
    const { status, stderr } = spawnSync(process.execPath, ['core/cli/nlu.ts', 'eval', '--test', broken], {
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain(`${broken}:2: нужны «text» и «topic»`);
  });

  test('reports confused pairs, strangers and topics with too few examples', () => {
    const examples = [
      ...['чай с лимоном', 'чай с мятой', 'горячий чай', 'чёрный чай', 'поезд на север'].map((text) => ({
        topic: 'tea',
        text,
      })),
      ...['поезд на юг', 'поезд на восток', 'ночной поезд на север', 'скорый поезд на север', 'поезд'].map((text) => ({
        topic: 'train',
        text,
      })),
    ];
    const report = reportOn({ examples, lexicon: [] });
    expect(report.strangers.map(({ text }) => text)).toContain('поезд на север');
    expect(report.few).toEqual([
      { topic: 'tea', count: 5 },
      { topic: 'train', count: 5 },
    ]);
    expect(reportText(report)).toContain('«поезд на север» ближе к train');
  });

  test('fits the confidence: ours apart from what is none of ours, the same weights every time', () => {
    const places = ['север', 'юг', 'восток', 'запад', 'море', 'озеро'];
    const ours = ['поезд', 'чай', 'письмо', 'ключ', 'лодка'].flatMap((topic) =>
      places.map((place) => ({ topic, text: `${topic} на ${place}` })),
    );
    const none = ['кот', 'дождь', 'слон', 'борщ', 'хоккей'].flatMap((word) =>
      ['вчера', 'громко'].map((how) => ({ topic: 'oos', text: `${word} ${how}` })),
    );
    const lesson = { examples: [...ours, ...none], lexicon: [] };
    const fitted = fit(lesson, []);
    expect(fitted.auroc).toBeGreaterThan(0.9);
    expect(fitted.weights).toHaveLength(8);
    for (const at of rising) expect(fitted.weights[at]).toBeGreaterThanOrEqual(0);
    expect(fit(lesson, [])).toEqual(fitted);
  });
});
