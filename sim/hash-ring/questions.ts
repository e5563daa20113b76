import { drawUntil } from '../core/draw';
import type { Difficulty, QuestionGenerator, QuestionOption } from '../core/question';
import type { Random } from '../core/random';
import { replay } from '../core/recording';
import { recordScenario } from '../core/scenario';
import { type HashRingCommand, type HashRingConfig, hashRingConfig } from './config';
import { xxHash64 } from './hashes';
import { hashRing } from './model';
import { planOf, routerOf, sampleKey } from './plan';
import { envoyRing } from './ring';
import { modulo } from './uint64';

/**
 * What learners believe who choose wrongly. Texts `questions.misconceptions.<id>` say what is true instead.
 *
 * - `ring-key-goes-back`: a key belongs to the position before it, not behind it.
 * - `ring-one-position-each`: a host is one place on the circle, so that its neighbours' keys are all that moves.
 * - `ring-all-keys-move`: when a host leaves, every key is dealt out anew, whatever the algorithm.
 * - `ring-size-is-shared`: the ring has exactly its minimum size, which the hosts share by weight.
 * - `maglev-no-turns`: an entry goes to the host that ranks it highest, whatever else that host takes first.
 * - `stickiness-delivers`: a client that always comes to the same pod gets its events there.
 */
export const HASH_RING_MISCONCEPTIONS = [
  'ring-key-goes-back',
  'ring-one-position-each',
  'ring-all-keys-move',
  'ring-size-is-shared',
  'maglev-no-turns',
  'stickiness-delivers',
] as const;

type Generator<Id extends string> = QuestionGenerator<HashRingConfig, HashRingCommand, Id>;

function hostsOf(count: number, random: Random): string[] {
  const first = 10 + random.below(200);
  return Array.from({ length: count }, (_, index) => `10.244.0.${first + index}:8000`);
}

function record(config: HashRingConfig, commands: readonly HashRingCommand[]) {
  const timed = commands.map((command, index) => ({ tick: 500 * (index + 1), command }));
  return recordScenario(hashRing, {
    id: 'question',
    config,
    seed: 1,
    commands: timed,
    endTick: 500 * (commands.length + 1),
  });
}

const HOSTS: Readonly<Record<Difficulty, number>> = { 1: 2, 2: 3, 3: 4 };

/** On a ring of a few positions: which host gets this key? The answer differs from the host of the position before it. */
const ownerOnRing: Generator<'owner-on-ring'> = {
  id: 'owner-on-ring',
  generate: (seed, difficulty) =>
    drawUntil(seed, 41, (random) => {
      const hosts = hostsOf(HOSTS[difficulty], random);
      const config = hashRingConfig.parse({ hosts, ringSize: hosts.length * 2, sampleKeys: 100 });
      const { positions } = envoyRing(
        hosts,
        hosts.map(() => 1),
        { minimum: config.ringSize, maximum: 8_388_608 },
      );
      const key = sampleKey(random.below(1_000));
      const router = routerOf(planOf(config));
      const hash = router.hash(key);
      const right = hosts[router.placeOf(hash, 0) ?? -1];
      const degrees = (each: { readonly hi: number }) => Math.round((each.hi / 2 ** 32) * 360);
      const before = positions.filter((each) => degrees(each.hash) < degrees(hash)).at(-1) ?? positions.at(-1);
      const back = hosts[before?.host ?? -1];
      // Told apart by whole degrees, and not what the rule of thumb gives.
      if (right === undefined || back === right || positions.some((each) => degrees(each.hash) === degrees(hash)))
        return null;
      const options = hosts.map(
        (host): QuestionOption => ({
          id: host,
          label: { verbatim: host },
          feedback: { key: `questions.owner-on-ring.${host === right ? 'right' : 'wrong'}`, values: { host: right } },
          misconception: host === right ? null : 'ring-key-goes-back',
        }),
      );
      const list = positions.map((each) => `${degrees(each.hash)}° ${hosts[each.host]}`).join(', ');
      return {
        stem: { key: 'questions.owner-on-ring.stem', values: { key, degrees: degrees(hash), positions: list } },
        picture: record(config, []),
        form: { type: 'single', options, right },
        proof: { recording: record(config, [{ type: 'lookUp', key }]), step: 1, tick: 500 },
      };
    }),
};

