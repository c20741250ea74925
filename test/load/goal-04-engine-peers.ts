/**
 * The engine alone, in process: the shipped scenarios' longest walk by buttons, against the same walk (same texts, same
 * buttons, same number of turns) as a botbuilder waterfall and as a telegraf WizardScene.
 * State is kept alike on both sides: as an object in memory; with botbuilder also as JSON text, its MemoryStorage's way.
 */
import type { EngineState } from '../../core/domain/conversation.ts';
import { step } from '../../core/engine/step.ts';
import type { Script } from '../../core/engine/types.ts';
import { interleave, perSecond, type Bench, type Goal, type Pair } from './figure.ts';
import { loadPeer, missingPeers, peersInstalled, type Keeping, type Peer, type PeerName } from './peers.ts';
import { scriptOf, shippedFiles } from './shipped.ts';
import { findWalk, type Walk } from './walk.ts';

const conversations = 200;

interface Keep<Kept> {
  readonly put: (state: EngineState) => Kept;
  readonly take: (kept: Kept) => EngineState;
}
const asJson: Keep<string> = { put: JSON.stringify, take: (text) => JSON.parse(text) as EngineState };
const asObject: Keep<EngineState> = { put: (state) => state, take: (state) => state };

/** All conversations walk side by side, `laps` times over; returns turns a second. */
const engineLaps = <Kept>(script: Script, { begin, turns }: Walk, laps: number, keep: Keep<Kept>): Promise<number> =>
  perSecond(conversations * turns.length * laps, () => {
    let said = 0;
    for (let lap = 0; lap < laps; lap += 1) {
      const kept = Array.from({ length: conversations }, () => keep.put(begin));
      for (const { event, moment } of turns) {
        for (const [at, one] of kept.entries()) {
          const { state, effects } = step(script, keep.take(one), event, moment);
          for (const effect of effects) if (effect.kind === 'say') said += 1;
          kept[at] = keep.put(state);
        }
      }
    }
    if (said < conversations * turns.length * laps) throw new Error('the engine was silent in some turn');
  });

const openPeer = async (name: PeerName, walk: Walk, keeping: Keeping): Promise<Peer> => {
  const peer = await loadPeer(name, walk.turns, keeping);
  for (let at = 0; at < conversations; at += 1) await peer.open(at);
  return peer;
};

const peerLaps = (peer: Peer, { turns }: Walk, laps: number): Promise<number> =>
  perSecond(conversations * turns.length * laps, async () => {
    const before = peer.sent();
    for (let lap = 0; lap < laps; lap += 1) {
      for (const at of turns.keys()) {
        for (let conversation = 0; conversation < conversations; conversation += 1) await peer.press(conversation, at);
      }
    }
    if (peer.sent() - before !== conversations * turns.length * laps) throw new Error('the peer left its walk');
  });

export const measure = async (bench: Bench): Promise<void> => {
  if (!peersInstalled()) {
    bench.say(missingPeers);
    return;
  }
  const script = scriptOf(shippedFiles());
  const walk = findWalk(script);
  bench.say(`  a walk of ${walk.turns.length} turns, ${conversations} conversations side by side`);
  const rounds = bench.quick ? { rounds: 3, warmUp: 1 } : { rounds: 9, warmUp: 2 };
  const laps = bench.quick ? 30 : 90;

  /** The peer walks fewer laps, so that both halves of a round take about as long. */
  const against = async (name: PeerName, keeping: Keeping, slower: number): Promise<Pair> => {
    const peer = await openPeer(name, walk, keeping);
    const engine = (): Promise<number> =>
      keeping === 'json' ? engineLaps(script, walk, laps, asJson) : engineLaps(script, walk, laps, asObject);
    return interleave(rounds, engine, () => peerLaps(peer, walk, Math.ceil(laps / slower)));
  };
  const waterfall: Goal = { wants: 'more', must: 20, aim: 50 };
  const wizard: Goal = { wants: 'more', must: 1, aim: 1.5 };
  bench.report('engine turns, botbuilder waterfall', 'turns/s', await against('botbuilder', 'object', 30), waterfall);
  bench.report(
    'engine turns, botbuilder waterfall, JSON state',
    'turns/s',
    await against('botbuilder', 'json', 30),
    null,
  );
  bench.report('engine turns, telegraf WizardScene', 'turns/s', await against('telegraf', 'object', 3), wizard);
};
