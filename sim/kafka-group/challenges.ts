import { type Challenge, defineChallenge } from '../core/challenge';
import { goalsOf } from '../core/goals';
import type { KafkaGroupCommand } from './command';
import { type KafkaGroupConfig, kafkaGroupConfig, ticksFromMs } from './config';
import type { KafkaGroupEvent, KafkaGroupState } from './state';
import type { KafkaGroupTrace } from './trace';

const { once } = goalsOf<KafkaGroupState, KafkaGroupCommand, KafkaGroupEvent, KafkaGroupTrace>();

/** A group of three that starts at once, notices a crash within two seconds, and has something to do. */
const brisk = {
  groupInitialRebalanceDelayMs: 100,
  heartbeatIntervalMs: 300,
  sessionTimeoutMs: 2_000,
  recordsPerSecond: 40,
  networkDelayMs: 10,
} as const;

function startOf(config: Partial<KafkaGroupConfig>) {
  return {
    config: kafkaGroupConfig.parse({ ...brisk, ...config }),
    seed: 1,
    commands: [],
    endTick: ticksFromMs(1_000),
  };
}

const all = [
  defineChallenge({
    // What was worked after the last commit is worked again by whoever gets the partition.
    id: 'worked-twice',
    level: 1,
    start: startOf({ autoCommitIntervalMs: 2_000 }),
    tickMax: ticksFromMs(20_000),
    parCommands: 1,
    hintCount: 2,
    goal: once(({ trace }) => trace.some(({ kind, data }) => kind === 'processed' && Number(data?.times) > 1)),
  }),
  defineChallenge({
    // Heartbeats come from a thread of their own: only max.poll.interval.ms notices an application that is stuck.
    id: 'alive-but-out',
    level: 2,
    start: startOf({ maxPollIntervalMs: 1_500, maxPollRecords: 20 }),
    tickMax: ticksFromMs(20_000),
    parCommands: 1,
    hintCount: 2,
    allows: ({ type }) => type === 'slow' || type === 'produce',
    goal: once(({ trace }) => trace.some(({ kind }) => kind === 'pollTimeout')),
  }),
] as const;

export type KafkaGroupChallengeId = (typeof all)[number]['id'];

/** The lab's challenges, in the order they are shown. */
export const kafkaGroupChallenges: readonly (Challenge<
  KafkaGroupConfig,
  KafkaGroupState,
  KafkaGroupCommand,
  KafkaGroupEvent
> & { readonly id: KafkaGroupChallengeId })[] = all;