/** Which of these keys go elsewhere when a host leaves Envoy's ring, which then gives the others more positions? */
const whichKeysMove: Generator<'which-keys-move'> = {
  id: 'which-keys-move',
  generate: (seed, difficulty) =>
    drawUntil(seed, 42, (random) => {
      const hosts = hostsOf(HOSTS[difficulty] + 1, random);
      const algorithm = difficulty === 3 ? 'ring-hash' : difficulty === 2 ? 'positions-per-host' : 'modulo';
      const config = hashRingConfig.parse({ hosts, algorithm, ringSize: 64, positions: 16, sampleKeys: 100 });
      const gone = hosts.at(-1) ?? '';
      const after = { ...config, hosts: hosts.slice(0, -1) };
      const keys = Array.from({ length: 4 }, () => sampleKey(random.below(1_000)));
      if (new Set(keys).size < keys.length) return null;
      const [old, now] = [routerOf(planOf(config)), routerOf(planOf(after))];
      const owners = keys.map((key) => {
        const hash = old.hash(key);
        return {
          key,
          from: hosts[old.placeOf(hash, 0) ?? -1] ?? '',
          to: after.hosts[now.placeOf(hash, 0) ?? -1] ?? '',
        };
      });
      const right = owners.filter(({ from, to }) => from !== to).map(({ key }) => key);
      const isThumb = owners.every(({ from, to }) => (from === gone) === (from !== to));
      // Only where hosts keep their positions is it the keys of the host that left, and no others.
      if (right.length === 0 || right.length === keys.length || isThumb !== (algorithm === 'positions-per-host'))
        return null;
      const options = owners.map(
        ({ key, from, to }): QuestionOption => ({
          id: key,
          label: { verbatim: `${key} (${from})` },
          feedback: { key: `questions.which-keys-move.${from === to ? 'stays' : 'moves'}`, values: { key, from, to } },
          misconception: from === to ? (isThumb ? 'ring-all-keys-move' : 'ring-one-position-each') : null,
        }),
      );
      const commands: HashRingCommand[] = [
        ...keys.map((key): HashRingCommand => ({ type: 'lookUp', key })),
        { type: 'removeHost', host: gone },
      ];
      return {
        stem: { key: `questions.which-keys-move.stem.${algorithm}`, values: { gone, hosts: hosts.join(', ') } },
        picture: record(config, commands.slice(0, -1)),
        form: { type: 'multiple', options, right },
        believed: [
          isThumb
            ? { misconception: 'ring-all-keys-move', answer: keys }
            : {
                misconception: 'ring-one-position-each',
                answer: owners.filter(({ from }) => from === gone).map(({ key }) => key),
              },
        ],
        proof: { recording: record(config, commands), step: commands.length, tick: 500 * commands.length },
      };
    }),
};

/** How many positions has this host on Envoy's ring with these weights? */
const positionsOfWeight: Generator<'positions-of-weight'> = {
  id: 'positions-of-weight',
  revision: 2,
  generate: (seed, difficulty, revision = 2) =>
    drawUntil(seed, 43, (random) => {
      const hosts = hostsOf(HOSTS[difficulty], random);
      const weights = hosts.map(() => 1 + random.below(4));
      const ringSize = [64, 100, 1_000][random.below(3)] ?? 64;
      const { positionsPerHost, positions } = envoyRing(hosts, weights, { minimum: ringSize, maximum: 8_388_608 });
      const asked = random.below(hosts.length);
      const right = positionsPerHost[asked] ?? 0;
      const sum = weights.reduce((total, weight) => total + weight, 0);
      const share = Math.round((ringSize * (weights[asked] ?? 1)) / sum);
      // The share of the minimum has to be wrong. Revision 1 let it be right at the first difficulty.
      if (share === right && (revision > 1 || difficulty > 1)) return null;
      const config = hashRingConfig.parse({ hosts, ringSize, sampleKeys: 100 });
      const commands = hosts.map(
        (host, index): HashRingCommand => ({ type: 'weigh', host, weight: weights[index] ?? 1 }),
      );
      const asks = {
        size: ringSize,
        host: hosts[asked] ?? '',
        weights: hosts.map((host, index) => `${host}: ${weights[index]}`).join(', '),
      };
      const values = { ...asks, least: Math.min(...weights), total: positions.length, right };
      return {
        stem: { key: 'questions.positions-of-weight.stem', values: asks },
        picture: record(config, []),
        form: { type: 'numeric', right, feedback: { key: 'questions.positions-of-weight.because', values } },
        believed: [{ misconception: 'ring-size-is-shared', answer: share }],
        proof: { recording: record(config, commands), step: commands.length, tick: 500 * commands.length },
      };
    }),
};

const TABLE_SIZES: Readonly<Record<Difficulty, number>> = { 1: 7, 2: 11, 3: 13 };

