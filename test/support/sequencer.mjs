// The order of a run: what starts processes and browsers of its own takes longest and goes first, so that no worker is
// left with a long file while the others have nothing more to do. A fresh checkout remembers no times to sort by.
import Sequencer from '@jest/test-sequencer';

const long = /\/test\/(?:faults|e2e|bots)\//u;

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(({ path }) => long.test(path)), ...sorted.filter(({ path }) => !long.test(path))];
  }
}
