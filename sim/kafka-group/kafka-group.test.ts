import { describe, expect, test } from 'vitest';
import { CommandRefused } from '../core/simulation';
import { kafkaGroupCommand } from './command';
import { kafkaGroupConfig } from './config';
import { groupFigures, holdings, recordOutcomes } from './outcomes';
import { partitionForKey } from './partitioner';
import { createGroup } from './testing/group';

/** Notices a crash within half a second and commits by itself every 100 ms. */
const BRISK = { heartbeatIntervalMs: 100, sessionTimeoutMs: 500, autoCommitIntervalMs: 100 } as const;

function partitionsOf(group: ReturnType<typeof createGroup>): Record<string, readonly number[]> {
  return Object.fromEntries(holdings(group.state).map(({ consumer, partitions }) => [consumer, partitions]));
}

test('an empty configuration is Kafka’s defaults, and out-of-range or unknown fields are refused', () => {
  expect(kafkaGroupConfig.parse({})).toMatchObject({
    strategy: 'range',
    sessionTimeoutMs: 45_000,
    heartbeatIntervalMs: 3_000,
    maxPollIntervalMs: 300_000,
    maxPollRecords: 500,
    enableAutoCommit: true,
    autoCommitIntervalMs: 5_000,
  });
  for (const wrong of [
    { partitions: 0 },
    { partitions: 25 },
    { consumers: 9 },
    { strategy: 'fair' },
    { serviceMinMs: 30 },
    { heartbeatIntervalMs: 45_000 },
    { maxPollRecords: 0 },
    { colour: 'red' },
  ]) {
    expect(kafkaGroupConfig.safeParse(wrong).success).toBe(false);
  }
});

describe('a group without trouble', () => {
  test('shares the partitions, and works every record once and in the order of its key', () => {
    const group = createGroup({ ...BRISK, partitions: 4, consumers: 2, recordsPerSecond: 40, keys: 5 });
    group.run(3_000);
    expect(partitionsOf(group)).toEqual({ c1: [0, 1], c2: [2, 3] });
    expect(groupFigures(group.state)).toMatchObject({ produced: 120, duplicates: 0, overtaken: 0 });
    for (const { key, partition } of recordOutcomes(group.state)) expect(partition).toBe(partitionForKey(key, 4));
    expect(group.violations()).toEqual([]);
  });

  test('leaves a consumer without work when there are more consumers than partitions', () => {
    const group = createGroup({ partitions: 1, consumers: 2 });
    group.run(100);
    expect(partitionsOf(group)).toEqual({ c1: [0], c2: [] });
  });

  test('waits for more members before its first generation, and again while they keep coming', () => {
    const group = createGroup({ consumers: 1, groupInitialRebalanceDelayMs: 100 });
    group.run(60);
    group.command({ type: 'addConsumer' });
    group.run(300);
    expect(group.traced('generation').map(({ ms, data }) => [ms, data?.members])).toEqual([[201, ['c1-1', 'c2-1']]]);
  });

  test('returns no more than max.poll.records from one poll', () => {
    const group = createGroup({ consumers: 1, maxPollRecords: 3 });
    group.run(50);
    group.command({ type: 'produce', producer: 1, count: 20 });
    group.run(500);
    for (const { data } of group.traced('fetched'))
      expect(data?.records).toHaveProperty(
        'length',
        expect.toSatisfy((n: number) => n <= 3),
      );
    expect(groupFigures(group.state)).toMatchObject({ processed: 20, duplicates: 0 });
  });

  test('commits after each batch, before the next poll, when auto-commit is off', () => {
    const group = createGroup({ consumers: 1, partitions: 1, enableAutoCommit: false });
    group.run(50);
    group.command({ type: 'produce', producer: 1, count: 2 });
    group.run(200);
    expect(group.traced('committed').map(({ data }) => data?.offsets)).toEqual([{ 0: 1 }, { 0: 2 }]);
    expect(recordOutcomes(group.state).every(({ isCommitted }) => isCommitted)).toBe(true);
  });
});

