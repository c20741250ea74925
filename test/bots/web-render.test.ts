import fc from 'fast-check';
import { renderMessage } from '../../bots/web/render.ts';
import type { Author, Message } from '../../core/domain/message.ts';

const author: fc.Arbitrary<Author> = fc.oneof(
  fc.constantFrom<Author>({ kind: 'citizen' }, { kind: 'bot' }, { kind: 'system' }),
  fc.record({ kind: fc.constantFrom('operator' as const, 'note' as const), id: fc.string(), name: fc.string() }),
);

const message: fc.Arbitrary<Message> = fc.record({
  seq: fc.nat(),
  at: fc.nat(),
  author,
  audience: fc.constantFrom('all' as const, 'staff' as const),
  text: fc.string(),
  masked: fc.constant([]),
  options: fc.array(fc.record({ kind: fc.constantFrom('choice' as const, 'operator' as const), label: fc.string() })),
  files: fc.constant([]),
  clientId: fc.option(fc.string()),
  cause: fc.constant(null),
  delivery: fc.constant(null),
});

const line: Message = {
  seq: 3,
  at: 1,
  author: { kind: 'bot' },
  audience: 'all',
  text: 'Что случилось?',
  masked: [],
  options: [],
  files: [],
  clientId: null,
  cause: null,
  delivery: null,
};

describe('what the widget is shown', () => {
  test('never a note and never a line for the staff, whoever wrote it', () => {
    fc.assert(
      fc.property(message, (stored) => {
        const hidden = stored.audience === 'staff' || stored.author.kind === 'note';
        expect(renderMessage(stored) === null).toBe(hidden);
      }),
    );
  });

  test('an operator by the first name alone, and never an id', () => {
    const shown = renderMessage({
      ...line,
      text: 'Здравствуйте',
      author: { kind: 'operator', id: 'operator-7', name: 'Марина Соколова' },
    });
    expect(shown).toMatchObject({ from: 'operator', name: 'Марина' });
    expect(JSON.stringify(shown)).not.toMatch(/Соколова|operator-7/u);
  });

  test('that a link went to the messenger, and not which', () => {
    expect(renderMessage(line)).not.toHaveProperty('link');
    const shown = renderMessage({ ...line, link: 'link-of-elena' });
    expect(shown?.link).toBe(true);
    expect(JSON.stringify(shown)).not.toContain('link-of-elena');
  });

  test('buttons with payloads that name the message and the place', () => {
    const shown = renderMessage({
      ...line,
      seq: 12,
      author: { kind: 'bot' },
      options: [
        { kind: 'choice', label: 'Не приходит код' },
        { kind: 'operator', label: 'Перейти к оператору' },
      ],
    });
    expect(shown?.options.map((option) => option.payload)).toEqual(['12.0', '12.1']);
  });
});
