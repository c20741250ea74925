/** The promises of `Files` in `core/ports/files.ts`, for any place where bytes are kept. */
import { buffer } from 'node:stream/consumers';
import type { Conversation } from '../../core/domain/conversation.ts';
import type { Files, Staged } from '../../core/ports/files.ts';
import { aConversation, aMessage, anAttachment, aTurn, dayOne, following } from '../support/builders.ts';
import type { SimulatedClock } from '../support/clock.ts';
import { cp1251, exe, jpeg, pdf, png, xml, zip } from '../support/samples.ts';
import type { StoreUnderTest } from './store.ts';

export interface FilesUnderTest {
  readonly files: Files;
  readonly store: StoreUnderTest;
  readonly clock: SimulatedClock;
  /** How many files lie there, begun ones included. */
  count(): Promise<number>;
  close(): Promise<void>;
}

const owner = 'web:elena';
const day = 86_400_000;

async function* pieces(bytes: Buffer, size = 1500): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export const describeFiles = (name: string, make: () => Promise<FilesUnderTest>): void => {
  describe(`files (${name})`, () => {
    let parts: FilesUnderTest;
    let conversation: Conversation;
    beforeEach(async () => {
      parts = await make();
      conversation = aConversation({ createdAt: dayOne });
      await parts.store.turns.commit(aTurn({ conversation, messages: [] }));
    });
    afterEach(() => parts.close());

    const stage = (bytes: Buffer, told = 'файл', size?: number): Promise<Staged> =>
      parts.files.stage({ conversation: conversation.id, owner, name: told, source: pieces(bytes, size) });
    const staged = async (bytes: Buffer, told?: string) => {
      const result = await stage(bytes, told);
      if (!result.ok) throw new Error(result.trouble);
      return result.file;
    };
    const bytesOf = async (id: string): Promise<Buffer | null> => {
      const stream = await parts.files.read(id);
      return stream && buffer(stream);
    };

    test.each([
      ['a PDF', pdf(), 'pdf'],
      ['an XML', xml(), 'xml'],
      ['a log in UTF-8', Buffer.from('2026-11-24 ошибка 5023\n'), 'text'],
      ['a log in CP1251', cp1251, 'text'],
      ['a PNG', png(), 'png'],
      ['a JPEG', jpeg(), 'jpeg'],
    ])('%s is kept and read back byte for byte', async (_what, bytes, kind) => {
      const file = await staged(bytes, 'Файл');
      expect(file).toMatchObject({ kind, size: bytes.length, state: { kind: 'ready' } });
      expect(await bytesOf(file.id)).toEqual(bytes);
      expect(await parts.files.find(file.id)).toMatchObject({ owner, conversation: conversation.id, line: null });
    });

    test('the pieces in which it comes change nothing', async () => {
      const bytes = pdf(9000);
      for (const size of [1, 4099, 4100, 20_000]) {
        const result = await stage(bytes, 'a.pdf', size);
        expect(result.ok && (await bytesOf(result.file.id))).toEqual(bytes);
      }
    });

    test('a part of it is read alone', async () => {
      const { id } = await staged(pdf());
      const part = async (start: number, end: number) => {
        const stream = await parts.files.read(id, { start, end });
        return stream && buffer(stream);
      };
      expect(await part(0, 0)).toEqual(pdf().subarray(0, 1));
      expect(await part(5, 20)).toEqual(pdf().subarray(5, 21));
    });

    test.each([
      ['nothing', Buffer.alloc(0), 'empty'],
      ['a program called photo.jpg', exe, 'kind'],
      ['an archive', zip('a.txt'), 'kind'],
      ['a Word document', zip('word/document.xml'), 'kind'],
      ['a picture of more than 2 MB', png({ noise: 2 * 1024 * 1024 }), 'too-large'],
      ['a PDF of more than 5 MB', pdf(5 * 1024 * 1024 + 1), 'too-large'],
      ['half a PNG', png().subarray(0, 60), 'damaged'],
      ['a picture of 50 000 × 50 000', png({ width: 50_000, height: 50_000 }), 'pixels'],
    ])('%s is refused and leaves nothing', async (_what, bytes, trouble) => {
      expect(await stage(bytes, 'photo.jpg')).toMatchObject({ ok: false, trouble });
      expect(await parts.count()).toBe(0);
    });

    test('the limit itself is still allowed, and nothing is read beyond it', async () => {
      expect(await stage(pdf(5 * 1024 * 1024))).toMatchObject({ ok: true });
      let given = 0;
      async function* endless(): AsyncIterable<Uint8Array> {
        yield pdf(5000);
        for (;;) {
          given += 1;
          yield Buffer.alloc(100_000, 0x20);
        }
      }
      const result = await parts.files.stage({ conversation: conversation.id, owner, name: 'a', source: endless() });
      expect(result).toEqual({ ok: false, trouble: 'too-large', limit: 5 * 1024 * 1024 });
      expect(given).toBeLessThan(60);
    });

    test('an upload that breaks off leaves nothing', async () => {
      async function* broken(): AsyncIterable<Uint8Array> {
        yield pdf(8000).subarray(0, 5000);
        throw new Error('aborted');
      }
      const upload = { conversation: conversation.id, owner, name: 'a.pdf', source: broken() };
      await expect(parts.files.stage(upload)).rejects.toThrow('aborted');
      expect(await parts.count()).toBe(0);
    });

    test('what its owner takes back is gone; nobody else can take it back, and not once a message has it', async () => {
      const [one, two] = [await staged(pdf()), await staged(pdf())];
      await parts.files.discard(one.id, 'web:other');
      expect(await bytesOf(one.id)).not.toBeNull();
      await parts.files.discard(one.id, owner);
      expect([await bytesOf(one.id), await parts.files.find(one.id)]).toEqual([null, null]);
      const line = aMessage({ files: [two] });
      await parts.store.turns.commit(aTurn({ conversation: following(conversation), messages: [line] }));
      await parts.files.discard(two.id, owner);
      expect(await bytesOf(two.id)).toEqual(pdf());
    });

    test('the sweep removes what waited for its message for a day, and keeps what a message has', async () => {
      const [left, sent] = [await staged(pdf()), await staged(png())];
      const line = aMessage({ files: [sent] });
      await parts.store.turns.commit(aTurn({ conversation: following(conversation), messages: [line] }));
      parts.clock.advance(day / 2);
      expect(await parts.files.sweep()).toBe(0);
      parts.clock.advance(day);
      expect(await parts.files.sweep()).toBe(1);
      expect([await bytesOf(left.id), await bytesOf(sent.id)]).toEqual([null, png()]);
      expect(await parts.count()).toBe(1);
    });

    const fill = (id: string, bytes: Buffer): Promise<Staged> =>
      parts.files.fill(id, conversation.id, { name: 'Чек', source: pieces(bytes) });

    test('bytes of a file that a line tells of lie under its id; fetched again they are there once', async () => {
      const waiting = anAttachment({ state: { kind: 'pending' }, picture: null });
      const line = aMessage({ text: '', files: [waiting] });
      await parts.store.turns.commit(aTurn({ conversation: following(conversation), messages: [line] }));
      for (const bytes of [png(), pdf()]) {
        const file = {
          id: waiting.id,
          name: expect.stringContaining('Чек'),
          size: bytes.length,
          state: { kind: 'ready' },
        };
        expect(await fill(waiting.id, bytes)).toMatchObject({ ok: true, file });
        expect(await bytesOf(waiting.id)).toEqual(bytes);
        expect(await parts.count()).toBe(1);
      }
      expect(await fill('f'.repeat(32), exe)).toMatchObject({ ok: false, trouble: 'kind' });
      expect(await parts.count()).toBe(1);
    });

    test('an unknown id is nothing', async () => {
      expect(await parts.files.find('0'.repeat(32))).toBeNull();
      expect(await parts.files.read('0'.repeat(32))).toBeNull();
    });
  });
};
