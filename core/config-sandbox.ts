/** Which messengers the sandbox plays: those without a token that are not off, never in production. Part of `config.ts`. */
import type { Policy } from './domain/policy.ts';

export interface Emulated {
  readonly platform: 'telegram' | 'vk';
  readonly policy: Policy;
}

interface Reader {
  readonly read: (name: string) => string | null;
  readonly problems: string[];
}

/** Null: the channel is off. What cannot be read is told of by the messengers' own settings. */
const policyOf = (value: string | null): Policy | null => {
  if (value === 'off') return null;
  return value === 'full' ? 'full' : 'no-personal';
};

export const sandboxOf = ({ read, problems }: Reader, production: boolean): readonly Emulated[] => {
  const wish = read('SANDBOX');
  if (wish !== null && wish !== 'true' && wish !== 'false') {
    problems.push(`SANDBOX: «${wish}» не годится. Укажите true или false.`);
  }
  if (production && wish === 'true') {
    problems.push('SANDBOX: в рабочем режиме песочницы нет. Уберите SANDBOX или NODE_ENV=production.');
  }
  if (production || wish === 'false') return [];
  const telegram = read('STATE_BODY') === 'true' ? null : policyOf(read('TELEGRAM_POLICY'));
  const vk = policyOf(read('VK_POLICY'));
  return [
    ...(telegram !== null && read('TELEGRAM_BOT_TOKEN') === null
      ? [{ platform: 'telegram', policy: telegram } as const]
      : []),
    ...(vk !== null && read('VK_TOKEN') === null ? [{ platform: 'vk', policy: vk } as const] : []),
  ];
};
