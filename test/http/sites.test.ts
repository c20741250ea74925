import { siteMatcher } from '../../core/http/sites.ts';

describe('sites that may embed the widget', () => {
  const may = siteMatcher(['https://portal.example.ru', 'https://*.gov.example', 'http://localhost:*']);

  test.each([
    'https://portal.example.ru',
    'https://a.gov.example',
    'https://a.b.gov.example',
    'http://localhost:8080',
    'http://localhost',
  ])('%s may', (origin) => expect(may(origin)).toBe(true));

  test.each([
    'http://portal.example.ru',
    'https://portal.example.ru.evil.ru',
    'https://evil.ru/https://portal.example.ru',
    'https://portalXexample.ru',
    'https://gov.example',
    'https://evil.ru#.gov.example',
    'https://evilgov.example',
    'http://localhost.evil.ru:80',
    'null',
    '',
  ])('%s may not', (origin) => expect(may(origin)).toBe(false));
});
