import { expect, test } from 'vitest';
import { createRandom } from '@/sim/core/random';
import { randomScript } from './io-multiplexing';

test('No script fills an event counter, under whichever of its names', () => {
  // The script of 20382 filled a copy of a semaphore and drained it: on Linux that takes 2⁶⁴ calls.
  for (const seed of [20_382, ...Array(300).keys()]) {
    const counters = new Set<string>();
    for (const line of randomScript(createRandom(seed))) {
      const [verb, first = '', second = ''] = line.split(' ');
      if (verb === 'eventfd') counters.add(first);
      if (verb === 'dup' && counters.has(first)) counters.add(second);
      if (verb === 'fill') expect(counters, `${line}, seed ${seed}`).not.toContain(first);
    }
  }
});
