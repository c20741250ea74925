/**
 * What hiding personal data costs a turn. A citizen writes to an operator (the bot is silent, so nothing else is worked
 * out): lines without anything personal, screened once more than the desk does it, against the same lines as they are;
 * and lines with a СНИЛС, which is sealed and stored with the turn, against lines with as long a number that is none.
 */
import { inboundOf } from '../../bots/web/parse.ts';
import { screen } from '../../core/domain/screening/screen.ts';
import { anOperator } from '../support/builders.ts';
import { newFolder, openBenchDesk, removeFolder, type BenchDesk } from './bench-desk.ts';
import { interleave, perSecond, type Bench } from './figure.ts';

const citizens = 200;
const atOnce = 64;
const rules = { mark: '…', isPublic: () => false };

const plainLines = [
  'Здравствуйте, вторую неделю не могу записаться к врачу, выходит ошибка 5023',
  'подал заявление 2834756123, статус не меняется с 12.03.2026',
  'спасибо, попробую ещё раз вечером',
  'пароль не подходит, хотя менял его вчера',
  'Обращение № 26-004817-1, когда ответите?',
] as const;
const personal = 'мой номер 112-233-445 95, проверьте, пожалуйста, что с ним';
const readable = 'мой номер 112-233-445 96, проверьте, пожалуйста, что с ним';

const withOperator = async ({ desk }: BenchDesk): Promise<readonly string[]> => {
  const visitors = Array.from({ length: citizens }, (_, at) => `writer-${at}`);
  const operator = anOperator({ role: 'administrator' });
  for (const visitor of visitors) {
    await desk.citizens.receive(inboundOf(visitor, { kind: 'text', text: 'оператор' }, `call-${visitor}`, null));
    const found = await desk.citizens.conversation({ channel: 'web', peer: visitor });
    await desk.operators.claim({ operator, ticket: found?.ticket?.number ?? '', clientId: `claim-${visitor}` });
  }
  return visitors;
};

export const measure = async (bench: Bench): Promise<void> => {
  const dataDir = newFolder();
  const opened = await openBenchDesk({ dataDir });
  const visitors = await withOperator(opened);
  const count = bench.quick ? 2000 : 6000;
  let events = 0;

  const write = async (lineAt: (at: number) => string): Promise<number> => {
    let begun = 0;
    const writer = async (): Promise<void> => {
      while (begun < count) {
        const at = (begun += 1);
        const id = `line-${(events += 1)}`;
        const text = lineAt(at);
        await opened.desk.citizens.receive(inboundOf(visitors[at % citizens] ?? '', { kind: 'text', text }, id, null));
      }
    };
    return perSecond(count, () => Promise.all(Array.from({ length: atOnce }, writer)).then(() => {}));
  };
  const plainAt = (at: number): string => plainLines[at % plainLines.length] ?? '';

  try {
    const rounds = bench.quick ? { rounds: 5, warmUp: 1 } : { rounds: 11, warmUp: 2 };
    const twice = await interleave(
      rounds,
      () => write((at) => screen(plainAt(at), rules).text),
      () => write(plainAt),
    );
    bench.report('turns/s, lines screened twice to once', 'turns/s', twice, { wants: 'more', must: 0.9, aim: 0.97 });
    const sealed = await interleave(
      rounds,
      () => write(() => personal),
      () => write(() => readable),
    );
    bench.report('turns/s, lines with a value to seal to lines without', 'turns/s', sealed, {
      wants: 'more',
      must: 0.7,
      aim: 0.85,
    });
  } finally {
    await opened.close();
    removeFolder(dataDir);
  }
};
