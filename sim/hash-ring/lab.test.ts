import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, inject, test } from 'vitest';
import { explore } from '../core/explore';
import { DIFFICULTIES } from '../core/question';
import { replay } from '../core/recording';
import type { RuleValues } from '../core/simulation';
import { checkLab } from '../core/testing/check-lab';
import { createTimeline } from '../core/timeline';
import { type HashRingCommand, hashRingConfig } from './config';
import { hashRingExplorer } from './explorer';
import { hashRingLab } from './lab';
import { hashRing } from './model';
import { HASH_RING_MISCONCEPTIONS, hashRingQuestions } from './questions';
import { createHashRingSession } from './session';

const hosts = [17, 18, 19, 20].map((last) => `10.244.0.${last}:8000`);

function after(config: object, ...commands: readonly HashRingCommand[]) {
  const timeline = createTimeline(hashRing, { config: hashRingConfig.parse({ hosts, ...config }), seed: 1 });
  for (const command of commands) timeline.dispatch(command);
  return { ...timeline.snapshot().state, violations: timeline.record(timeline.step).violations };
}

test.each([
  ['modulo', { algorithm: 'modulo', buckets: 4 }, 5],
  ['maglev', { algorithm: 'maglev', hosts }, [...hosts, '10.244.1.1:8000']],
  ['ring-hash', { algorithm: 'ring-hash', hosts }, [...hosts, '10.244.1.1:8000']],
])('counts what a new host moves in %s as the line session does', (algorithm, built, to) => {
  const session = createHashRingSession();
  session.feed(JSON.stringify(built));
  const [counted] = session.feed(JSON.stringify({ moved: { to, keys: ['job-', 10_000] } }));
  const { moved, stray } = after({ algorithm }, { type: 'addHost' }).lastChange ?? {};
  expect({ moved, betweenHostsThatStay: stray }).toEqual(counted);
});

test('moves no key between hosts that stay where each host has positions of its own', () => {
  const { lastChange, violations } = after({ algorithm: 'positions-per-host' }, { type: 'addHost' });
  expect(lastChange?.stray).toBe(0);
  expect(violations).toEqual([]);
});

test('sends about a quarter of the events to the pod at which their client waits, and all with one hash at both ends', () => {
  expect(after({}).matches).toBe(2466);
  expect(after({ sameHash: true }).matches).toBe(10_000);
  const one = after({ sameHash: true }, { type: 'publish', key: 'job-1' });
  expect(one.keys[0]?.sentTo).toBe(one.keys[0]?.host);
});

test('shares a ring by weights', () => {
  const [first = 0, second = 0] = after(
    { hosts: hosts.slice(0, 2) },
    { type: 'weigh', host: hosts[1] ?? '', weight: 3 },
  ).shares;
  expect(second / first).toBeGreaterThan(2.5);
});

/** The transcripts break no other rule than that every event arrives. */
const brokenLine = ({ job, sentTo, host }: RuleValues) =>
  `! the event of ${job} went to ${sentTo}, its client waits at ${host}`;

/** Rewritten on purpose with `UPDATE_TESTDATA=1 npx vitest run sim/hash-ring`, after raising the simulation's version. */
test.each(hashRingLab.scenarios.map((scenario) => [scenario.id, scenario] as const))(
  'the scenario %s runs as it is written down',
  (id, scenario) => {
    const timeline = createTimeline(hashRing, { config: scenario.config, seed: scenario.seed });
    const lines = scenario.commands.flatMap(({ command }) => {
      const { trace, violations } = timeline.dispatch(command);
      const told = trace.map(({ actor, kind, data }) =>
        [actor, kind, data && JSON.stringify(data)].filter(Boolean).join(' '),
      );
      return [JSON.stringify(command), ...told, ...violations.map(({ values }) => brokenLine(values)), ''];
    });
    const { shares, matches } = timeline.snapshot().state;
    const transcript = [...lines, `keys ${shares.join(' ')}, events that arrive ${matches}`, ''].join('\n');
    const file = new URL(`testdata/${id}.txt`, import.meta.url);
    if (process.env.UPDATE_TESTDATA === '1') writeFileSync(file, transcript);
    expect(transcript).toBe(readFileSync(file, 'utf8'));
  },
);

