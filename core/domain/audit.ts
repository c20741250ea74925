/**
 * What is written into the audit: who did what to which ticket or person, and never a personal value or a text.
 * A new action is one line here; the console then asks for its words (`operator-console/web/texts/audit.ts`).
 */
export const auditActions = [
  'ticket:opened',
  'ticket:handoff',
  'ticket:claim',
  'ticket:reply',
  'ticket:note',
  'ticket:transfer',
  'ticket:solve',
  'ticket:hand-back',
  'ticket:reject',
  'ticket:reopen',
  // Made by the scenario's events.
  'ticket:ask',
  'ticket:confirm',
  'ticket:consult',
  'ticket:dispute',
  'ticket:release',
  'ticket:resume',
  'ticket:silence',
  'ticket:to-bot',
  'ticket:withdraw',
  'ticket:remind',
  'ticket:escalate',
  'ticket:complain',
  'sign-in:done',
  'sign-in:failed',
  'sign-in:locked',
  'sign-in:ended',
  'password:changed',
  'password:reset',
  'person:added',
  'person:changed',
  'person:off',
  'person:on',
  'person:signed-out',
  'canned:added',
  'canned:changed',
  'canned:removed',
  'canned:restored',
] as const;

export type AuditAction = (typeof auditActions)[number];