/** Offset and skip of each host are given: who gets this entry of Maglev's table? Not the host that ranks it highest. */
const maglevEntry: Generator<'maglev-entry'> = {
  id: 'maglev-entry',
  generate: (seed, difficulty) =>
    drawUntil(seed, 44, (random) => {
      const hosts = hostsOf(HOSTS[difficulty] + (difficulty === 1 ? 1 : 0), random);
      const tableSize = TABLE_SIZES[difficulty];
      const config = hashRingConfig.parse({ algorithm: 'maglev', hosts, tableSize, sampleKeys: 100 });
      const key = sampleKey(random.below(1_000));
      const router = routerOf(planOf(config));
      const hash = router.hash(key);
      const entry = modulo(hash, tableSize);
      const right = hosts[router.placeOf(hash, 0) ?? -1] ?? '';
      const preferences = hosts.map((host) => {
        const [offset, skip] = [modulo(xxHash64(host, 0), tableSize), modulo(xxHash64(host, 1), tableSize - 1) + 1];
        const rank = Array.from({ length: tableSize }, (_, turn) => (offset + turn * skip) % tableSize).indexOf(entry);
        return { host, offset, skip, rank };
      });
      const [highest] = [...preferences].sort((left, other) => left.rank - other.rank);
      if (highest?.host === right) return null;
      const because = { key, entry, host: right };
      const options = hosts.map(
        (host): QuestionOption => ({
          id: host,
          label: { verbatim: host },
          feedback: { key: `questions.maglev-entry.${host === right ? 'right' : 'wrong'}`, values: because },
          misconception: host === right ? null : 'maglev-no-turns',
        }),
      );
      const list = preferences.map(({ host, offset, skip }) => `${host} (offset ${offset}, skip ${skip})`).join(', ');
      return {
        stem: { key: 'questions.maglev-entry.stem', values: { size: tableSize, hosts: list, key, entry } },
        picture: record(config, []),
        form: { type: 'single', options, right },
        proof: { recording: record(config, [{ type: 'lookUp', key }]), step: 1, tick: 500 },
      };
    }),
};

/** What share of events arrives, of which the shard says where they go and another hash where their client waits? */
const matchProbability: Generator<'match-probability'> = {
  id: 'match-probability',
  generate: (seed, difficulty) =>
    drawUntil(seed, 45, (random) => {
      const pods = 2 + random.below(7);
      const shards = difficulty === 1 ? pods : 2 + random.below(7);
      // As many of both, more pods than shards, more shards than pods.
      if (difficulty === 2 && pods <= shards) return null;
      if (difficulty === 3 && pods >= shards) return null;
      const config = hashRingConfig.parse({
        algorithm: 'maglev',
        tableSize: 1_009,
        hosts: hostsOf(pods, random),
        shards,
        sampleKeys: 4_000,
      });
      const percent = (share: number) => Math.round(100 * share);
      const candidates = [1 / Math.max(pods, shards), 1 / Math.min(pods, shards), 1 / (pods * shards), 0.5, 1];
      const shares = [...new Set(candidates.map(percent))].sort((one, other) => one - other);
      // Told apart by more than the sample's chance.
      if (shares.some((each, index) => each - (shares[index - 1] ?? -9) < 5)) return null;
      const jobs: HashRingCommand[] = [0, 1, 2].map((index) => ({ type: 'connect', key: sampleKey(index) }));
      const recording = record(config, jobs);
      const replayed = replay(hashRing, recording);
      if (!replayed.ok) return null;
      const share = percent(replayed.snapshot.state.matches / config.sampleKeys);
      const [right = 0] = [...shares].sort((one, other) => Math.abs(one - share) - Math.abs(other - share));
      const values = { pods, shards, share: right };
      const options = shares.map(
        (each): QuestionOption => ({
          id: String(each),
          label: { verbatim: `${each}%` },
          feedback: { key: `questions.match-probability.${each === right ? 'right' : 'wrong'}`, values },
          misconception: each === right ? null : 'stickiness-delivers',
        }),
      );
      return {
        stem: { key: 'questions.match-probability.stem', values: { pods, shards } },
        picture: record(config, []),
        form: { type: 'single', options, right: String(right) },
        proof: { recording, step: jobs.length, tick: 500 * jobs.length },
      };
    }),
};

/** The lab's question generators. */
export const hashRingQuestions: readonly Generator<string>[] = [
  ownerOnRing,
  whichKeysMove,
  positionsOfWeight,
  maglevEntry,
  matchProbability,
];
