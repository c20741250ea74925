/** The citizen's files: who asks is told by the visitor's token in the Authorization header, never in an address. */
import type { IncomingMessage } from 'node:http';
import type { CitizenDesk } from '../../core/ports/desk.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { FileAsker, FileDoor } from '../../core/ports/file-door.ts';
import { citizenOwner } from '../../core/ports/files.ts';
import { addressOf } from './requests.ts';
import type { VisitorTokens } from './token.ts';

export interface CitizenFileDeps {
  readonly desk: Pick<CitizenDesk, 'conversation'>;
  readonly tokens: VisitorTokens;
  readonly clock: Clock;
}

/** `Authorization: Visitor <token>`, and in `X-Embedder` the site that embeds the panel, as in the handshake. */
const visitorIn = ({ headers }: IncomingMessage, tokens: VisitorTokens, now: number): string | null => {
  const [, token] = /^Visitor (\S{1,1000})$/u.exec(headers.authorization ?? '') ?? [];
  const origin = headers['x-embedder'];
  if (token === undefined || typeof origin !== 'string') return null;
  return tokens.verify(token, origin, now)?.id ?? null;
};

export const createCitizenFileDoor = ({ desk, tokens, clock }: CitizenFileDeps): FileDoor => ({
  admit: async (request) => {
    const visitor = visitorIn(request, tokens, clock.now());
    if (visitor === null) return null;
    const address = addressOf(visitor);
    const owner = citizenOwner(address);
    const own = async (): Promise<string | null> => (await desk.conversation(address))?.conversation.id ?? null;
    return {
      owner,
      recordings: false,
      into: async () => {
        const conversation = await own();
        return conversation === null ? null : { conversation };
      },
      sees: async (row) => {
        if (row.conversation === null || row.conversation !== (await own())) return false;
        return row.line === null ? row.owner === owner : row.line.audience === 'all';
      },
    } satisfies FileAsker;
  },
});
