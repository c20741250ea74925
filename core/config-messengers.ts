/** Settings of the messengers: part of `config.ts`, which reads them and gathers the problems. */
import type { Policy, PolicyOf } from './domain/policy.ts';

export interface TelegramConfig {
  readonly token: string;
  readonly apiRoot: string;
  /** Null: updates are fetched by polling, as there is no public address. */
  readonly webhookSecret: string | null;
  readonly policy: Policy;
}

export interface VkConfig {
  readonly token: string;
  readonly groupId: number;
  readonly apiRoot: string;
  /** Null: events are fetched by polling, as there is no public address. */
  readonly callback: { readonly secret: string; readonly confirmation: string } | null;
  readonly policy: Policy;
}

export interface MessengersConfig {
  readonly telegram: TelegramConfig | null;
  readonly vk: VkConfig | null;
  readonly policyOf: PolicyOf;
  /** Said once at start. */
  readonly notices: readonly string[];
}

interface Reader {
  readonly read: (name: string) => string | null;
  readonly problems: string[];
}

/** Who finds us at the public address: platforms and citizens, this machine alone (for a trial), nobody. */
export type Reach = 'outside' | 'here' | 'nobody';

const localHosts = ['127.0.0.1', 'localhost', '[::1]'];

export const reachOf = (publicUrl: string | null): Reach => {
  if (publicUrl === null) return 'nobody';
  return localHosts.includes(URL.parse(publicUrl)?.hostname ?? '') ? 'here' : 'outside';
};

/** Null: the channel is off, whatever else is set. */
const policyOf = ({ read, problems }: Reader, name: string): Policy | null => {
  const value = read(name) ?? 'no-personal';
  if (value === 'off') return null;
  if (value === 'no-personal' || value === 'full') return value;
  problems.push(`${name}: «${value}» не годится. Выберите off, no-personal или full.`);
  return 'no-personal';
};

/** Emulators may stand on this machine; a token never travels in the clear anywhere else. */
const apiRootOf = ({ read, problems }: Reader, name: string, usual: string): string => {
  const value = read(name) ?? usual;
  const url = URL.parse(value);
  const local = url !== null && localHosts.includes(url.hostname);
  if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && local))) return value.replace(/\/+$/u, '');
  problems.push(`${name}: «${value}» не годится. Нужен адрес https://, а http:// только на этой же машине.`);
  return usual;
};

const tokenShape = /^\d{3,20}:[\w-]{20,}$/u;
const secretShape = /^[\w-]{16,256}$/u;

const telegramOf = (reader: Reader, reach: Reach): TelegramConfig | null => {
  const { read, problems } = reader;
  const token = read('TELEGRAM_BOT_TOKEN');
  const secret = read('TELEGRAM_WEBHOOK_SECRET');
  const policy = policyOf(reader, 'TELEGRAM_POLICY');
  const apiRoot = apiRootOf(reader, 'TELEGRAM_API_ROOT', 'https://api.telegram.org');
  if (token === null || policy === null) return null;
  if (!tokenShape.test(token)) {
    problems.push('TELEGRAM_BOT_TOKEN: не похоже на токен бота. Он вида 123456789:AA…, его выдаёт @BotFather.');
  }
  if (reach === 'outside' ? !secretShape.test(secret ?? '') : secret !== null && !secretShape.test(secret)) {
    problems.push(
      'TELEGRAM_WEBHOOK_SECRET: нужна случайная строка от 16 знаков (латиница, цифры, - и _): openssl rand -hex 32. Без неё событие мог бы прислать кто угодно.',
    );
  }
  return { token, apiRoot, webhookSecret: reach === 'nobody' ? null : secret, policy };
};

const vkOf = (reader: Reader, reach: Reach): VkConfig | null => {
  const { read, problems } = reader;
  const token = read('VK_TOKEN');
  const group = read('VK_GROUP_ID');
  const secret = read('VK_SECRET');
  const confirmation = read('VK_CONFIRMATION');
  const policy = policyOf(reader, 'VK_POLICY');
  const apiRoot = apiRootOf(reader, 'VK_API_ROOT', 'https://api.vk.com');
  if (token === null || policy === null) return null;
  if (group === null || !/^[1-9]\d{0,15}$/u.test(group)) {
    problems.push('VK_GROUP_ID: нужен номер сообщества цифрами (Управление → Работа с API).');
  }
  const called = reach === 'outside' || (reach === 'here' && secret !== null);
  if (called && (secret === null || secret.length < 8 || secret.length > 50)) {
    problems.push(
      'VK_SECRET: нужен секретный ключ Callback API, от 8 до 50 знаков; тот же, что в настройках сервера сообщества.',
    );
  }
  if (called && confirmation === null) {
    problems.push('VK_CONFIRMATION: нужна строка, которую должен вернуть сервер (Callback API → Настройки сервера).');
  }
  const callback = called ? { secret: secret ?? '', confirmation: confirmation ?? '' } : null;
  return { token, groupId: Number(group), apiRoot, callback, policy };
};

const notices = (telegram: TelegramConfig | null, vk: VkConfig | null, reach: Reach): readonly string[] => {
  const set = [
    telegram && ({ ...telegram, name: 'TELEGRAM_POLICY' } as const),
    vk && ({ ...vk, name: 'VK_POLICY' } as const),
  ];
  const known = set.filter((one) => one !== null);
  return [
    ...known
      .filter(({ policy }) => policy === 'full')
      .map(
        ({ name }) =>
          `${name}=full: личные данные спрашиваются и хранятся в стороннем сервисе. Убедитесь, что закон вам это разрешает, или верните no-personal.`,
      ),
    ...(reach === 'nobody' && known.some(({ policy }) => policy === 'no-personal')
      ? ['PUBLIC_URL не задан: ссылку в защищённый чат бот в мессенджере предложить не сможет. Задайте адрес портала.']
      : []),
  ];
};

const stateBodyOf = ({ read, problems }: Reader): boolean => {
  const value = read('STATE_BODY');
  if (value !== null && value !== 'true' && value !== 'false') {
    problems.push(`STATE_BODY: «${value}» не годится. Укажите true или false.`);
  }
  return value === 'true';
};

const forbidden =
  'Telegram выключен: STATE_BODY=true, а 41-ФЗ от 01.04.2025 запрещает госорганам общаться с гражданами через него.';

export const messengersOf = (reader: Reader, reach: Reach): MessengersConfig => {
  const wanted = telegramOf(reader, reach);
  const vk = vkOf(reader, reach);
  const isForbidden = stateBodyOf(reader) && wanted !== null;
  const telegram = isForbidden ? null : wanted;
  const policies = {
    web: 'full',
    telegram: telegram?.policy ?? 'no-personal',
    vk: vk?.policy ?? 'no-personal',
  } as const;
  return {
    telegram,
    vk,
    policyOf: (channel) => policies[channel],
    notices: [...(isForbidden ? [forbidden] : []), ...notices(telegram, vk, reach)],
  };
};
