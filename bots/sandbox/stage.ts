/** One platform as the sandbox plays it: its phones, its knobs, its files. Each emulator has a stage of its own. */
import type { KnobName, PhoneDeed, Platform, ShownChat } from './contract.ts';
import type { Call, Knob, Person, Twist } from './platform.ts';
import type { KeptFile, Shelf } from './shelf.ts';
import { silentVoice } from './voice.ts';

export interface Stage {
  readonly platform: Platform;
  readonly how: 'webhook' | 'polling';
  show(person: Person): ShownChat;
  /** @throws Impossible: the phone offers no such thing. */
  act(person: Person, deed: PhoneDeed): void;
  readonly shelf: Shelf;
  readonly knobs: KnobBoard;
  /** Nobody reaches the platform while it is down. */
  down(down: boolean): void;
  close(): Promise<void>;
}

export interface KnobBoard {
  set(knob: KnobName, on: boolean): void;
  on(): readonly KnobName[];
}

/** What the knobs of both platforms turn. */
export interface Breakable<P, A> {
  knob(knob: Knob<P, A>): () => void;
  revoke(revoked: boolean): void;
  disturb(how: { readonly copies: number; readonly shuffled: boolean }): void;
}

/** How a platform says no to what carries something to a person. */
export interface Refusals<P, A> {
  readonly isSend: (call: Call<P>) => boolean;
  readonly tooMany: A;
  readonly blocked: A;
}

const badGateway = '<html><body><h1>502 Bad Gateway</h1></body></html>';

/** Turns something on; gives how it is turned off. */
type Turn = () => () => void;

const createTurns = <P, A>(
  { knob, revoke, disturb }: Breakable<P, A>,
  { isSend, tooMany, blocked }: Refusals<P, A>,
): Readonly<Record<KnobName, Turn>> => {
  const traffic = { copies: 1, shuffled: false };
  const disturbed = (change: Partial<typeof traffic>): void => disturb(Object.assign(traffic, change));
  const onSends = (twist: Twist<A>) => (): (() => void) => knob((call) => (isSend(call) ? twist : null));
  return {
    duplicates: () => {
      disturbed({ copies: 2 });
      return () => disturbed({ copies: 1 });
    },
    shuffle: () => {
      disturbed({ shuffled: true });
      return () => disturbed({ shuffled: false });
    },
    storm: onSends({ kind: 'answer', answer: tooMany }),
    hang: () => {
      // Who hangs is let go when the knob is turned back.
      const { promise: until, resolve } = Promise.withResolvers<void>();
      const off = knob(() => ({ kind: 'hang', carriedOut: false, until }));
      return () => {
        off();
        resolve();
      };
    },
    lost: onSends({ kind: 'reset', carriedOut: true }),
    html: () => knob(() => ({ kind: 'garbage', status: 502, body: badGateway, carriedOut: false })),
    forbidden: onSends({ kind: 'answer', answer: blocked }),
    revoked: () => {
      revoke(true);
      return () => revoke(false);
    },
  };
};

export const createKnobs = <P, A>(platform: Breakable<P, A>, refusals: Refusals<P, A>): KnobBoard => {
  const turns = createTurns(platform, refusals);
  const off = new Map<KnobName, () => void>();
  return {
    set: (knob, on) => {
      if (on === off.has(knob)) return;
      off.get(knob)?.();
      off.delete(knob);
      if (on) off.set(knob, turns[knob]());
    },
    on: () => [...off.keys()],
  };
};

/** The files of a message; a voice that nobody has recorded is silence. */
export const chosenFiles = (shelf: Shelf, { as, files }: Extract<PhoneDeed, { do: 'send' }>): readonly KeptFile[] => {
  if (as === 'voice' && files.length === 0) return [shelf.add(silentVoice(3))];
  return files.map((id) => shelf.get(id)).filter((file) => file !== null);
};

/** Where the page fetches a file of this platform. */
export const fileAddress = (platform: Platform, id: string): string => `/sandbox/api/files/${platform}/${id}`;
