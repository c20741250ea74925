/** The whole product with VK attached: the real adapter, the emulator that speaks the VK API. */
import type { PersonDialogue } from '../../bots/sandbox/vk/phone.ts';
import { createVkEmulator, type VkEmulator } from '../../bots/sandbox/vk/emulator.ts';
import type { StartOptions } from '../../core/main.ts';
import { freePort } from './child.ts';
import { inHaste } from './fast-clock.ts';
import { eventually, startProduct, type Product } from './product.ts';

export const vkToken = 'vk1.a.token-of-an-emulator-only';
export const vkGroup = 777;
export const vkSecret = 'secret-of-a-test';
export const vkConfirmation = 'c0nf1rm';

export interface WithVk {
  readonly product: Product;
  readonly vk: VkEmulator;
  end(): Promise<void>;
}

/** `callback`: the emulator posts to us; otherwise it is polled. Both are in haste. */
export const startWithVk = async (
  how: 'callback' | 'polling',
  options: StartOptions & {
    readonly dataDir?: string;
    readonly env?: Record<string, string>;
    /** What happened before we came up. */
    readonly before?: (vk: VkEmulator) => void;
  } = {},
): Promise<WithVk> => {
  const haste = inHaste();
  const vk = await createVkEmulator({ token: vkToken, groupId: vkGroup, ...haste });
  options.before?.(vk);
  const port = await freePort();
  const env = {
    PORT: String(port),
    VK_TOKEN: vkToken,
    VK_GROUP_ID: String(vkGroup),
    VK_API_ROOT: vk.url,
    ...(how === 'callback'
      ? { PUBLIC_URL: `http://127.0.0.1:${port}`, VK_SECRET: vkSecret, VK_CONFIRMATION: vkConfirmation }
      : {}),
    ...options.env,
  };
  const product = await startProduct({ clock: haste.clock, ...options, env });
  if (how === 'callback') {
    const confirmed = await vk.setServer({ url: `${product.url}/webhooks/vk`, secret: vkSecret });
    if (confirmed !== vkConfirmation) throw new Error(`the address was not confirmed: ${confirmed}`);
  }
  return {
    product,
    vk,
    end: async () => {
      await product.end();
      await vk.close();
    },
  };
};

/** Lines that the bot or an operator sent to this person, oldest first. */
export const told = (dialogue: PersonDialogue): readonly string[] =>
  dialogue.messages.filter(({ from }) => from === 'community').map(({ text }) => text);

export const untilTold = (dialogue: PersonDialogue, part: string | RegExp): Promise<string> =>
  eventually(
    () => told(dialogue).find((text) => (typeof part === 'string' ? text.includes(part) : part.test(text))),
    20_000,
  );