test('a commit that a rebalance got in the way of is made up for when a poll comes back with nothing', () => {
  const group = createGroup({
    ...BRISK,
    strategy: 'cooperative-sticky',
    partitions: 2,
    consumers: 2,
    enableAutoCommit: false,
  });
  group.run(50);
  group.command({ type: 'pause', consumer: 'c2' });
  group.command({ type: 'addConsumer' });
  group.run(150);
  for (const key of ['a', 'b', 'c']) group.command({ type: 'produce', producer: 1, count: 1, key });
  group.run(50);
  expect(group.traced('commitFailed', 'c1').map(({ data }) => data?.error)).toContain('REBALANCE_IN_PROGRESS');
  group.command({ type: 'resume', consumer: 'c2' });
  group.run(2_000);
  expect(groupFigures(group.state)).toMatchObject({ processed: 3, uncommitted: 0, duplicates: 0 });
});

describe('a crash', () => {
  test('leaves the partitions waiting for the session timeout, and what was not committed is worked again', () => {
    const group = createGroup({ ...BRISK, partitions: 1, consumers: 2, autoCommitIntervalMs: 60_000 });
    group.run(50);
    group.command({ type: 'produce', producer: 1, count: 3 });
    group.run(25);
    group.command({ type: 'crash', consumer: 'c1' });
    group.run(1_000);
    const removed = group.traced('removed');
    expect(removed.map(({ peer, data }) => [peer, data?.reason])).toEqual([['c1', 'session-timeout']]);
    const outcomes = recordOutcomes(group.state).map(({ processings }) => processings.map(({ consumer }) => consumer));
    expect(outcomes).toEqual([['c1', 'c2'], ['c1', 'c2'], ['c2']]);
    const second = recordOutcomes(group.state)[0]?.processings[1]?.endTick ?? 0;
    expect(second / 1_000).toBeGreaterThan(removed[0]?.ms ?? Number.POSITIVE_INFINITY);
    expect(group.violations()).toEqual([]);
  });

  test('costs nothing that a commit had covered', () => {
    const group = createGroup({ ...BRISK, partitions: 1, consumers: 2, enableAutoCommit: false });
    group.run(50);
    group.command({ type: 'produce', producer: 1, count: 3 });
    group.run(100);
    group.command({ type: 'crash', consumer: 'c1' });
    group.run(1_000);
    group.command({ type: 'produce', producer: 1, count: 1 });
    group.run(100);
    expect(groupFigures(group.state)).toMatchObject({ processed: 4, duplicates: 0 });
  });

  test('is followed by a restart as a new member, which takes its share again', () => {
    const group = createGroup({ ...BRISK, partitions: 4, consumers: 2 });
    group.run(50);
    group.command({ type: 'crash', consumer: 'c1' });
    group.run(1_000);
    expect(partitionsOf(group)).toEqual({ c1: [], c2: [0, 1, 2, 3] });
    group.command({ type: 'restart', consumer: 'c1' });
    group.run(500);
    expect(partitionsOf(group)).toEqual({ c1: [0, 1], c2: [2, 3] });
    expect(holdings(group.state)[0]).toMatchObject({ memberId: 'c1-2', membership: 'stable' });
  });
});

describe('a member that is taken for dead', () => {
  test('goes on with what it has when it wakes, and cannot commit it', () => {
    const group = createGroup({ ...BRISK, partitions: 1, consumers: 2, enableAutoCommit: false });
    group.run(50);
    group.command({ type: 'produce', producer: 1, count: 1 });
    group.run(5);
    group.command({ type: 'pause', consumer: 'c1' });
    group.run(1_000);
    expect(recordOutcomes(group.state)[0]).toMatchObject({ processings: [{ consumer: 'c2' }], isCommitted: true });
    group.command({ type: 'resume', consumer: 'c1' });
    group.run(300);
    expect(
      recordOutcomes(group.state)[0]?.processings.map(({ consumer, generation }) => [consumer, generation]),
    ).toEqual([
      ['c2', 2],
      ['c1', 1],
    ]);
    expect(group.traced('commitFailed', 'c1').map(({ data }) => data?.error)).toEqual(['UNKNOWN_MEMBER_ID']);
    expect(group.traced('lost', 'c1')).toHaveLength(1);
    expect(partitionsOf(group)).toEqual({ c1: [0], c2: [] });
    expect(group.violations()).toEqual([]);
  });

  test('because it has not polled for max.poll.interval.ms leaves by itself, though its heartbeats go on', () => {
    const group = createGroup({ ...BRISK, partitions: 1, consumers: 2, maxPollIntervalMs: 300 });
    group.run(50);
    group.command({ type: 'slow', consumer: 'c1', serviceMs: 700 });
    group.command({ type: 'produce', producer: 1, count: 1 });
    group.run(600);
    expect(group.traced('pollTimeout', 'c1')).toHaveLength(1);
    expect(group.traced('removed').map(({ data }) => data?.reason)).toEqual(['left']);
    group.run(600);
    expect(recordOutcomes(group.state)[0]?.processings.map(({ consumer }) => consumer)).toEqual(['c2', 'c1']);
  });
});

