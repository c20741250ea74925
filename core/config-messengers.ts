/** Settings of the messengers: part of `config.ts`, which reads them and gathers the problems. */

export interface TelegramConfig {
  readonly token: string;
  readonly apiRoot: string;
  /** Null: updates are fetched by polling, as there is no public address. */
  readonly webhookSecret: string | null;
}

export interface VkConfig {
  readonly token: string;
  readonly groupId: number;
  readonly apiRoot: string;
  /** Null: events are fetched by polling, as there is no public address. */
  readonly callback: { readonly secret: string; readonly confirmation: string } | null;
}

export interface MessengersConfig {
  readonly telegram: TelegramConfig | null;
  readonly vk: VkConfig | null;
  /** Said once at start. */
  readonly notices: readonly string[];
}

interface Reader {
  readonly read: (name: string) => string | null;
  readonly problems: string[];
}

/** Emulators may stand on this machine; a token never travels in the clear anywhere else. */
const apiRootOf = ({ read, problems }: Reader, name: string, usual: string): string => {
  const value = read(name) ?? usual;
  const url = URL.parse(value);
  const local = url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && local))) return value.replace(/\/+$/u, '');
  problems.push(`${name}: «${value}» не годится. Нужен адрес https://, а http:// только на этой же машине.`);
  return usual;
};

const tokenShape = /^\d{3,20}:[\w-]{20,}$/u;
const secretShape = /^[\w-]{16,256}$/u;

const telegramOf = (reader: Reader, isPublic: boolean): TelegramConfig | null => {
  const { read, problems } = reader;
  const token = read('TELEGRAM_BOT_TOKEN');
  const secret = read('TELEGRAM_WEBHOOK_SECRET');
  const apiRoot = apiRootOf(reader, 'TELEGRAM_API_ROOT', 'https://api.telegram.org');
  if (token === null) return null;
  if (!tokenShape.test(token)) {
    problems.push('TELEGRAM_BOT_TOKEN: не похоже на токен бота. Он вида 123456789:AA…, его выдаёт @BotFather.');
  }
  if (isPublic && (secret === null || !secretShape.test(secret))) {
    problems.push(
      'TELEGRAM_WEBHOOK_SECRET: нужна случайная строка от 16 знаков (латиница, цифры, - и _): openssl rand -hex 32. Без неё событие мог бы прислать кто угодно.',
    );
  }
  return { token, apiRoot, webhookSecret: isPublic ? secret : null };
};

const vkOf = (reader: Reader, isPublic: boolean): VkConfig | null => {
  const { read, problems } = reader;
  const token = read('VK_TOKEN');
  const group = read('VK_GROUP_ID');
  const secret = read('VK_SECRET');
  const confirmation = read('VK_CONFIRMATION');
  const apiRoot = apiRootOf(reader, 'VK_API_ROOT', 'https://api.vk.com');
  if (token === null) return null;
  if (group === null || !/^[1-9]\d{0,15}$/u.test(group)) {
    problems.push('VK_GROUP_ID: нужен номер сообщества цифрами (Управление → Работа с API).');
  }
  if (isPublic && (secret === null || secret.length < 8 || secret.length > 50)) {
    problems.push(
      'VK_SECRET: нужен секретный ключ Callback API, от 8 до 50 знаков; тот же, что в настройках сервера сообщества.',
    );
  }
  if (isPublic && confirmation === null) {
    problems.push('VK_CONFIRMATION: нужна строка, которую должен вернуть сервер (Callback API → Настройки сервера).');
  }
  const callback = isPublic ? { secret: secret ?? '', confirmation: confirmation ?? '' } : null;
  return { token, groupId: Number(group), apiRoot, callback };
};

/** `isPublic`: platforms can reach us. */
export const messengersOf = (reader: Reader, isPublic: boolean): MessengersConfig => {
  const telegram = telegramOf(reader, isPublic);
  const vk = vkOf(reader, isPublic);
  const stateBody = reader.read('STATE_BODY');
  if (stateBody !== null && stateBody !== 'true' && stateBody !== 'false') {
    reader.problems.push(`STATE_BODY: «${stateBody}» не годится. Укажите true или false.`);
  }
  const forbidden = stateBody === 'true' && telegram !== null;
  return {
    telegram: forbidden ? null : telegram,
    vk,
    notices: forbidden
      ? [
          'Telegram выключен: STATE_BODY=true, а 41-ФЗ от 01.04.2025 запрещает госорганам общаться с гражданами через него.',
        ]
      : [],
  };
};
