import fc from 'fast-check';
import { expect, test } from 'vitest';
import { replay } from '../core/recording';
import { recordScenario } from '../core/scenario';
import { CommandRefused } from '../core/simulation';
import { ASSIGNOR_NAMES } from './assign/assignors';
import type { KafkaGroupCommand } from './command';
import { CONSUMER_IDS, kafkaGroupConfig, ticksFromMs } from './config';
import { kafkaGroup } from './kafka-group';
import { kafkaGroupLab } from './lab';
import { groupFigures } from './outcomes';
import { isRunning } from './state';
import { createGroup } from './testing/group';

const consumer = fc.constantFrom(...CONSUMER_IDS.slice(0, 4));
const command: fc.Arbitrary<KafkaGroupCommand> = fc.oneof(
  fc.record({ type: fc.constantFrom('crash' as const, 'close' as const, 'restart' as const), consumer }),
  fc.record({ type: fc.constantFrom('pause' as const, 'resume' as const), consumer }),
  fc.record({ type: fc.constant('slow' as const), consumer, serviceMs: fc.constantFrom(null, 5, 150, 600) }),
  fc.record({
    type: fc.constant('produce' as const),
    producer: fc.constant(1),
    count: fc.integer({ min: 1, max: 30 }),
  }),
  fc.record({ type: fc.constant('addConsumer' as const) }),
);
const acts = fc.array(fc.record({ waitMs: fc.nat({ max: 700 }), command }), { maxLength: 25 });
const setting = fc.record({
  strategy: fc.constantFrom(...ASSIGNOR_NAMES),
  enableAutoCommit: fc.boolean(),
  maxPollRecords: fc.constantFrom(1, 5, 500),
  partitions: fc.integer({ min: 1, max: 7 }),
  recordsPerSecond: fc.constantFrom(0, 20),
});
const BRISK = {
  heartbeatIntervalMs: 100,
  sessionTimeoutMs: 400,
  autoCommitIntervalMs: 150,
  maxPollIntervalMs: 800,
} as const;

function play(
  config: Parameters<typeof createGroup>[0],
  seed: number,
  script: readonly { waitMs: number; command: KafkaGroupCommand }[],
) {
  const group = createGroup({ ...BRISK, consumers: 3, ...config }, seed);
  for (const act of script) {
    group.run(act.waitMs);
    try {
      group.command(act.command);
    } catch (error) {
      if (!(error instanceof CommandRefused)) throw error;
    }
  }
  return group;
}

test('whatever crashes, stalls, comes and goes, no promise is broken', () => {
  fc.assert(
    fc.property(setting, fc.nat(), acts, (config, seed, script) => {
      const group = play(config, seed, script);
      group.run(2_000);
      expect(group.violations()).toEqual([]);
    }),
    { numRuns: 50 },
  );
}, 30_000);

test('once everybody is well again, every record is worked and committed, by a group in which each partition has an owner', () => {
  fc.assert(
    fc.property(setting, fc.nat(), acts, (config, seed, script) => {
      const group = play({ ...config, recordsPerSecond: 0 }, seed, script);
      group.command({ type: 'produce', producer: 1, count: 10 });
      for (const { id } of group.state.consumers) {
        group.command({ type: 'resume', consumer: id });
        group.command({ type: 'slow', consumer: id, serviceMs: null });
      }
      group.run(5_000);
      for (const { id } of group.state.consumers) group.command({ type: 'restart', consumer: id });
      group.run(30_000);
      const { produced, processed, uncommitted } = groupFigures(group.state);
      expect({ processed, uncommitted }).toEqual({ processed: produced, uncommitted: 0 });
      expect(group.state.group.phase).toBe('Stable');
      const owned = group.state.consumers.filter(isRunning).flatMap(({ memory }) => memory.owned);
      expect(owned.sort()).toEqual(Array.from({ length: config.partitions }, (_, partition) => partition));
    }),
    { numRuns: 40 },
  );
}, 30_000);

test('the same seed, configuration and commands give the same run, to the byte', () => {
  fc.assert(
    fc.property(setting, fc.nat(), acts, (config, seed, script) => {
      expect(play(config, seed, script).engine.snapshotJson()).toBe(play(config, seed, script).engine.snapshotJson());
    }),
    { numRuns: 10 },
  );
}, 30_000);

test('a run goes on from a snapshot in the middle of a rebalance as if it had not been interrupted', () => {
  fc.assert(
    fc.property(setting, fc.nat(), acts, fc.nat({ max: 600 }), (config, seed, script, moreMs) => {
      const group = play(config, seed, script);
      const snapshot = JSON.parse(JSON.stringify(group.engine.snapshot()));
      group.run(moreMs);
      const straight = group.engine.snapshotJson();
      group.engine.restore(snapshot);
      group.run(moreMs);
      expect(group.engine.snapshotJson()).toBe(straight);
    }),
    { numRuns: 20 },
  );
}, 30_000);

test('a recording is verified by running it again', () => {
  const recording = recordScenario(kafkaGroup, {
    id: 'crash',
    config: kafkaGroupConfig.parse({ sessionTimeoutMs: 5_000 }),
    seed: 3,
    commands: [{ tick: ticksFromMs(4_000), command: { type: 'crash', consumer: 'c2' } }],
    endTick: ticksFromMs(20_000),
  });
  expect(replay(kafkaGroup, recording)).toMatchObject({ ok: true });
  const verdict = kafkaGroupLab.verify(JSON.stringify(recording));
  expect(verdict.ok && groupFigures(verdict.replay.snapshot.state).produced).toBe(200);
});