describe('a rebalance', () => {
  const group = (strategy: 'range' | 'sticky' | 'cooperative-sticky') => {
    const made = createGroup({ ...BRISK, strategy, partitions: 4, consumers: 2, recordsPerSecond: 100 });
    made.run(1_000);
    made.command({ type: 'addConsumer' });
    made.run(1_000);
    return made;
  };

  test('by the eager protocol takes everything from everybody first', () => {
    const made = group('sticky');
    expect(
      made
        .traced('revoked')
        .map(({ actor, data }) => [actor, data?.partitions])
        .sort(),
    ).toEqual([
      ['c1', [0, 2]],
      ['c2', [1, 3]],
    ]);
    expect(made.traced('generation')).toHaveLength(2);
    expect(made.violations()).toEqual([]);
  });

  test('by the cooperative protocol takes only what moves, and gives it out in a second one', () => {
    const made = group('cooperative-sticky');
    expect(made.traced('revoked').map(({ data }) => data?.partitions)).toEqual([[2]]);
    expect(made.traced('generation')).toHaveLength(3);
    expect(partitionsOf(made)).toEqual({ c1: [0], c2: [1, 3], c3: [2] });
    expect(made.violations()).toEqual([]);
  });

  test('waits for a member that is busy with its batch; meanwhile cooperative members go on and eager ones stand still', () => {
    const workedMeanwhile = (strategy: 'sticky' | 'cooperative-sticky') => {
      const made = createGroup({
        ...BRISK,
        strategy,
        partitions: 4,
        consumers: 2,
        recordsPerSecond: 100,
        maxPollRecords: 5,
      });
      made.run(1_000);
      made.command({ type: 'slow', consumer: 'c2', serviceMs: 400 });
      made.run(50);
      made.command({ type: 'addConsumer' });
      const from = made.engine.tick / 1_000;
      made.run(1_000);
      const until = made.traced('generation').find(({ ms }) => ms > from)?.ms ?? Number.POSITIVE_INFINITY;
      // c1 hears of the rebalance by its next heartbeat.
      return made.traced('processed', 'c1').filter(({ ms }) => ms > from + 150 && ms < until).length;
    };
    expect(workedMeanwhile('sticky')).toBe(0);
    expect(workedMeanwhile('cooperative-sticky')).toBeGreaterThan(5);
  });

  test('follows at once when a member closes: it commits and leaves, and nothing is worked twice', () => {
    const made = createGroup({
      ...BRISK,
      partitions: 4,
      consumers: 2,
      recordsPerSecond: 100,
      sessionTimeoutMs: 30_000,
    });
    made.run(1_000);
    made.command({ type: 'close', consumer: 'c1' });
    made.run(500);
    expect(made.traced('removed').map(({ data }) => data?.reason)).toEqual(['left']);
    expect(partitionsOf(made)).toEqual({ c1: [], c2: [0, 1, 2, 3] });
    expect(groupFigures(made.state).duplicates).toBe(0);
  });
});

describe('commands', () => {
  test('without effect at their moment are traced as ignored', () => {
    const group = createGroup({ consumers: 1 });
    group.command({ type: 'restart', consumer: 'c1' });
    group.command({ type: 'resume', consumer: 'c1' });
    group.command({ type: 'crash', consumer: 'c1' });
    group.command({ type: 'close', consumer: 'c1' });
    expect(group.traced('ignored').map(({ data }) => [data?.command, data?.reason])).toEqual([
      ['restart', 'running'],
      ['resume', 'not-paused'],
      ['close', 'not-running'],
    ]);
  });

  test('that name nobody are refused', () => {
    const group = createGroup({ consumers: 8 });
    expect(() => group.command({ type: 'addConsumer' })).toThrow(CommandRefused);
    expect(() => group.command({ type: 'produce', producer: 2, count: 1 })).toThrow(CommandRefused);
    expect(() => createGroup({ consumers: 1 }).command({ type: 'crash', consumer: 'c2' })).toThrow(CommandRefused);
    expect(kafkaGroupCommand.safeParse({ type: 'crash', consumer: 'c9' }).success).toBe(false);
  });
});
