/**
 * Who a widget visitor is: a signed token that carries the visitor's id and the site that embeds the panel.
 * It opens one conversation and nothing else. A token of another site, a forged or an old one is simply a new visitor.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const day = 86_400_000;
const rotateAfterMs = day;
const validMs = 180 * day;
const maxTokenLength = 600;

const payloadSchema = z.strictObject({
  visitor: z.string().regex(/^[\w-]{22}$/u),
  origin: z.string().max(300),
  issued: z.int().min(0),
  /** Given to whoever came by a link. */
  linked: z.literal(true).optional(),
});

export interface Visitor {
  readonly id: string;
  /** Always send this one back: a fresh one when the old one was a day old. */
  readonly token: string;
  /** Came by a link: was let in to a conversation that is there, and never begins one. */
  readonly linked: boolean;
}

export interface VisitorTokens {
  /** `invited`: the id that was given already to whoever came by a link. */
  issue(origin: string, now: number, invited?: string): Visitor;
  /** Null when the token is not ours, not for this site, or too old. */
  verify(token: string, origin: string, now: number): Visitor | null;
}

export const createVisitorTokens = (key: string): VisitorTokens => {
  const sign = (body: string): Buffer => createHmac('sha256', key).update(`visitor.${body}`).digest();

  const seal = (visitor: string, origin: string, issued: number, linked: boolean): string => {
    const facts = { visitor, origin, issued, ...(linked ? { linked } : {}) };
    const body = Buffer.from(JSON.stringify(facts)).toString('base64url');
    return `${body}.${sign(body).toString('base64url')}`;
  };

  const read = (body: string): unknown => {
    try {
      return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
    } catch {
      return null;
    }
  };

  return {
    issue: (origin, now, invited) => {
      const linked = invited !== undefined;
      const id = invited ?? randomBytes(16).toString('base64url');
      return { id, token: seal(id, origin, now, linked), linked };
    },
    verify: (token, origin, now) => {
      const [body, signature, rest] = token.length > maxTokenLength ? [] : token.split('.');
      if (body === undefined || signature === undefined || rest !== undefined) return null;
      const expected = sign(body);
      const given = Buffer.from(signature, 'base64url');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      const parsed = payloadSchema.safeParse(read(body));
      if (!parsed.success || parsed.data.origin !== origin) return null;
      const age = now - parsed.data.issued;
      if (age > validMs) return null;
      const { visitor: id, linked = false } = parsed.data;
      return { id, token: age > rotateAfterMs ? seal(id, origin, now, linked) : token, linked };
    },
  };
};