test('adds keys of the sample that were not looked up, up to forty', () => {
  const { keys } = after(
    {},
    { type: 'lookUp', key: 'job-1' },
    { type: 'addKeys', count: 2 },
    { type: 'addKeys', count: 20 },
  );
  expect(keys.slice(0, 3).map(({ key }) => key)).toEqual(['job-1', 'job-0', 'job-2']);
  expect(keys).toHaveLength(23);
  expect(after({}, ...Array<HashRingCommand>(3).fill({ type: 'addKeys', count: 20 })).keys).toHaveLength(40);
});

test('lets a client wait without an event, and wait once only', () => {
  const timeline = createTimeline(hashRing, { config: hashRingConfig.parse({}), seed: 1 });
  timeline.dispatch({ type: 'connect', key: 'job-1' });
  expect(timeline.snapshot().state.keys).toMatchObject([{ isConnected: true, sentTo: null, host: hosts[2] }]);
  const { trace } = timeline.dispatch({ type: 'connect', key: 'job-1' });
  expect(trace.at(-1)).toMatchObject({ kind: 'ignored', data: { reason: 'same' } });
});

test('loses the events of a shard whose pod is gone, until shards are dealt out anew', () => {
  const config = { shardHolders: 'fixed', fanOut: true };
  const gone: HashRingCommand = { type: 'removeHost', host: hosts[1] ?? '' };
  expect(after(config).matches).toBe(10_000);
  expect(after(config, gone).matches).toBeLessThan(8_000);
  expect(after(config, gone, { type: 'rebalance' }).matches).toBe(10_000);
});

test('brings little more than a quarter of the events home in the best of all orders of pods', () => {
  const { matches } = after({}, { type: 'bestOrder' });
  expect(matches).toBe(2_576);
  const ignored = createTimeline(hashRing, { config: hashRingConfig.parse({ shards: 7 }), seed: 1 }).dispatch({
    type: 'bestOrder',
  });
  expect(ignored.trace).toMatchObject([{ kind: 'ignored', data: { reason: 'too-many-shards' } }]);
});

test('counts what a proxy with an ejected host sends elsewhere, keys of hosts that it has among them, until it takes the host back', () => {
  const eject: HashRingCommand = { type: 'eject', host: hosts[0] ?? '' };
  expect(after({ proxies: 2 }).difference).toMatchObject({ differ: 0 });
  const { differ = 0, stray = 0 } = after({ proxies: 2 }, eject).difference ?? {};
  expect(stray).toBeGreaterThan(500);
  expect(differ).toBeGreaterThan(stray);
  expect(after({ proxies: 2 }, eject, { type: 'readmit', host: hosts[0] ?? '' }).difference).toMatchObject({
    differ: 0,
  });
  expect(after({}, eject).ejected).toEqual([]);
});

test('fills a table whose size is not prime unevenly, or not at all where every host has come round', () => {
  const rules = { primeTable: false };
  expect(() => hashRingConfig.parse({ tableSize: 65_536 })).toThrow('prime');
  const { violations } = after({ algorithm: 'maglev', tableSize: 65_536, rules });
  expect(violations.map(({ name }) => name)).toEqual([
    'Maglev’s hosts of one weight have as many entries, or one more',
  ]);
  // Twelve entries, and both hosts skip by an even number: half of them stay free.
  const free = Array.from(
    { length: 60 },
    (_, first) => after({ algorithm: 'maglev', tableSize: 12, rules, hosts: [`h${first}`], sampleKeys: 100 }).shares[0],
  );
  expect(Math.min(...free.map(Number))).toBeLessThan(60);
});

