import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { allowedUrl, guardedLookup, isInner } from '../../bots/messenger/addresses.ts';
import { download } from '../../bots/messenger/download.ts';
import { placesOf } from '../../bots/vk/places.ts';
import { createUploads, NotTaken } from '../../bots/vk/uploads.ts';
import { pdf } from '../support/samples.ts';

const real = { apiRoot: 'https://api.vk.com', domains: ['vk.com', 'userapi.com'] };

describe('places from which a citizen’s file may be fetched', () => {
  test.each([
    ['https://sun9-1.userapi.com/impg/a.jpg?size=1', true],
    ['https://vk.com/doc1_2?hash=x', true],
    ['https://api.vk.com/x', true],
    ['http://sun9-1.userapi.com/a.jpg', false],
    ['https://userapi.com.evil.example/a.jpg', false],
    ['https://eviluserapi.com/a.jpg', false],
    ['https://vk.com:8443/a.jpg', false],
    ['https://user:secret@vk.com/a.jpg', false],
    ['https://evil.example/vk.com', false],
    ['https://127.0.0.1/a', false],
    ['https://2130706433/a', false],
    ['https://[::1]/a', false],
    ['https://169.254.169.254/latest', false],
    ['file:///etc/passwd', false],
    ['gopher://vk.com/', false],
    ['', false],
  ])('B63 %s: %s', (url, allowed) => {
    expect(allowedUrl(real, url) !== null).toBe(allowed);
  });

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '192.168.0.1',
    '172.31.0.1',
    '0.0.0.0',
    '::1',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
  ])('B63 a name of the platform that leads to %s is not followed', (address) => {
    expect(isInner(address)).toBe(true);
  });

  test('addresses of the world are', () => {
    expect(['149.154.167.220', '87.240.129.133', '2a00:bdc0::1'].map(isInner)).toEqual([false, false, false]);
  });

  test('B63 the look-up itself refuses a name that leads inside', async () => {
    const error = await new Promise((resolve) => guardedLookup(real)('localhost', { all: true }, resolve));
    expect(String(error)).toContain('inner');
  });
});

describe('fetching', () => {
  const servers: Server[] = [];
  const serve = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  const fetchFrom = async (url: string, stall?: number): Promise<string> => {
    const { bytes } = await download(
      { apiRoot: url, domains: [] },
      `${url}/a?key=SECRET`,
      new AbortController().signal,
      stall,
    );
    return (await buffer(bytes)).toString();
  };

  test('a redirect to another place of the platform is followed', async () => {
    const other = await serve((_request, response) => response.end('там'));
    const url = await serve((_request, response) => response.writeHead(302, { location: `${other}/b` }).end());
    expect(await fetchFrom(url)).toBe('там');
  });

  test.each([
    ['to elsewhere', 'https://evil.example/x'],
    ['inside', 'http://192.168.0.1/x'],
    ['to a file', 'file:///etc/passwd'],
  ])('B63 a redirect %s is not', async (_where, location) => {
    const url = await serve((_request, response) => response.writeHead(302, { location }).end());
    await expect(fetchFrom(url)).rejects.toMatchObject({ name: 'DownloadFailure', kind: 'place' });
  });

  test('redirects without end, an error page, a broken connection and a hanging one end by themselves and tell no key', async () => {
    const ends: RequestListener[] = [
      (request, response) => response.writeHead(302, { location: request.url ?? '' }).end(),
      (_request, response) => response.writeHead(404).end('<html>'),
      (_request, response) => response.destroy(),
      (_request, response) => void response.writeHead(200, { 'content-length': 1000 }).write('half'),
      () => {},
    ];
    for (const listener of ends) {
      const error = await fetchFrom(await serve(listener), 200).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: 'DownloadFailure' });
      expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('SECRET');
    }
  });

  test('a body shorter than it says is no file', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('half');
      setImmediate(() => response.destroy());
    });
    await expect(fetchFrom(url)).rejects.toMatchObject({ kind: 'network' });
  });
});

describe('bringing an operator’s file to VK', () => {
  const apiRoots = ['https://api.vk.com', 'http://127.0.0.1:1'];

  test.each([
    ['https://pu.vk.com/c1/ss2/upload.php?act=do_add', true],
    ['https://lu.userapi.com/upload.php', true],
    ['https://sel-u.vkuserphoto.ru/upload.php', true],
    ['http://pu.vk.com/upload.php', false],
    ['https://pu.vk.com.evil.example/upload.php', false],
    ['https://vkuser.example/upload.php', false],
  ])('an address that the platform tells: %s: %s', (url, allowed) => {
    expect(allowedUrl(placesOf('https://api.vk.com'), url) !== null).toBe(allowed);
  });

  test.each(apiRoots)(
    'with the API at %s nothing is brought to a place that is not the platform’s',
    async (apiRoot) => {
      let opened = 0;
      const upload = createUploads({
        apiRoot,
        client: { call: async () => ({ upload_url: 'https://files.example/upload' }), close: () => {} },
        files: {
          read: async () => {
            opened += 1;
            return Readable.from(pdf());
          },
        },
      });
      const state = { kind: 'ready' } as const;
      const file = { id: 'a', name: 'Памятка.pdf', kind: 'pdf', size: pdf().length, picture: null, state } as const;
      await expect(upload(1, [file], AbortSignal.timeout(5_000))).rejects.toThrow(NotTaken);
      expect(opened).toBe(0);
    },
  );
});
