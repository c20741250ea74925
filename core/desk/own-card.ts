/**
 * One's own card from a messenger: the number is the answer where a phone is asked for, and is of use where a person reads
 * along; then it goes the way of a typed one. Anywhere else nothing of it is kept.
 */
import { openQuestion } from '../engine/personal-question.ts';
import { policyHere, type Ctx } from './perform.ts';

/** Telegram leaves the plus out. */
const spelt = (phone: string): string => (/^\d{11,15}$/u.test(phone) ? `+${phone}` : phone);

/** The number as if it had been typed; null: it is not wanted. */
export const wantedPhone = (ctx: Ctx, phone: string | undefined): string | null => {
  if (phone === undefined || policyHere(ctx) !== 'full') return null;
  const { engine } = ctx.draft.conversation();
  const { kind } = engine.mode;
  const isAsked = openQuestion(ctx.script, engine, phone)?.kind === 'phone';
  return isAsked || kind === 'live' || kind === 'queued' ? spelt(phone) : null;
};
