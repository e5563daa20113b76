import type { Scenario } from '../core/scenario';
import type { KafkaGroupCommand } from './command';
import { type KafkaGroupConfig, kafkaGroupConfig, ticksFromMs } from './config';
import { moments } from './moments';

export type KafkaGroupScenarioId =
  | 'steady'
  | 'member-crash'
  | 'rolling-restart-eager'
  | 'rolling-restart-cooperative'
  | 'slow-consumer';

function at(milliseconds: number, ...commands: readonly KafkaGroupCommand[]) {
  return commands.map((command) => ({ tick: ticksFromMs(milliseconds), command }));
}

/**
 * A group that starts at once and notices a crash within two seconds, so that a run is short enough to watch; requests take
 * long enough on their way to be seen.
 */
const brisk = {
  groupInitialRebalanceDelayMs: 100,
  heartbeatIntervalMs: 300,
  sessionTimeoutMs: 2_000,
  autoCommitIntervalMs: 1_000,
  recordsPerSecond: 40,
  networkDelayMs: 10,
} as const;

/** One consumer after another is closed and started again, as a deployment does it. */
const rollingRestart = {
  seed: 1,
  commands: [
    ...at(3_000, { type: 'close', consumer: 'c1' }),
    ...at(4_000, { type: 'restart', consumer: 'c1' }),
    ...at(6_000, { type: 'close', consumer: 'c2' }),
    ...at(7_000, { type: 'restart', consumer: 'c2' }),
    ...at(9_000, { type: 'close', consumer: 'c3' }),
    ...at(10_000, { type: 'restart', consumer: 'c3' }),
  ],
  endTick: ticksFromMs(12_000),
} as const;

export const kafkaGroupScenarios: readonly (Scenario<KafkaGroupConfig, KafkaGroupCommand> & {
  readonly id: KafkaGroupScenarioId;
})[] = [
  {
    // Three consumers share six partitions, and nothing goes wrong.
    id: 'steady',
    ...moments.steady,
    config: kafkaGroupConfig.parse({ ...brisk }),
    seed: 1,
    commands: [],
    endTick: ticksFromMs(5_000),
  },
  {
    // c2 dies; until the session timeout its partitions wait; then what it had not committed is worked again by others.
    id: 'member-crash',
    ...moments['member-crash'],
    config: kafkaGroupConfig.parse({ ...brisk, strategy: 'cooperative-sticky' }),
    seed: 1,
    commands: [...at(2_950, { type: 'crash', consumer: 'c2' }), ...at(7_000, { type: 'restart', consumer: 'c2' })],
    endTick: ticksFromMs(10_000),
  },
  {
    // Eager: with each change everybody gives up everything, and stands still until all have joined.
    id: 'rolling-restart-eager',
    ...moments['rolling-restart-eager'],
    config: kafkaGroupConfig.parse({ ...brisk, strategy: 'range' }),
    ...rollingRestart,
  },
  {
    // Cooperative: only what changes owner is given up, for which it takes one rebalance more.
    id: 'rolling-restart-cooperative',
    ...moments['rolling-restart-cooperative'],
    config: kafkaGroupConfig.parse({ ...brisk, strategy: 'cooperative-sticky' }),
    ...rollingRestart,
  },
  {
    // c1 takes so long over a batch that it is out of the group before it polls again: its work is done twice.
    id: 'slow-consumer',
    ...moments['slow-consumer'],
    config: kafkaGroupConfig.parse({ ...brisk, enableAutoCommit: false, maxPollIntervalMs: 1_500, maxPollRecords: 20 }),
    seed: 1,
    commands: [
      ...at(2_000, { type: 'slow', consumer: 'c1', serviceMs: 400 }),
      ...at(8_000, { type: 'slow', consumer: 'c1', serviceMs: null }),
    ],
    endTick: ticksFromMs(12_000),
  },
];
