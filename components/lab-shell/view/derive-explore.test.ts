import { expect, it } from 'vitest';
import { translator } from '@/messages/testing/translator';
import { hashRingConfig } from '@/sim/hash-ring/config';
import { hashRingLab } from '@/sim/hash-ring/lab';
import { deriveExplore } from './derive-explore';

const { switches, countText } = deriveExplore(
  { ...hashRingLab, whole: async () => hashRingLab },
  {
    switches: {
      sameHash: 'a case',
      primeTable: { source: 'Envoy', off: { tableSize: 65_536 }, on: { tableSize: 65_537 } },
    },
    createWorker: () => {
      throw new Error('not here');
    },
  },
);
const [sameHash, primeTable] = switches;
const config = hashRingConfig.parse({});

it('finds a rule among the rules of a configuration, and a switch in the configuration itself', () => {
  expect([sameHash?.isOn(config), primeTable?.isOn(config)]).toEqual([false, true]);
  expect(sameHash?.with(config, true)).toEqual({ ...config, sameHash: true });
});

it('takes with a rule the settings in which it can be seen to be broken, and gives them back', () => {
  const off = primeTable?.with(config, false);
  expect(off).toEqual({ ...config, tableSize: 65_536, rules: { ...config.rules, primeTable: false } });
  expect(primeTable?.with(off ?? config, true)).toEqual(config);
});

it("has the lab's words for a rule and for what it counts, and none for what the lab has no word for", () => {
  const t = translator('en');
  expect(primeTable?.text(t)).toEqual({ title: expect.stringMatching(/./), statement: expect.stringMatching(/./) });
  expect([countText('delivered', t) === null, countText('nothing', t)]).toEqual([false, null]);
});
