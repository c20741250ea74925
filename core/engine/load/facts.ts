/** Phones, e-mails, addresses and hours live in `organisation.yml` alone; a text may only point at them. */
import type { Problem } from '../problem.ts';
import type { Path, Source } from './source.ts';

const kinds: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  {
    name: 'Телефон',
    pattern:
      /(?:\+7|(?<!\d)[78])[\s\u00a0(–-]{0,3}\d{3}[\s\u00a0)–-]{0,3}\d{3}[\s\u00a0–-]?\d{2}[\s\u00a0–-]?\d{2}(?!\d)/u,
  },
  { name: 'Адрес почты', pattern: /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{2,63})/u },
  {
    name: 'Почтовый адрес',
    pattern:
      /(?<!\d)\d{6},?\s{1,3}(?:г\.|город|[А-Я])|(?:^|[\s,])(?:ул\.|улица|просп\.|проспект|пер\.|переулок)\s?[А-Я]/u,
  },
  {
    name: 'Часы работы',
    pattern: new RegExp(
      [
        String.raw`(?:^|[\s(])[сc]\s\d{1,2}(?:[:.]\d{2})?\s(?:до|по)\s\d{1,2}`,
        String.raw`\d{1,2}[:.]\d{2}\s?[–—-]\s?\d{1,2}[:.]\d{2}`,
        String.raw`(?:^|[\s(])до\s\d{1,2}[:.]\d{2}`,
        String.raw`(?:^|[\s(])(?:пн|вт|ср|чт|пт|сб|вс)\s?[–—-]\s?(?:пн|вт|ср|чт|пт|сб|вс)(?=$|[\s,.;)])`,
        String.raw`понедельник\s?[–—-]\s?(?:пятница|суббота|воскресенье)`,
      ].join('|'),
      'iu',
    ),
  },
  {
    name: 'Адрес сайта',
    pattern:
      /https?:\/\/|(?:^|[\s(«])www\.|(?<![@\p{L}\p{N}._-])[\p{L}\p{N}-]{2,63}\.(?:ru|рф|su|com|org|net|info)(?![\p{L}\p{N}])/iu,
  },
];

/** The address that stands in pages which hide the real one. */
const placeholder = '[email protected]';

export const factProblems = (source: Source, path: Path, text: string): readonly Problem[] =>
  kinds
    .filter(({ pattern }) => pattern.test(text))
    .map(({ name }) =>
      source.problem(
        path,
        `${name} вписан прямо в текст.`,
        'Внесите факт в organisation.yml, а в тексте поставьте {contact.имя} или {hours.линия}.',
      ),
    );

export const placeholderProblems = (file: string, text: string): readonly Problem[] =>
  text.split('\n').flatMap((line, at) =>
    line.toLowerCase().includes(placeholder)
      ? [
          {
            file,
            line: at + 1,
            what: 'Вместо адреса почты стоит заглушка «email protected».',
            cure: 'Узнайте настоящий адрес и внесите его в organisation.yml или уберите строку.',
          },
        ]
      : [],
  );
