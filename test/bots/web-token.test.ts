import { createVisitorTokens } from '../../bots/web/token.ts';

const tokens = createVisitorTokens('a key of the server that is long enough');
const site = 'https://portal.example';
const day = 86_400_000;

describe('visitor tokens', () => {
  test('bring the same visitor back on the same site', () => {
    const visitor = tokens.issue(site, 0);
    expect(tokens.verify(visitor.token, site, day / 2)).toEqual(visitor);
  });

  test('mean nothing on another site, so a talk does not follow people around', () => {
    expect(tokens.verify(tokens.issue(site, 0).token, 'https://other.example', 1)).toBeNull();
  });

  test('are rotated after a day, and the visitor stays the same', () => {
    const visitor = tokens.issue(site, 0);
    const later = tokens.verify(visitor.token, site, 2 * day);
    expect(later?.id).toBe(visitor.id);
    expect(later?.token).not.toBe(visitor.token);
    expect(tokens.verify(later?.token ?? '', site, 179 * day)?.id).toBe(visitor.id);
  });

  test('of whoever came by a link stay so when they are rotated', () => {
    const invited = tokens.issue(site, 0, 'A'.repeat(22));
    expect(invited).toMatchObject({ id: 'A'.repeat(22), linked: true });
    const later = tokens.verify(invited.token, site, 2 * day);
    expect(tokens.verify(later?.token ?? '', site, 3 * day)).toMatchObject({ id: 'A'.repeat(22), linked: true });
    expect(tokens.issue(site, 0).linked).toBe(false);
  });

  test('die in the end', () => {
    expect(tokens.verify(tokens.issue(site, 0).token, site, 181 * day)).toBeNull();
  });

  test('cannot be forged, changed or signed with another key', () => {
    const { token } = tokens.issue(site, 0);
    const [body = '', signature = ''] = token.split('.');
    const other = Buffer.from(JSON.stringify({ visitor: 'A'.repeat(22), origin: site, issued: 1 })).toString(
      'base64url',
    );
    const alien = createVisitorTokens('another key of another server here').issue(site, 0).token;
    const forged = [
      `${other}.${signature}`,
      `${body}.`,
      `${body}.${'A'.repeat(signature.length)}`,
      `${token}.x`,
      alien,
      '',
      '.',
      'null',
      `${'A'.repeat(5000)}.${signature}`,
      Buffer.from('{"alg":"none"}').toString('base64url'),
    ];
    for (const one of forged) expect(tokens.verify(one, site, 1)).toBeNull();
  });

  test('two visitors never share an id', () => {
    const ids = new Set(Array.from({ length: 500 }, () => tokens.issue(site, 0).id));
    expect(ids.size).toBe(500);
  });
});
