import { createTyping } from '../../core/desk/typing.ts';
import type { TypingDeps } from '../../core/desk/typing.ts';
import { anOperator, aConversation, aTicket, dayOne } from '../support/builders.ts';
import { createSimulatedClock } from '../support/clock.ts';

const marina = anOperator({ id: 'op-1' });
const conversation = aConversation({ replyTo: { channel: 'telegram', peer: '7' } });
const ticket = aTicket({ conversation: conversation.id, status: 'active', owner: 'op-1' });

/** An operator at a ticket of a citizen in Telegram; what the platform answers is the test's. */
const scene = (over: { readonly spare?: boolean; readonly fails?: boolean; readonly owner?: string | null } = {}) => {
  const clock = createSimulatedClock(dayOne);
  const shown: string[] = [];
  const counted: string[] = [];
  const row = { ticket: { ...ticket, owner: over.owner === undefined ? 'op-1' : over.owner } };
  const deps = {
    clock,
    views: { ticket: async () => row },
    turns: { load: async () => ({ conversation, tickets: [] }) },
    meter: { typing: (how: string) => void counted.push(how) },
  } as unknown as TypingDeps;
  const writes = createTyping(deps, (channel) =>
    channel === 'telegram'
      ? {
          typing: async ({ peer }) => {
            if (over.fails) throw new Error('429');
            shown.push(peer);
          },
          spare: () => over.spare ?? true,
        }
      : undefined,
  );
  const strokes = async (count: number, everyMs: number): Promise<void> => {
    for (let stroke = 0; stroke < count; stroke += 1) {
      writes(marina, ticket.number);
      for (let tick = 0; tick < 10; tick += 1) await Promise.resolve();
      clock.advance(everyMs);
    }
  };
  return { strokes, shown, counted };
};

describe('an operator writes to a citizen in a messenger', () => {
  test('and it is shown once in four seconds however fast they type, and no more when they stop', async () => {
    const { strokes, shown } = scene();
    await strokes(40, 250);
    expect(shown).toEqual(['7', '7', '7']);
    await strokes(0, 60_000);
    expect(shown).toHaveLength(3);
  });

  test('and lines that wait have the pace to themselves', async () => {
    const { strokes, shown, counted } = scene({ spare: false });
    await strokes(2, 4_000);
    expect([shown, counted]).toEqual([[], ['skipped', 'skipped']]);
  });

  test('and a platform that refuses is counted, nothing else', async () => {
    const { strokes, counted } = scene({ fails: true });
    await strokes(1, 0);
    expect(counted).toEqual(['failed']);
  });

  test.each([['a colleague', 'op-2'] as const, ['nobody', null] as const])(
    'and nothing is shown while the ticket is that of %s',
    async (_name, owner) => {
      const { strokes, shown, counted } = scene({ owner });
      await strokes(3, 4_000);
      expect([shown, counted]).toEqual([[], []]);
    },
  );
});
