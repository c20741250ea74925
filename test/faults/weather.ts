/** What platforms do to a bot at bad times, and what befalls its house: one trouble after the other, by chance that can be repeated. */
import type { Twist } from '../../bots/sandbox/platform.ts';
import { failure as telegramFailure, tooMany, type ApiAnswer } from '../../bots/sandbox/telegram/types.ts';
import { failure as vkFailure, type ApiAnswer as VkAnswer } from '../../bots/sandbox/vk/types.ts';
import { full, locked, type House } from './house.ts';
import type { Platforms } from './platforms.ts';
import { createRandom, type Random } from './random.ts';

export interface Weather {
  readonly name: string;
  /** What the death of the product ends. */
  readonly atDeath?: () => void;
  /** It is over. */
  clear(): void;
}

type Trouble = <A>(answers: { readonly storm: readonly A[]; readonly broken: A }, random: Random) => Twist<A>;

const page = '<html><head><title>502 Bad Gateway</title></head></html>';

const troubles = {
  '429 on some calls': ({ storm }, random) => ({ kind: 'answer', answer: random.pick(storm) }),
  'errors of the platform': ({ broken }) => ({ kind: 'answer', answer: broken }),
  'HTML for an answer': (_, random) => ({
    kind: 'garbage',
    status: random.pick([200, 502]),
    body: page,
    carriedOut: random.chance(0.5),
  }),
  'half a JSON for an answer': (_, random) => ({
    kind: 'garbage',
    status: 200,
    body: '{"ok":true,"resu',
    carriedOut: random.chance(0.5),
  }),
  'broken connections': (_, random) => ({ kind: 'reset', carriedOut: random.chance(0.5) }),
} satisfies Record<string, Trouble>;

const telegramAnswers: { storm: readonly ApiAnswer[]; broken: ApiAnswer } = {
  storm: [tooMany(1), tooMany(2)],
  broken: telegramFailure(500, 'Internal Server Error'),
};
/** 6: too many calls a second; 10: an error of the platform's own. 9 asks for a minute, which is longer than a round. */
const vkAnswers: { storm: readonly VkAnswer[]; broken: VkAnswer } = {
  storm: [vkFailure(6), vkFailure(10)],
  broken: vkFailure(10),
};

const share = 0.5;

const troubled = ({ telegram, vk }: Platforms, name: keyof typeof troubles, random: Random): Weather => {
  const trouble: Trouble = troubles[name];
  const ends = [
    telegram.knob(({ method }) =>
      method === 'sendMessage' && random.chance(share) ? trouble(telegramAnswers, random) : null,
    ),
    vk.knob(({ method }) => (method === 'messages.send' && random.chance(share) ? trouble(vkAnswers, random) : null)),
  ];
  return { name, clear: () => ends.forEach((end) => end()) };
};

/** Calls hang until it is over; then their connections break. */
const hanging = ({ telegram, vk }: Platforms, random: Random): Weather => {
  let over = (): void => {};
  const until = new Promise<void>((resolve) => {
    over = resolve;
  });
  const hang =
    (wanted: string) =>
    ({ method }: { readonly method: string }) =>
      method === wanted && random.chance(share)
        ? ({ kind: 'hang', carriedOut: random.chance(0.5), until } as const)
        : null;
  const ends = [telegram.knob(hang('sendMessage')), vk.knob(hang('messages.send'))];
  return {
    name: 'calls that hang',
    clear: () => {
      ends.forEach((end) => end());
      over();
    },
  };
};

const disturbed = ({ disturb }: Platforms, shuffled: boolean): Weather => {
  disturb({ copies: 3, shuffled });
  return {
    name: shuffled ? 'events in another order, each three times' : 'each event three times',
    clear: () => disturb({ copies: 1, shuffled: false }),
  };
};

/** Nobody is there; what is on the way breaks off. They go on sending events all the same. */
const away = ({ telegram, vk }: Platforms): Weather => {
  const down = (isDown: boolean): void => [telegram, vk].forEach((platform) => platform.down(isDown));
  down(true);
  return { name: 'platforms that are down', clear: () => down(false) };
};

const fair: Weather = { name: 'fair', clear: () => {} };

export const changeWeather = (platforms: Platforms, house: House, chance: Random): Weather => {
  // Calls come when they come: what befalls them must not change what is chosen next.
  const random = createRandom(chance.below(2 ** 31));
  if (chance.chance(0.25)) return fair;
  if (chance.chance(0.12)) return locked(house, random);
  if (chance.chance(0.12)) return full(house, random) ?? fair;
  if (chance.chance(0.15)) return hanging(platforms, random);
  if (chance.chance(0.15)) return away(platforms);
  if (chance.chance(0.25)) return disturbed(platforms, chance.chance(0.4));
  return troubled(platforms, chance.pick(Object.keys(troubles) as (keyof typeof troubles)[]), random);
};