describe('the explorer', () => {
  const found = (config: object) => {
    let violations: object = {};
    const options = { config: hashRingConfig.parse({ sampleKeys: 1_000, ...config }), seed: 1, runs: 6 };
    for (const each of explore(hashRing, hashRingExplorer, options)) violations = each.violations;
    return Object.keys(violations);
  };

  test.each([
    [
      'virtual positions',
      { sameHash: true, rules: { virtualPositions: false } },
      'No host has twice its share of keys',
    ],
    [
      'a prime table',
      { sameHash: true, tableSize: 65_536, algorithm: 'maglev', rules: { primeTable: false } },
      'Maglev’s hosts of one weight have as many entries, or one more',
    ],
    [
      'sorted hosts',
      { sameHash: true, proxies: 2, rules: { sortedHosts: false } },
      'Two proxies with the same hosts send a key to the same one',
    ],
    ['one hash at both ends', { sameHash: false }, 'Every event arrives at the pod where its client waits'],
  ])('breaks a promise without %s', (_, config, promise) => {
    expect(found(config)).toContain(promise);
  });

  test('breaks none with all rules', () => {
    expect(found({ sameHash: true })).toEqual([]);
  });
});

test('retries on another host where the algorithm has retries, and says so where it has none', () => {
  const tried = after({}, { type: 'lookUp', key: 'job-1' }, { type: 'retry', key: 'job-1' });
  expect(tried.keys[0]?.attempt).toBe(1);
  const timeline = createTimeline(hashRing, { config: hashRingConfig.parse({ algorithm: 'jump' }), seed: 1 });
  timeline.dispatch({ type: 'lookUp', key: 'job-1' });
  const { trace } = timeline.dispatch({ type: 'retry', key: 'job-1' });
  expect(trace).toMatchObject([{ kind: 'ignored', data: { reason: 'no-retry' } }]);
});

const solutions: Readonly<Record<string, readonly HashRingCommand[]>> = {
  'a-key-on-a-named-host': Array.from({ length: 20 }, (_, index) => ({ type: 'lookUp', key: `job-${index}` })),
  'no-stray-moves': [{ type: 'setAlgorithm', algorithm: 'positions-per-host' }, { type: 'addHost' }],
  'even-shares': [{ type: 'setAlgorithm', algorithm: 'maglev' }],
  'every-event-arrives': [{ type: 'addFanOut' }],
  'maglev-moves-jump-keeps': [
    { type: 'addKeys', count: 20 },
    { type: 'addHost' },
    { type: 'removeHost', host: '10.244.1.1:8000' },
    { type: 'setAlgorithm', algorithm: 'jump' },
    { type: 'addHost' },
  ],
  'proxies-disagree': [
    { type: 'addKeys', count: 20 },
    { type: 'eject', host: hosts[0] ?? '' },
  ],
  'survive-a-removal': [
    ...hosts.slice(0, 3).map((host): HashRingCommand => ({ type: 'weigh', host, weight: 5 })),
    { type: 'removeHost', host: hosts[3] ?? '' },
  ],
};

checkLab(hashRingLab, {
  solutions,
  outcomes: {
    'modulo-moves': 'four-fifths',
    'ring-moves': 'about-thirty',
    'which-pods-take-over': 'all-others',
    'any-order': 'about-a-quarter',
    'maglev-or-ring': 'ring',
  },
  misconceptions: HASH_RING_MISCONCEPTIONS,
});

test.each(hashRingQuestions.map((generator) => [generator.id, generator] as const))(
  'the key of %s is what the run gives',
  (id, generator) => {
    for (let seed = 0; seed < inject('seeds'); seed += 1) {
      const { form, proof } = generator.generate(seed, DIFFICULTIES[seed % DIFFICULTIES.length] ?? 1);
      const replayed = replay(hashRing, proof.recording);
      if (!replayed.ok) throw new Error(replayed.message);
      const { state } = replayed.snapshot;
      if (id === 'owner-on-ring' || id === 'maglev-entry') expect(state.keys[0]?.host).toBe(form.right);
      if (id === 'match-probability') {
        const share = (100 * state.matches) / proof.recording.config.sampleKeys;
        expect(Math.abs(share - Number(form.right))).toBeLessThan(2.5);
      }
      if (id === 'which-keys-move') {
        const { config } = proof.recording;
        const before = replay(hashRing, {
          ...proof.recording,
          commands: proof.recording.commands.slice(0, -1),
          end: { step: 4, tick: 2_000 },
        });
        if (!before.ok) throw new Error(before.message);
        expect(config.hosts.length).toBeGreaterThan(2);
        const moved = state.keys.filter((each, index) => each.host !== before.snapshot.state.keys[index]?.host);
        expect(moved.map(({ key }) => key)).toEqual(form.right);
      }
    }
  },
);
