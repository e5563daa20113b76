import { type Challenge, type ChallengeGoal, defineChallenge } from '../core/challenge';
import type { StepRecord } from '../core/engine';
import { goalsOf } from '../core/goals';
import { type HashRingCommand, type HashRingConfig, hashRingConfig } from './config';
import type { HashRingState, HashRingTrace } from './state';

type Step = StepRecord<HashRingCommand, never, HashRingTrace>;

const { once, traced } = goalsOf<HashRingState, HashRingCommand, never, HashRingTrace>();

/** Keys that a new host moved under Maglev, and keys that stayed where they were when one joined under jump hash. */
interface JoinedKeys {
  readonly movedByMaglev: readonly string[];
  readonly keptByJump: readonly string[];
}

const movesInMaglevOnly: ChallengeGoal<HashRingState, HashRingCommand, never, JoinedKeys> = {
  initial: { movedByMaglev: [], keptByJump: [] },
  observe({ movedByMaglev, keptByJump }, { trace }: Step, { plan, keys }) {
    if (!trace.some(({ kind }) => kind === 'hostAdded')) return { movedByMaglev, keptByJump };
    const moved = trace.filter(({ kind }) => kind === 'keyMoved').map(({ actor }) => actor);
    if (plan.algorithm === 'maglev') return { movedByMaglev: [...movedByMaglev, ...moved], keptByJump };
    if (plan.algorithm !== 'jump') return { movedByMaglev, keptByJump };
    const kept = keys.map(({ key }) => key).filter((key) => !moved.includes(key));
    return { movedByMaglev, keptByJump: [...keptByJump, ...kept] };
  },
  isMet: ({ movedByMaglev, keptByJump }) => movedByMaglev.some((key) => keptByJump.includes(key)),
};

const from = (config: object) => ({
  config: hashRingConfig.parse({ sampleKeys: 2_000, ...config }),
  seed: 1,
  commands: [],
  endTick: 500,
});
const common = { tickMax: 600_000, hintCount: 2 } as const;

const all = [
  defineChallenge({
    ...common,
    id: 'a-key-on-a-named-host',
    level: 1,
    start: from({}),
    parCommands: 4,
    allows: ({ type }) => type === 'lookUp',
    goal: traced((entry) => entry.kind === 'lookedUp' && entry.data.host === '10.244.0.20:8000'),
  }),
  defineChallenge({
    ...common,
    id: 'no-stray-moves',
    level: 2,
    start: from({}),
    parCommands: 2,
    goal: traced((entry) => entry.kind === 'hostAdded' && entry.data.moved > 0 && entry.data.stray === 0),
  }),
  defineChallenge({
    // Maglev's table is nearly even by construction.
    ...common,
    id: 'even-shares',
    level: 1,
    start: from({ ringSize: 64 }),
    parCommands: 1,
    allows: ({ type }) => type !== 'removeHost',
    goal: traced(
      (entry, { shares, config, plan }) =>
        entry.kind !== 'ignored' && (Math.max(...shares) * plan.hosts.length) / config.sampleKeys < 1.1,
    ),
  }),
  defineChallenge({
    // Both hashes stay as they are: what reaches every pod arrives wherever the client waits.
    ...common,
    id: 'every-event-arrives',
    level: 2,
    start: from({}),
    parCommands: 1,
    allows: ({ type }) => type !== 'setAlgorithm',
    goal: traced((entry, { matches, config, plan }) => {
      const isAll = matches === config.sampleKeys && plan.hosts.length >= config.hosts.length;
      return entry.kind !== 'ignored' && isAll;
    }),
  }),
  defineChallenge({
    ...common,
    id: 'maglev-moves-jump-keeps',
    level: 3,
    start: from({ algorithm: 'maglev' }),
    parCommands: 5,
    goal: movesInMaglevOnly,
  }),
  defineChallenge({
    // A key whose two hosts both proxies have.
    ...common,
    id: 'proxies-disagree',
    level: 3,
    start: from({ proxies: 2 }),
    parCommands: 2,
    allows: ({ type }) => type !== 'setAlgorithm',
    goal: once((_, { keys, ejected, plan }) =>
      keys.some(
        ({ host, other, attempt }) =>
          attempt === 0 &&
          other !== null &&
          other !== host &&
          !ejected.includes(host) &&
          plan.hosts.some(({ id }) => id === other),
      ),
    ),
  }),
  defineChallenge({
    ...common,
    id: 'survive-a-removal',
    level: 2,
    start: from({}),
    parCommands: 6,
    goal: traced((entry) => entry.kind === 'hostRemoved' && entry.data.moved / entry.data.of < 0.12),
  }),
] as const;

export type HashRingChallengeId = (typeof all)[number]['id'];

/** The lab's challenges, in the order they are shown. */
export const hashRingChallenges: readonly (Challenge<HashRingConfig, HashRingState, HashRingCommand, never> & {
  readonly id: HashRingChallengeId;
})[] = all;
